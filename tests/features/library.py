"""A manual as a reader has it before them: made of a small repository, or of the connector's own."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from application.ordering.plan import Preview
from domain.composing.compose_sale import Ingredients
from entrypoints.manual.book import read_book
from entrypoints.manual.check import Finding, findings
from entrypoints.manual.field_mapping import SLUG, MappingPage
from entrypoints.manual.fragments import INDEX, RULES, Manual
from entrypoints.manual.places import Places
from entrypoints.manual.sample import sample_mapping
from entrypoints.manual.site import href
from tests.entrypoints.manual.shelf import FEATURE, GREEN, README, shelf

PROMISES = README.replace("| B1 | Milk comes last. |\n", "")
SHOWN = FEATURE.partition("    @R1 @B1")[0]
NOT_SHOWN = SHOWN.replace("    @R1\n", "")
CODE = '"""A kettle.\n\nSource: R1.\n"""\n'


class Library:
    """Makes one manual and looks at its pages."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places = Places(root=folder)
        self._manual: Manual | None = None
        self.found: tuple[Finding, ...] = ()

    def promise(self, result: str) -> None:
        """Put down a small repository with one promise, whose example came to this."""
        feature = NOT_SHOWN if result == "is missing" else SHOWN
        results = () if result in ("is missing", "was never tried") else (GREEN,)
        if result.startswith("failed"):
            results = ({**GREEN, "outcome": "failed"},)
        ran = "other words" if result.endswith("something else since") else None
        self._places = shelf(self._folder, readme=PROMISES, feature=feature, ran=ran, code=CODE, results=results)

    def make(self) -> None:
        """Make the manual of that."""
        self._manual = Manual(book=read_book(self._places), mapping=MappingPage(inputs=(), calls=()))

    def make_of(self, places: Places, preview: Callable[[Ingredients], Preview]) -> None:
        """Make the manual of something larger, with its fields tried out."""
        self._manual = Manual(book=read_book(places), mapping=sample_mapping(preview))

    def check(self) -> None:
        """Look for what it cannot show."""
        self.found = findings(read_book(self._places))

    def page(self, slug: str) -> "Page":
        """Answer a page as it is read."""
        assert self._manual is not None, "no manual was made"
        fragment = self._manual.fragment(slug, href)
        assert fragment is not None, f"the manual has no page {slug}"
        return Page(fragment.html)

    @property
    def contents(self) -> "Page":
        """Where reading begins."""
        return self.page(INDEX)

    @property
    def rules(self) -> "Page":
        """Every rule with its mark."""
        return self.page(RULES)

    @property
    def fields(self) -> "Page":
        """Which field becomes which."""
        return self.page(SLUG)


class Page(HTMLParser):
    """What stands on a page.

    Shape: `marks` by the id of the place that they stand in; `rows` of tables, cell by cell; `chapters` are the links
    that begin an entry of a list.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.marks: dict[str, tuple[str, str]] = {}
        self.rows: list[list[str]] = []
        self.chapters: list[str] = []
        self._place, self._sign, self._cell = "", "", False
        self._is_title = self._begins = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where the reader is."""
        said = {name: value or "" for name, value in attrs}
        self._place = said.get("id", self._place)
        self._sign = said.get("aria-label", "") if "sign" in said.get("class", "").split() else ""
        self._is_title = tag == "a" and self._begins
        self._begins = tag == "li"
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        """Leave a cell."""
        if tag in ("th", "td"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        """Keep what is said."""
        text = re.sub(r"\s+", " ", data)
        if self._sign:
            self.marks.setdefault(self._place, (text.strip(), self._sign))
            self._sign = ""
        elif self._cell:
            self.rows[-1][-1] += text
        if text.strip():
            self.texts.append(text.strip())
        if self._is_title:
            self.chapters.append(text)
            self._is_title = False
