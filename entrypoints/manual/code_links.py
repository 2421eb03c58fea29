"""Which code does what a rule says: found where docstrings name the rule as their source."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from entrypoints.manual.rules import ids_in

PACKAGES = ("domain", "application", "adapters", "entrypoints")
_SOURCE = re.compile(r"\bSource:(.*?)(?=\n\s*\n|\b(?:Shape|Units|Raises):|\Z)", re.S)
_SAYS = re.compile(r"\s*(.*?)(?=\n\s*\n|\b(?:Source|Shape|Units|Raises):|\Z)", re.S)
_NAMED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in the code and the rules that it names as its source.

    Shape: `path` from the repository's root; `says` is the first paragraph of its docstring, without its sources.
    """

    path: str
    line: int
    name: str
    ids: tuple[str, ...]
    says: str = ""


def mentions(root: Path) -> tuple[Mention, ...]:
    """Answer every place that names a rule, package by package, in a checkout or in an installed wheel.

    Source: B16; architecture §16.
    """
    return tuple(
        mention
        for package in PACKAGES
        for file in sorted((root / package).rglob("*.py"))
        for mention in mentions_in(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
    )


@cache  # a console shows the manual again and again, and parsing all code takes a second
def mentions_in(path: str, text: str) -> tuple[Mention, ...]:
    """Answer the places of one module that name a rule, from its first line to its last."""
    if "Source:" not in text:
        return ()
    found = _read(ast.parse(text), path, "")
    return tuple(sorted(found, key=lambda mention: mention.line))


def _read(owner: ast.AST, path: str, prefix: str) -> Iterator[Mention]:
    """Go through a body; a bare text speaks of its owner when it comes first, else of what stands before it."""
    before: ast.AST = owner
    for node in getattr(owner, "body", []):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            ids = tuple(dict.fromkeys(id_ for part in _SOURCE.findall(node.value.value) for id_ in ids_in(part)))
            if ids:
                name = ".".join(filter(None, (prefix, _name(before) if before is not owner else "")))
                line, says = getattr(before, "lineno", 1), _SAYS.match(node.value.value)
                yield Mention(path=path, line=line, name=name, ids=ids, says=" ".join(says[1].split()) if says else "")
        elif isinstance(node, _NAMED):
            yield from _read(node, path, ".".join(filter(None, (prefix, _name(node)))))
        before = node


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Assign):
        return _name(node.targets[0])
    if isinstance(node, ast.AnnAssign):
        return _name(node.target)
    return str(getattr(node, "name", getattr(node, "id", "")))
