"""The catalogue of problems as a page: everything that can be refused or held, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.problems import SUPPLIER, SUPPORT, UPSTOCK
from entrypoints.problem_catalogue import ENTRIES, Entry, Kept
from entrypoints.problems_of_commands import OPERATOR

SLUG = "problems"
TITLE = "When something is wrong"
LEAD = "Whatever is refused or held says so with one of these codes: what happened, why that matters, and what to do."
HEADINGS = {
    Kept.ORDER: "What keeps an order back",
    Kept.REQUEST: "What a request is refused for",
    Kept.COMMAND: "What a command is refused for",
}
WHO = {
    SUPPLIER: "The supplier can put it right",
    SUPPORT: "The support of this connector can help",
    UPSTOCK: "Whoever calls from Upstock's side can put it right",
    OPERATOR: "Whoever runs this program can put it right",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsPage:
    """Some or all problems under their headings."""

    slug: str
    title: str
    lead: str
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    who: Mapping[str, str]


def problems_page() -> ProblemsPage:
    """Answer every problem. Source: B7."""
    groups = (
        (heading, tuple(each for each in ENTRIES.values() if each.keeps is kept)) for kept, heading in HEADINGS.items()
    )
    lead = (
        "Whatever is refused or held says so with one of these codes: what happened, why that matters, and what to do."
    )
    return ProblemsPage(slug=SLUG, title=TITLE, lead=lead, groups=tuple(groups), who=WHO)


def problem_page(entry: Entry) -> ProblemsPage:
    """Answer one problem. Source: B7."""
    groups = ((HEADINGS[entry.keeps], (entry,)),)
    return ProblemsPage(slug=SLUG, title=entry.kind.what, lead=entry.kind.fix, groups=groups, who=WHO)
