"""A page can be put into any frame: it brings none, and leads where the frame's owner says."""

import re
from pathlib import Path

import pytest

from entrypoints.manual.field_mapping import MappingPage
from entrypoints.manual.fragments import Manual, stylesheet
from tests.entrypoints.manual.shelf import book


@pytest.fixture
def manual(tmp_path: Path) -> Manual:
    return Manual(book=book(tmp_path), mapping=MappingPage(inputs=(), calls=()))


def elsewhere(slug: str, anchor: str = "") -> str:
    return f"/console/manual/{slug}" + (f"#{anchor}" if anchor else "")


def test_the_pages_are_in_the_order_of_reading(manual: Manual) -> None:
    assert manual.slugs == ("index", "tea", "fields", "problems", "rules")
    drawn = [manual.fragment(slug, elsewhere) for slug in manual.slugs]
    assert [page.title for page in drawn if page] == [
        "Contents",
        "Tea",
        "From field to field",
        "When something is wrong",
        "Every rule",
    ]


def test_every_link_leads_where_the_owner_of_the_frame_says(manual: Manual) -> None:
    for slug in manual.slugs:
        page = manual.fragment(slug, elsewhere)
        assert page is not None
        targets = re.findall(r'href="([^"]*)"', page.html)
        assert targets or slug == "fields"
        assert all(target.startswith(("/console/manual/", "#")) for target in targets), targets


def test_a_page_has_no_frame_of_its_own(manual: Manual) -> None:
    for slug in manual.slugs:
        page = manual.fragment(slug, elsewhere)
        assert page is not None
        assert not re.search(r"<(html|head|body|main|header|footer|link|style|script)\b", page.html), slug


def test_a_page_that_is_not_there_is_none(manual: Manual) -> None:
    assert manual.fragment("coffee", elsewhere) is None


def test_no_rule_of_the_stylesheet_reaches_beyond_the_pages() -> None:
    text = stylesheet()
    assert text.startswith(".manual {")
    depths, depth = [], 0
    for sign in text.rstrip():
        depth += {"{": 1, "}": -1}.get(sign, 0)
        depths.append(depth)
    assert 0 not in depths[len(".manual {") : -1], "a second rule stands beside .manual"
