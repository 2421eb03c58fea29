"""The manual inside the console: the same pages as on its site."""

from functools import cache

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from domain.errors import NotThere
from entrypoints.console.desk import Desk
from entrypoints.manual.book import read_book
from entrypoints.manual.field_mapping import SLUG as FIELDS
from entrypoints.manual.fragments import INDEX, RULES, Manual, stylesheet
from entrypoints.manual.places import own_places
from entrypoints.manual.sample import sample_mapping

TABS = ((INDEX, "Contents"), (FIELDS, "From field to field"), (RULES, "Every rule"))


def manual_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the manual, which is read when it is asked for first. Source: B16."""

    @cache
    def manual() -> Manual:
        return Manual(book=read_book(own_places()), mapping=sample_mapping(desk.use_cases.preview_sample))

    @pages.get("/suppliers/<supplier>/manual", defaults={"slug": INDEX})
    @pages.get("/suppliers/<supplier>/manual/<slug>")
    def manual_page(supplier: str, slug: str) -> ResponseReturnValue:
        """Show a page of the manual."""

        def href(other: str, anchor: str = "") -> str:
            return url_for("console.manual_page", supplier=supplier, slug=other, _anchor=anchor or None)

        found = manual().fragment(slug, href)
        if found is None:
            raise NotThere(f"The manual has no page {slug}.")
        inner = Markup(found.html)  # noqa: S704 -- drawn by a template that escapes
        return render_template("console/manual.html", page=found, inner=inner, tabs=TABS)

    @pages.get("/manual.css")
    def manual_css() -> ResponseReturnValue:
        """Answer how the manual looks."""
        return Response(stylesheet(), content_type="text/css; charset=utf-8", headers={"Cache-Control": "no-cache"})
