"""The catalogue of problems for people at the command line."""

from difflib import get_close_matches

import click

from entrypoints.cli.asking import for_machines
from entrypoints.cli.output import document, say
from entrypoints.cli.refusals import NoSuchProblem
from entrypoints.http.schemas.problems import ProblemEntries, ProblemEntry
from entrypoints.problem_catalogue import ENTRIES, Entry, Kept

HEADINGS = {
    Kept.ORDER: "What keeps an order back",
    Kept.REQUEST: "What a request is refused for",
    Kept.COMMAND: "What a command is refused for",
}


@click.command(epilog="Example: upstock-cin7 problems unknown_product")
@click.argument("code", required=False)
@for_machines
def problems(*, code: str | None, as_json: bool) -> None:
    """Explain everything that can be refused or held, or the problem of this CODE.

    What happened, why that matters, what to do, and who can.
    """
    if code is None:
        _list(as_json=as_json)
        return
    entry = ENTRIES.get(code)
    if entry is None:
        like = ", ".join(get_close_matches(code, ENTRIES, n=3))
        raise NoSuchProblem(f"There is no problem “{code}”{f'; there is {like}' if like else ''}.")
    if as_json:
        document(ProblemEntry.of(entry).model_dump(mode="json"))
    else:
        say(_explained(entry))


def _list(*, as_json: bool) -> None:
    if as_json:
        document(ProblemEntries(items=list(map(ProblemEntry.of, ENTRIES.values()))).model_dump(mode="json"))
        return
    width = max(map(len, ENTRIES))
    for keeps, heading in HEADINGS.items():
        say(heading)
        for entry in ENTRIES.values():
            if entry.keeps is keeps:
                say(f"  {entry.code:<{width}}  {entry.kind.what}")


def _explained(entry: Entry) -> str:
    kind = entry.kind
    rows = [("Why", kind.why), ("Fix", kind.fix), ("Who", kind.who)]
    rows += [("Status", str(entry.status))] if entry.status else []
    rows += [("Exit code", str(entry.exit_code))] if entry.exit_code else []
    return "\n".join([f"{kind.what} [{entry.code}]", *(f"  {name}: {said}" for name, said in rows)])
