"""A green run in CI means that everything ran."""

import pytest

pytest_plugins = ["pytester"]

WHOLE_MODULE = "import pytest\npytest.skip({reason!r}, allow_module_level=True)\ndef test_one(): pass\n"
ONE_TEST = "import pytest\ndef test_one(): pytest.skip({reason!r})\ndef test_two(): pass\n"
EXPECTED_FAILURE = "import pytest\n@pytest.mark.xfail(reason='known', strict=True)\ndef test_one(): assert False\n"


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # a second's worth of plugins that play no part
    monkeypatch.setenv("CI", "true")
    return pytester


def outcome(pytester: pytest.Pytester, source: str) -> pytest.RunResult:
    pytester.makepyfile(source)
    return pytester.runpytest_inprocess("-p", "tests.plugins.no_skips", "-p", "no:cacheprovider")


@pytest.mark.parametrize("source", [ONE_TEST, WHOLE_MODULE])
def test_a_skip_fails_in_ci_and_names_its_reason(run: pytest.Pytester, source: str) -> None:
    result = outcome(run, source.format(reason="no database here"))
    assert result.ret != 0
    result.stdout.fnmatch_lines(["*Skipped in CI, where everything runs: no database here*"])


def test_a_skip_that_no_clean_clone_can_avoid_passes_in_ci(run: pytest.Pytester) -> None:
    result = outcome(run, ONE_TEST.format(reason="needs a real Cin7 account: set the two"))
    result.assert_outcomes(passed=1, skipped=1)


def test_a_skip_is_a_skip_outside_ci(run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "")
    outcome(run, ONE_TEST.format(reason="no database here")).assert_outcomes(passed=1, skipped=1)


def test_an_expected_failure_stays_one(run: pytest.Pytester) -> None:
    outcome(run, EXPECTED_FAILURE).assert_outcomes(xfailed=1)
