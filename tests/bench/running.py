"""Running benchmarks: each in a process of its own, so that none pays for what another left in memory."""

import json
import os
import platform
import signal
import subprocess
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

from entrypoints import logs
from tests.bench.figures import Bench, Figure, Size, document_of, figure_of
from tests.bench.table import heading, row

ROOT = Path(__file__).parents[2]
LINES = "--lines"


def add_sizes(parser: ArgumentParser) -> None:
    """Let the command line choose how much is measured."""
    sizes = parser.add_mutually_exclusive_group()
    sizes.set_defaults(size=Size.USUAL)
    quick, full = "small sizes: all of it in minutes", "whole sizes, where the usual ones are scaled: may take hours"
    sizes.add_argument("--quick", dest="size", action="store_const", const=Size.QUICK, help=quick)
    sizes.add_argument("--full", dest="size", action="store_const", const=Size.FULL, help=full)


def alone(figures: Bench, about: str | None) -> int:
    """Run one benchmark as a program, and answer its exit code: 0 when no goal was missed, 1 otherwise."""
    parser = ArgumentParser(description=about, formatter_class=RawDescriptionHelpFormatter)
    add_sizes(parser)
    parser.add_argument(LINES, action="store_true", help="print one JSON object for each figure, not the table")
    asked = parser.parse_args()
    let_go_on_sigterm()
    missed = False
    with _results() as out:
        if not asked.lines:
            out.write(f"{heading()}\n")
        for figure in figures(asked.size):
            missed |= figure.met is False
            out.write(f"{json.dumps(document_of(figure)) if asked.lines else row(_name_of_program(), figure)}\n")
            out.flush()
    return 1 if missed and not asked.lines else 0


def let_go_on_sigterm() -> None:
    """End as programs end that were told to, so that what was started is stopped."""
    signal.signal(signal.SIGTERM, _end)


class Failed(Exception):
    """A benchmark came to no end; its last words are the message."""


def figures_of(name: str, size: Size) -> Iterator[Figure]:
    """Run the benchmark of this name in a process of its own. Raises: Failed."""
    flags = [] if size is Size.USUAL else [f"--{size.value}"]
    command = [sys.executable, "-m", f"tests.bench.bench_{name}", LINES, *flags]
    path = os.pathsep.join([str(ROOT), str(ROOT / "entrypoints" / "boot"), os.environ.get("PYTHONPATH", "")])
    child = subprocess.Popen(  # noqa: S603 - our own module
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": path}, stdout=subprocess.PIPE, text=True
    )
    if child.stdout is None:
        raise RuntimeError("a benchmark without output tells nothing")
    try:
        for line in child.stdout:
            yield figure_of(json.loads(line))
        child.wait()
    finally:
        child.stdout.close()
        if child.poll() is None:  # whoever reads has had enough
            child.terminate()
            child.wait()
    if child.returncode:
        raise Failed(f"{name} ended with exit code {child.returncode}; what it said stands above")


def machine() -> dict[str, Any]:
    """Say where this was measured."""
    return {"processors": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()}


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)


def _name_of_program() -> str:
    return Path(sys.argv[0]).stem.removeprefix("bench_")


@contextmanager
def _results() -> Iterator[TextIO]:
    """Keep the standard output for figures, also from processes that are started: all else goes to standard error."""
    logs.configure(level="ERROR", shape="text", secrets=())
    with os.fdopen(os.dup(sys.stdout.fileno()), "w") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        yield out
