"""The manual as files: a folder that any browser opens, and any web server serves, without a script."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from entrypoints.manual.book import Book
from entrypoints.manual.field_mapping import SLUG as FIELDS
from entrypoints.manual.field_mapping import MappingPage
from entrypoints.manual.page import chapter_page, contents_page, rules_page

TEMPLATES = Path(__file__).with_name("templates")
"""Where the templates lie: those in `manual/` are pages without a frame, for whoever has one of their own."""

CSS = "manual.css"
INDEX, RULES = "index", "rules"

Href = Callable[..., str]
"""Answers where a page is shown: its slug, and perhaps an anchor on it."""


def href(slug: str, anchor: str = "") -> str:
    """Answer where a page of the site lies, beside all others."""
    return f"{slug}.html#{anchor}" if anchor else f"{slug}.html"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, page: object, *, slug: str, title: str) -> str:
    """Write one page of the site. Source: B16."""
    site = _environment().get_template("site.html")
    return site.render(inner=f"manual/{template}.html", page=page, slug=slug, title=title, href=href)


def pages(book: Book, mapping: MappingPage, *, base_url: str = "") -> dict[str, str]:
    """Answer every file of the site by its name.

    Source: B16; architecture §16. Shape: `base_url` is where the code can be read, as
    `https://host/repository/blob/main`; without it places in the code are named, not linked.
    """
    files = {
        href(INDEX): render("contents", contents_page(book), slug=INDEX, title="Contents"),
        href(RULES): render("rules", rules_page(book, base_url=base_url), slug=RULES, title="Every rule"),
        href(FIELDS): render("fields", mapping, slug=FIELDS, title="From field to field"),
        CSS: (TEMPLATES / CSS).read_text(encoding="utf-8"),
    }
    for chapter in book.chapters:
        page = chapter_page(book, chapter, base_url=base_url)
        files[href(page.slug)] = render("chapter", page, slug=page.slug, title=page.title)
    return files


def write(files: dict[str, str], folder: Path) -> None:
    """Write the files; a page of a feature that is gone goes as well. Raises: OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.html"):
        if old.name not in files:
            old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
