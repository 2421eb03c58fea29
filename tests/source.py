"""Our own source, read once a run however many tests look into it."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PACKAGES: Final = ("domain", "application", "adapters", "entrypoints")


def modules() -> Iterator[Path]:
    """Answer every module of the program."""
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


@cache
def calls() -> Mapping[str, tuple[ast.Call, ...]]:
    """Answer everything that each module calls."""
    return {
        path: tuple(node for node in ast.walk(tree) if isinstance(node, ast.Call)) for path, tree in trees().items()
    }


@cache
def trees() -> Mapping[str, ast.Module]:
    """Answer what each module says, by its path below the root."""
    return {file.relative_to(ROOT).as_posix(): ast.parse(file.read_text(encoding="utf-8")) for file in modules()}
