"""Problem documents, the one shape of every answer that is not what was asked for."""

from pydantic import BaseModel, ConfigDict, Field

from domain.problems import Problem
from entrypoints.problem_catalogue import ALL, Entry, Kept

TYPE = "/problems/"
"""Where each problem is explained, on the server that answered. Source: RFC 9457 §3.1.1."""


class Candidate(BaseModel):
    """One of the records that could be meant."""

    id: str
    name: str


class ProblemItem(BaseModel):
    """One thing that is wrong: where, and what to do about it."""

    code: str = Field(description="Its entry in the catalogue; never changes.")
    pointer: str = Field(description="JSON pointer into the request or order; empty where there is none.")
    parameter: str | None = Field(default=None, description="The part of the address that it is about.")
    detail: str = Field(description="What is wrong here.")
    fix: str = Field(description="What to do.")
    who: str = Field(description="Who can: supplier, support or upstock.")
    candidates: list[Candidate] = Field(default=[], description="What could be meant, to choose from.")

    @classmethod
    def of(cls, problem: Problem) -> "ProblemItem":
        """Show what keeps an order back."""
        found = [Candidate(id=candidate, name=name) for candidate, name in problem.candidates]
        return item(problem.code, problem.detail, pointer=problem.pointer, candidates=found)


class ProblemDocument(BaseModel):
    """A refusal that says what, why and how to fix it.

    Source: RFC 9457; contract.
    """

    model_config = ConfigDict(title="Problem")

    type: str = Field(description="Where the first problem is explained: this path and its code, on this server.")
    title: str = Field(description="What happened, the same for every problem of this type.")
    status: int
    detail: str = Field(description="What happened here.")
    instance: str = Field(description="The path that was called.")
    problems: list[ProblemItem]
    reference: str = Field(description="Names this request in the log; quote it when you report something.")


class ProblemEntry(BaseModel):
    """One entry of the catalogue: the same words here, in the console, on the command line and in the manual."""

    code: str
    what: str = Field(description="What happened.")
    why: str = Field(description="Why that matters.")
    fix: str = Field(description="What to do.")
    who: str = Field(description="Who can: supplier, support, upstock, or the operator of this program.")
    keeps: Kept = Field(description="What it keeps from happening.")
    status: int | None = Field(description="That of an answer which holds it; null where none does.")
    exit_code: int | None = Field(description="That of a command which ends with it; null where none does.")

    @classmethod
    def of(cls, entry: Entry) -> "ProblemEntry":
        """Show one entry."""
        kind = entry.kind
        return cls(
            code=entry.code,
            what=kind.what,
            why=kind.why,
            fix=kind.fix,
            who=kind.who,
            keeps=entry.keeps,
            status=entry.status,
            exit_code=entry.exit_code,
        )


class ProblemEntries(BaseModel):
    """The whole catalogue."""

    items: list[ProblemEntry]
    next_cursor: None = None


def item(
    code: str,
    detail: str,
    *,
    pointer: str = "",
    parameter: str | None = None,
    candidates: list[Candidate] | None = None,
) -> ProblemItem:
    """Join what is wrong here with what the catalogue says of it."""
    kind = ALL[code]
    return ProblemItem(
        code=code,
        pointer=pointer,
        parameter=parameter,
        detail=detail,
        fix=kind.fix,
        who=kind.who,
        candidates=candidates or [],
    )
