"""The site holds together: every link leads somewhere, nothing written by others is taken for markup."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from domain.composing.origin import Origin
from entrypoints.manual.book import Book, read_book
from entrypoints.manual.field_mapping import Input, MappingPage, SentCall, SentField
from entrypoints.manual.fragments import Manual
from entrypoints.manual.places import own_places
from entrypoints.manual.site import pages, write
from tests.entrypoints.manual.shelf import CHAI, FEATURE, GREEN, README, book, result

MAPPING = MappingPage(
    inputs=(
        Input(name="Reference", becomes=("CustomerReference",), rules=("R1",), holds=""),
        Input(name="Currency", becomes=(), rules=(), holds="EUR & <b>"),
        Input(name="Time", becomes=(), rules=(), holds=""),
    ),
    calls=(
        SentCall(
            name="POST sale",
            fields=(
                SentField(
                    name="CustomerReference",
                    value="<i>",
                    origins=(Origin(rule="R1", source="the reference"),),
                    inputs=("Reference",),
                ),
                SentField(name="Memo", value="", origins=(Origin(rule="B1", source="always"),), inputs=()),
            ),
        ),
    ),
)


def site(read: Book, base_url: str = "") -> dict[str, str]:
    return pages(Manual(book=read, mapping=MAPPING, base_url=base_url))


class Links(HTMLParser):
    """Where a page leads to, and what on it can be led to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.targets += [value for name, value in attrs if name in {"href", "src"} and value]
        self.anchors += [value for name, value in attrs if name == "id" and value]


def broken(files: dict[str, str]) -> list[tuple[str, str]]:
    read = {name: Links(text) for name, text in files.items() if name.endswith(".html")}
    found = []
    for name, links in read.items():
        for target in links.targets:
            page, _, anchor = target.partition("#")
            if (page and page not in files) or (anchor and anchor not in read[page or name].anchors):
                found.append((name, target))
    return found


def test_every_link_leads_to_a_page_and_an_anchor_that_are_there(tmp_path: Path) -> None:
    files = site(book(tmp_path))
    assert set(files) == {
        "index.html",
        "rules.html",
        "fields.html",
        "problems.html",
        "tea.html",
        "manual.css",
        "site.css",
    }
    assert broken(files) == []


@pytest.fixture(scope="module")
def real() -> dict[str, str]:
    return site(read_book(own_places()))


def test_every_link_of_the_real_manual_leads_somewhere(real: dict[str, str]) -> None:
    assert broken(real) == []


def test_no_anchor_of_the_real_manual_stands_twice_on_a_page(real: dict[str, str]) -> None:
    for name, text in real.items():
        anchors = Links(text).anchors
        assert len(anchors) == len(set(anchors)), name


def test_the_site_needs_no_script_and_nothing_from_elsewhere(tmp_path: Path) -> None:
    files = site(book(tmp_path))
    for name, text in files.items():
        assert "script" not in Links(text).tags
        assert re.findall(r"(?:src|href)=\"(?:https?:)?//|url\(|@import", text) == [], name


EVIL = "<script>alert('x')</script> & \"more\""


@pytest.fixture
def evil(tmp_path: Path) -> Book:
    feature = FEATURE
    for harmless in ("Everybody", "somebody", "Green", "Chai "):
        feature = feature.replace(harmless, EVIL)
    return book(
        tmp_path,
        feature=feature.replace("Feature: Tea", f"Feature: {EVIL}").replace("Rule: Tea", f"Rule: {EVIL}"),
        readme=README.replace("Tea is hot.", EVIL),
        results=(GREEN, CHAI, result("Black", 11, what=EVIL)),
    )


def test_what_features_and_orders_say_is_text_and_never_markup(evil: Book) -> None:
    files = site(evil, base_url='https://host/"><script>')
    for name, text in files.items():
        assert "script" not in Links(text).tags, name
    assert "EUR &amp; &lt;b&gt;" in files["fields.html"]
    assert files["tea.html"].count("&lt;script&gt;") >= 5


def test_results_dates_tables_and_code_are_on_the_page(tmp_path: Path) -> None:
    text = site(book(tmp_path, results=(GREEN, {**CHAI, "outcome": "failed"})), base_url="https://h/c")["tea.html"]
    assert '<span class="slot">what</span>' in text
    for sign in ("✔", "✘", "○"):
        assert sign in text
    assert "Passed on 8 May 2026, in 0.2 s" in text
    assert '<a href="https://h/c/domain/kettle.py#L1"' in text
    assert '<th scope="col">what</th>' in text


def test_an_empty_cell_can_be_seen_and_heard(tmp_path: Path) -> None:
    feature = FEATURE.replace("| Assam |", "|       |")
    text = site(book(tmp_path, feature=feature))["tea.html"]
    assert '<td><span class="nothing" aria-label="empty">–</span></td>' in text


def test_pages_of_features_that_are_gone_go_as_well_and_other_files_stay(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "site"
    write({"index.html": "one", "coffee.html": "two"}, folder)
    (folder / "CNAME").write_text("mine")
    write({"index.html": "three"}, folder)
    assert {file.name: file.read_text() for file in folder.iterdir()} == {"index.html": "three", "CNAME": "mine"}
