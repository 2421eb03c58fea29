"""Steps about calls to Cin7: what waits for them, in which order they go, and what is shown of it."""

import pytest
from pytest_bdd import given, parsers, then, when

from tests.features.calls_in_words import CallsInWords
from tests.features.driver import Driver
from tests.features.words import Table, rows


@pytest.fixture
def calls(driver: Driver) -> CallsInWords:
    """Northwind's calls in this scenario."""
    return CallsInWords(driver)


@given("the calls of this minute are used up")
def _(calls: CallsInWords) -> None:
    calls.use_up()


@given(parsers.parse("{work} wait for their turn"))
def _(calls: CallsInWords, work: str) -> None:
    calls.ask_for(*work.replace(" and ", ", ").split(", "))


@given(parsers.parse("a full import of {pages:d} pages is under way"))
def _(calls: CallsInWords, pages: int) -> None:
    calls.import_everything(pages)


@given(parsers.parse("{count:d} orders of Northwind were approved"))
def _(calls: CallsInWords, count: int) -> None:
    calls.approve(count)


@when("somebody looks at the rate budget")
def _(calls: CallsInWords) -> None:
    calls.look()


@then(parsers.parse("Cin7 was called for {purposes}, one after the other"))
def _(calls: CallsInWords, purposes: str) -> None:
    assert calls.purposes() == purposes.replace(" and ", ", ").split(", ")


@then(parsers.re(r"(?P<most>no|at most one) call of the import went before (?:those for order \S+|the last of theirs)"))
def _(calls: CallsInWords, most: str) -> None:
    assert calls.imported_before_orders() <= (most == "at most one")


@then(parsers.parse("{count:d} orders of Northwind are created"))
def _(calls: CallsInWords, count: int) -> None:
    assert calls.created() == count


@then(parsers.parse("Cin7 saw {count:d} calls in its busiest minute, and turned none away"))
def _(calls: CallsInWords, count: int) -> None:
    assert calls.traffic() == (count, 0)


@then("nobody has called Cin7 since")
def _(calls: CallsInWords) -> None:
    assert calls.nobody_has_called_since()


@then("nothing waits for calls any more")
def _(calls: CallsInWords) -> None:
    calls.look()
    assert {lane["waiting"] for lane in calls.lanes()} == {"0"}


@then("the rate budget shows")
def _(calls: CallsInWords, datatable: Table) -> None:
    wanted = rows(datatable)
    named = {row["lane"] for row in wanted}
    assert [lane for lane in calls.lanes() if lane["lane"] in named] == wanted


@then(parsers.parse("all orders will have gone in {seconds:d} seconds"))
def _(calls: CallsInWords, seconds: int) -> None:
    assert calls.shown["orders_gone_in"] == calls.seconds_until(calls.shown["orders_gone_at"]) == seconds


@then(parsers.parse("all products will have been read in about {seconds:d} seconds"))
def _(calls: CallsInWords, seconds: int) -> None:
    [reading] = calls.shown["readings"]
    assert (reading["what"], reading["lane"]) == ("products", "imports")
    assert calls.seconds_until(reading["ends_at"]) == pytest.approx(seconds, rel=0.1)


@then(parsers.parse('it says that nobody calls for {seconds:d} seconds, because of "{words}"'))
def _(calls: CallsInWords, seconds: int, words: str) -> None:
    assert calls.seconds_until(calls.shown["blocked_until"]) == seconds
    assert words in calls.shown["blocked_why"]
