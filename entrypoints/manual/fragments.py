"""The manual's pages without a frame: for the site that is written, and for whoever has a frame of their own.

A page needs `manual.css` and an element with the class `manual` around it; it holds no script and fetches nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from entrypoints.manual.book import Book
from entrypoints.manual.field_mapping import SLUG as FIELDS
from entrypoints.manual.field_mapping import MappingPage
from entrypoints.manual.page import chapter_page, contents_page, rules_page, slug_of
from entrypoints.manual.problems_page import SLUG as PROBLEMS
from entrypoints.manual.problems_page import ProblemsPage, problems_page

TEMPLATES = Path(__file__).with_name("templates")
INDEX, RULES = "index", "rules"

Href = Callable[..., str]
"""Answers where a page is shown: its slug, and perhaps an anchor on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """One page, to be put into a frame. Shape: `html` is whole elements, safe to be shown as it is."""

    slug: str
    title: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """Every page of the manual, drawn when it is asked for.

    Source: B16; architecture §16. Shape: `base_url` is where the code can be read, as
    `https://host/repository/blob/main`; without it places in the code are named, not linked.
    """

    book: Book
    mapping: MappingPage
    base_url: str = ""

    @property
    def slugs(self) -> tuple[str, ...]:
        """Answer the pages in their order: the contents, the chapters, what things are looked up in."""
        chapters = (slug_of(chapter.path) for _, chapters in self.book.groups for chapter in chapters)
        return (INDEX, *chapters, FIELDS, PROBLEMS, RULES)

    def fragment(self, slug: str, href: Href) -> Fragment | None:
        """Draw a page whose links go where `href` says; None when there is no such page."""
        if slug == INDEX:
            return _drawn("contents", contents_page(self.book), href, slug, "Contents")
        if slug == RULES:
            return _drawn("rules", rules_page(self.book, base_url=self.base_url), href, slug, "Every rule")
        if slug == FIELDS:
            return _drawn("fields", self.mapping, href, slug, "From field to field")
        if slug == PROBLEMS:
            return problems_fragment(problems_page(), href)
        for chapter in self.book.chapters:
            if slug_of(chapter.path) == slug:
                page = chapter_page(self.book, chapter, base_url=self.base_url)
                return _drawn("chapter", page, href, slug, page.title)
        return None


def problems_fragment(page: ProblemsPage, href: Href) -> Fragment:
    """Draw problems, all of them or one, for whoever has a frame of their own and needs no manual around it."""
    return _drawn("problems", page, href, page.slug, page.title)


def stylesheet() -> str:
    """Answer how pages look; every rule of it is for what stands inside an element of the class `manual`."""
    return (TEMPLATES / "manual.css").read_text(encoding="utf-8")


@cache
def templates() -> Environment:
    """Answer the templates: those in `manual/` are pages without a frame."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _drawn(template: str, page: object, href: Href, slug: str, title: str) -> Fragment:
    html = templates().get_template(f"manual/{template}.html").render(page=page, href=href)
    return Fragment(slug=slug, title=title, html=html)
