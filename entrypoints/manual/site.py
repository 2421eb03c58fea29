"""The manual as files: a folder that any browser opens, and any web server serves, without a script."""

from pathlib import Path

from markupsafe import Markup

from entrypoints.manual.fragments import INDEX, TEMPLATES, Fragment, Manual, stylesheet, templates

CSS, FRAME_CSS = "manual.css", "site.css"


def href(slug: str, anchor: str = "") -> str:
    """Answer where a page of the site lies, beside all others."""
    return f"{slug}.html#{anchor}" if anchor else f"{slug}.html"


def pages(manual: Manual) -> dict[str, str]:
    """Answer every file of the site by its name. Source: B16; architecture §16."""
    drawn = (manual.fragment(slug, href) for slug in manual.slugs)
    files = {href(fragment.slug): _framed(fragment) for fragment in drawn if fragment}
    return files | {CSS: stylesheet(), FRAME_CSS: (TEMPLATES / FRAME_CSS).read_text(encoding="utf-8")}


def write(files: dict[str, str], folder: Path) -> None:
    """Write the files; a page of a feature that is gone goes as well. Raises: OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.html"):
        if old.name not in files:
            old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _framed(fragment: Fragment) -> str:
    inner = Markup(fragment.html)  # noqa: S704 -- drawn by a template that escapes
    return templates().get_template("site.html").render(page=fragment, inner=inner, index=INDEX, href=href)
