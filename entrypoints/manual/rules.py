"""The contents page of the features: which rules there are, and in which order the features are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_RULE = re.compile(r"^\|\s*([RB]\d+)\s*\|\s*(.+?)\s*\|\s*$", re.M)
_ITEM = re.compile(r"^\d+\.\s+(?:(?P<group>[^\[\n]+?):\s)?(?P<links>.*?)(?=^\d+\.\s|\Z)", re.M | re.S)
_LINE = re.compile(r"^- (.*?)(?=^- |^$|\Z)", re.M | re.S)
_LINK = re.compile(r"\]\(([^)\s]+\.feature)\)")
_ID = re.compile(r"(?<![\w§])([RB])(\d+)\b(?:\s?[–-]\s?(?:\1)?(\d+)\b)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A promise with its id."""

    id: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Features that are read one after the other under one heading, which is empty for one that stands alone."""

    heading: str
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a text; names are those that stand out."""

    text: str
    is_name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What `features/README.md` says.

    Shape: features by their path in the repository; `cast` has a line for each of those who appear in examples.
    """

    groups: tuple[Group, ...]
    rules: tuple[Rule, ...]
    cast: tuple[tuple[Words, ...], ...] = ()


def read_contents(text: str) -> Contents:
    """Read the reading order, the table of rules and who is who. Source: B16; architecture §16."""
    order = _section(text, "Reading order")
    groups = (
        Group(
            heading=(item["group"] or "").strip(),
            features=tuple(f"features/{path}" for path in _LINK.findall(item["links"])),
        )
        for item in _ITEM.finditer(order)
    )
    rules = (Rule(id=found[1], sentence=found[2]) for found in _RULE.finditer(text))
    cast = (tuple(_words(line)) for line in _LINE.findall(_section(text, "Who is who")))
    return Contents(groups=tuple(groups), rules=tuple(rules), cast=tuple(cast))


def _section(text: str, heading: str) -> str:
    _, _, after = text.partition(f"## {heading}\n")
    return after.partition("\n## ")[0]


def _words(line: str) -> Iterator[Words]:
    for at, part in enumerate(" ".join(line.split()).split("**")):
        if part:
            yield Words(part, is_name=at % 2 == 1)


def ids_in(text: str) -> tuple[str, ...]:
    """Answer the rule ids that a text names, each once; a range, as in R15–R18, names all of its own."""
    return tuple(dict.fromkeys(_ids(text)))


def _ids(text: str) -> Iterator[str]:
    for letter, first, last in _ID.findall(text):
        yield from (f"{letter}{number}" for number in range(int(first), int(last or first) + 1))
