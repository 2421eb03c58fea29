"""The manual as files: a folder that any browser opens, and any web server serves, without a script."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from entrypoints.manual.field_mapping import SLUG as FIELDS
from entrypoints.manual.fragments import INDEX, RULES, TEMPLATES, Fragment, Manual, stylesheet, templates
from entrypoints.manual.problems_page import SLUG as PROBLEMS

CSS, FRAME_CSS = "manual.css", "site.css"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds every page. Shape: `home` and `links` are addresses with their words; `styles` are addresses."""

    name: str
    home: str
    links: Sequence[tuple[str, str]]
    styles: Sequence[str]
    foot: str


def href(slug: str, anchor: str = "") -> str:
    """Answer where a page of the site lies, beside all others."""
    return f"{slug}.html#{anchor}" if anchor else f"{slug}.html"


FRAME = Frame(
    name="the manual",
    home=href(INDEX),
    links=(
        (href(INDEX), "Contents"),
        (href(FIELDS), "From field to field"),
        (href(PROBLEMS), "When something is wrong"),
        (href(RULES), "Every rule"),
    ),
    styles=(CSS, FRAME_CSS),
    foot="Made by the program from its own features, what came of them when all were tried out last, and its code.",
)


def pages(manual: Manual) -> dict[str, str]:
    """Answer every file of the site by its name. Source: B16; architecture §16."""
    drawn = (manual.fragment(slug, href) for slug in manual.slugs)
    files = {href(fragment.slug): framed(fragment, FRAME, here=href(fragment.slug)) for fragment in drawn if fragment}
    return files | {CSS: stylesheet(), FRAME_CSS: frame_stylesheet()}


def framed(fragment: Fragment, frame: Frame, *, here: str) -> str:
    """Answer a whole page; `here` is its own address."""
    inner = Markup(fragment.html)  # noqa: S704 -- drawn by a template that escapes
    return templates().get_template("site.html").render(page=fragment, inner=inner, frame=frame, here=here)


def frame_stylesheet() -> str:
    """Answer how the frame looks."""
    return (TEMPLATES / FRAME_CSS).read_text(encoding="utf-8")


def write(files: dict[str, str], folder: Path) -> None:
    """Write the files; a page of a feature that is gone goes as well. Raises: OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.html"):
        if old.name not in files:
            old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
