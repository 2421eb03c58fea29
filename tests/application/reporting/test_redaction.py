from application.reporting.redaction import REDACTED, redacted

KEY = "7d6e0000-aaaa"


def test_a_key_stands_nowhere_whatever_its_case() -> None:
    document = {
        "text": f"refused for {KEY}, as {KEY.upper()} is unknown",
        KEY: [{"deep": ("x", [KEY])}, 12, None, True],
    }
    assert redacted(document, [KEY]) == {
        "text": f"refused for {REDACTED}, as {REDACTED} is unknown",
        REDACTED: [{"deep": ["x", [REDACTED]]}, 12, None, True],
    }


def test_of_keys_that_begin_alike_the_whole_is_taken_out() -> None:
    assert redacted({"said": "abcdef and abc"}, ["abc", "abcdef"]) == {"said": f"{REDACTED} and {REDACTED}"}


def test_without_secrets_a_document_stays_as_it_is() -> None:
    document = {"a": [1, {"b": "c"}]}
    assert redacted(document, ["", ""]) == document


def test_a_key_is_no_pattern() -> None:
    assert redacted({"said": "abcd"}, ["a.c"]) == {"said": "abcd"}
