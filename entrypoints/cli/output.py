"""How results look: tables and progress for people, one JSON document for machines."""

import json
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Self

import click

GAP = "  "
NARROWEST = 20  # columns; in fewer, a text folded word by word is harder to read than one that the terminal breaks
PLAIN_STEP = 25  # percent between two plain lines of progress


def printable(text: str) -> str:
    """Replace what would move the cursor or colour the terminal; names come from outside."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def say(text: str = "") -> None:
    """Print a line for people, safe to show."""
    click.echo("\n".join(printable(line) for line in text.split("\n")))


def note(text: str) -> None:
    """Print a line that is no part of the result, on stderr."""
    click.echo("\n".join(printable(line) for line in text.split("\n")), err=True)


def document(content: object) -> None:
    """Print a JSON document, exactly the one that HTTP answers."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[str] = ()) -> str:
    """Lay out rows in columns; those headed as in `right` are aligned there.

    On a terminal the words of the last column are folded within it, so that narrow ones stay readable.
    """
    cells = [[printable(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(headings))]
    before = sum(widths[:-1]) + len(GAP) * (len(widths) - 1)
    folded = [[*row[:-1], hanging(row[-1], before)] for row in cells]
    widths[-1] = max(_width(part.strip()) for row in folded for part in row[-1].split("\n"))
    ends = {column for column, heading in enumerate(headings) if heading in set(right)}
    folded.insert(1, ["─" * width for width in widths])
    return "\n".join(
        GAP.join(_padded(cell, widths[column], end=column in ends) for column, cell in enumerate(row)).rstrip()
        for row in folded
    )


def hanging(text: str, indent: int) -> str:
    """Fold a text that begins `indent` columns from the left, so that what follows begins there too.

    Shape: unchanged where nobody watches, and where too little of the line is left to be read.
    """
    room = shutil.get_terminal_size().columns - indent
    if not sys.stdout.isatty() or room < NARROWEST or _width(text) <= room:
        return text
    lines = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False)
    return ("\n" + " " * indent).join(lines)


def _padded(cell: str, width: int, *, end: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if end else cell + space


def _width(text: str) -> int:
    """Units: terminal columns; wide signs take two, combining ones none."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) != 0 for sign in text)


class Progress:
    """A bar on a terminal, a plain line now and then elsewhere; both on stderr, so that results stay clean.

    Used as ``with Progress("Reading products", total) as progress: progress.reached(10)``.
    """

    def __init__(self, label: str, total: int | None) -> None:
        self._label, self._total, self._said, self._reached = label, total, -1, 0
        self._bar = click.progressbar(length=total or 1, label=label, file=sys.stderr) if sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.__enter__()
            self._bar.render_progress()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.__exit__(kind, error, trace)

    def reached(self, done: int, total: int | None = None) -> None:
        """Show how far it is; `total` may become known on the way."""
        self._total = total or self._total
        if self._bar:
            self._bar.length = self._total or max(done, 1)
            self._bar.update(done - self._reached)
        elif self._total:
            self._plain(done)
        self._reached = done

    def _plain(self, done: int) -> None:
        percent = 100 * done // max(self._total or 1, 1)
        if percent // PLAIN_STEP > self._said // PLAIN_STEP:
            self._said = percent
            note(f"{self._label}: {done} of {self._total}")
