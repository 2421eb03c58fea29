"""The one table that all benchmarks print."""

from textwrap import wrap

from tests.bench.figures import Figure

WIDTH = 66
MET = {True: "yes", False: "MISSED", None: ""}


def heading() -> str:
    """Answer the first two lines."""
    columns = f"{'figure':<{WIDTH}}{'value':>10} {'unit':<16}{'floor':>10}{'× floor':>9}  {'goal':<16}met"
    return f"{columns}\n{'-' * len(columns)}"


def row(bench: str, figure: Figure) -> str:
    """Answer the line of one figure, and its notes below it."""
    name = f"{bench}: {figure.name}"
    first, *rest = wrap(name, WIDTH - 2, subsequent_indent="  ") or [name]
    floor = "" if figure.floor is None else said(figure.floor)
    ratio = "" if figure.ratio is None else said(figure.ratio)
    told = f"{said(figure.value):>10} {figure.unit:<16}{floor:>10}{ratio:>9}  {goal_of(figure):<16}{MET[figure.met]}"
    return "\n".join([f"{first:<{WIDTH}}{told}".rstrip(), *rest, *(f"    {note}" for note in figure.notes)])


def goal_of(figure: Figure) -> str:
    """Answer what is wanted, as people write it."""
    if figure.goal is None:
        return ""
    about = {"value": "{}", "ratio": "{} × floor", "excess": "floor + {}"}[figure.judged]
    return f"{'≥' if figure.better == 'higher' else '≤'} {about.format(said(figure.goal))}"


def said(number: float) -> str:
    """Answer a number with as many digits as mean something."""
    for least, places in ((1000, 0), (100, 0), (10, 1), (0.1, 2), (0.001, 4)):
        if abs(number) >= least:
            return f"{number:,.{places}f}"
    return f"{number:.1g}" if number else "0"
