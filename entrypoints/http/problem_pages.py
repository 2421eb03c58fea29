"""The catalogue of problems, where the type of every problem document leads: for programs, and for people."""

from flask import Response, request
from flask_openapi.blueprint import APIBlueprint

from domain.errors import NotThere
from entrypoints.http import described
from entrypoints.http.answers import answer
from entrypoints.http.schemas.places import ProblemPath
from entrypoints.http.schemas.problems import TYPE, ProblemEntries, ProblemEntry
from entrypoints.manual.fragments import problems_fragment, stylesheet
from entrypoints.manual.problems_page import ProblemsPage, problem_page, problems_page
from entrypoints.manual.site import Frame, frame_stylesheet, framed
from entrypoints.problem_catalogue import ENTRIES

ALL, STYLE = TYPE.rstrip("/"), "/problems.css"
FRAME = Frame(
    name="problems",
    home=ALL,
    links=((ALL, "Every problem"), ("/docs", "The API"), ("/console", "The console")),
    styles=(STYLE,),
    foot="The same words stand in every problem document, in the console, on the command line and in the manual.",
)
POLICY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'"


def problem_pages() -> APIBlueprint:
    """Build the pages of the catalogue. Source: RFC 9457 §3.1.1."""
    api = APIBlueprint(
        "problem_pages",
        __name__,
        abp_tags=described.tag("Problems", "What every code means, why it matters and what to do; open to all."),
    )

    @api.get(ALL, responses={200: ProblemEntries})
    def list_problems() -> Response:
        """List every problem; a browser is shown a page."""
        if _wants_page():
            return _page(problems_page(), ALL)
        return answer(ProblemEntries(items=list(map(ProblemEntry.of, ENTRIES.values()))))

    @api.get(TYPE + "<code>", responses={200: ProblemEntry, **described.problems(404)})
    def explain_problem(path: ProblemPath) -> Response:
        """Explain one problem; a browser is shown a page."""
        entry = ENTRIES.get(path.code)
        if entry is None:
            raise NotThere(f"There is no problem “{path.code}”; {ALL} lists all of them.")
        if _wants_page():
            return _page(problem_page(entry), TYPE + entry.code)
        return answer(ProblemEntry.of(entry))

    @api.get(STYLE, doc_ui=False)
    def style() -> Response:
        """Answer how the pages look."""
        headers = {"Cache-Control": "public, max-age=86400"}
        return Response(stylesheet() + frame_stylesheet(), content_type="text/css; charset=utf-8", headers=headers)

    return api


def _wants_page() -> bool:
    """Answer whether the caller would rather have a page; whoever does not say gets JSON."""
    accepted = request.accept_mimetypes
    return accepted["text/html"] > accepted["application/json"]


def _page(page: ProblemsPage, here: str) -> Response:
    text = framed(problems_fragment(page, _href), FRAME, here=here)
    headers = {"Content-Security-Policy": POLICY, "Vary": "Accept"}
    return Response(text, content_type="text/html; charset=utf-8", headers=headers)


def _href(slug: str, anchor: str = "") -> str:
    """Answer where a problem has a page of its own."""
    return f"/{slug}/{anchor}" if anchor else f"/{slug}"
