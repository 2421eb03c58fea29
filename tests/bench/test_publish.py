"""The texts that tell of measured figures say what the kept ones say."""

import re

import pytest

from tests.bench.__main__ import BENCHES
from tests.bench.publish import BEGIN, END, kept, merged, published, with_measured


def test_both_texts_say_what_was_measured() -> None:
    assert all(path.read_text(encoding="utf-8") == text for path, text in published(kept()).items()), (
        "run `python -m tests.bench.publish`"
    )


def test_every_benchmark_has_figures_that_are_kept() -> None:
    assert {each["bench"] for each in kept()["figures"]} <= set(BENCHES)


def test_what_is_measured_again_takes_the_place_of_what_was_known() -> None:
    known = {"at": "1", "machine": {}, "size": "full", "figures": [_figure("drain", 1), _figure("calls", 2)]}
    both = merged(known, {"at": "2", "machine": {}, "size": "quick", "figures": [_figure("drain", 3)]})
    assert [(each["bench"], each["value"]) for each in both["figures"]] == [("calls", 2), ("drain", 3)]


def test_a_text_keeps_everything_around_what_was_measured() -> None:
    text = with_measured(f"before\n{BEGIN}\nold\n{END}\nafter\n", "new")
    assert text == f"before\n{BEGIN}\nnew\n{END}\nafter\n"
    assert with_measured(text, "new") == text


def test_a_text_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match=re.escape("has no place between")):
        with_measured("nothing", "new")


def _figure(bench: str, value: float) -> dict[str, object]:
    return {"bench": bench, "name": "one", "value": value}
