"""Features as chapters: read whole, with everything that Gherkin knows and that people should see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict, cast

from gherkin import parser_types as wire
from gherkin.errors import CompositeParserException
from gherkin.parser import Parser

from entrypoints.manual.results import digest

Rows = tuple[tuple[str, ...], ...]


class Child(TypedDict, total=False):
    """What stands below a feature or a rule: one of these. Source: the grammar of gherkin-official."""

    background: wire.Background
    rule: wire.Rule
    scenario: wire.Scenario


class UnreadableFeature(Exception):
    """A feature is not written as Gherkin asks; the message names file and line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. Shape: the first row of `table` is its heading; `text_block` is verbatim."""

    keyword: str
    text: str
    table: Rows = ()
    text_block: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """A table of examples of an outline. Shape: each row as long as `heading`."""

    name: str
    heading: tuple[str, ...]
    rows: Rows
    tags: tuple[str, ...] = ()

    def values(self, row: Sequence[str]) -> dict[str, str]:
        """Answer a row's values by their headings."""
        return dict(zip(self.heading, row, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A scenario or an outline. Shape: `tags` with those of its rule and feature; `line` is that of its name."""

    name: str
    prose: str
    line: int
    tags: tuple[str, ...]
    steps: tuple[Step, ...]
    examples: tuple[Examples, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Answer the rules that it shows, those of its tables of examples included."""
        return tuple(dict.fromkeys([*self.tags, *(tag for table in self.examples for tag in table.tags)]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The scenarios of one rule, or those before the first, which have no name."""

    name: str
    prose: str
    background: tuple[Step, ...]
    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One feature. Shape: `path` is the file's in the repository; `digest` tells one content from another."""

    path: str
    title: str
    prose: str
    background: tuple[Step, ...]
    sections: tuple[Section, ...]
    digest: str

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Answer every scenario, in the order of the file."""
        return tuple(scenario for section in self.sections for scenario in section.scenarios)

    @property
    def ids(self) -> tuple[str, ...]:
        """Answer the rules that it shows."""
        return tuple(dict.fromkeys(id_ for scenario in self.scenarios for id_ in scenario.ids))


def read_chapter(path: str, text: str) -> Chapter:
    """Read one feature. Source: B16; architecture §16. Raises: UnreadableFeature."""
    try:
        feature = Parser().parse(text).get("feature")
    except CompositeParserException as wrong:
        raise UnreadableFeature(f"{path}: {'; '.join(str(error) for error in wrong.errors)}.") from wrong
    if feature is None:
        raise UnreadableFeature(f"{path} holds no feature.")
    tags = _tags(feature)
    return Chapter(
        path=path,
        title=feature["name"],
        prose=_prose(feature["description"]),
        background=_background(_children(feature)),
        sections=tuple(_sections(_children(feature), tags)),
        digest=digest(text),
    )


def _sections(children: Sequence[Child], tags: tuple[str, ...]) -> Iterator[Section]:
    """Answer the scenarios before the first rule, if any, then each rule: Gherkin allows no other order."""
    first = tuple(_scenario(child["scenario"], tags) for child in children if "scenario" in child)
    if first:
        yield Section(name="", prose="", background=(), scenarios=first)
    for rule in (child["rule"] for child in children if "rule" in child):
        inherited, below = (*tags, *_tags(rule)), _children(rule)
        yield Section(
            name=rule["name"],
            prose=_prose(rule["description"]),
            background=_background(below),
            scenarios=tuple(_scenario(child["scenario"], inherited) for child in below if "scenario" in child),
        )


def _scenario(scenario: wire.Scenario, tags: tuple[str, ...]) -> Scenario:
    return Scenario(
        name=scenario["name"],
        prose=_prose(scenario["description"]),
        line=scenario["location"]["line"],
        tags=tuple(dict.fromkeys((*tags, *_tags(scenario)))),
        steps=tuple(map(_step, scenario["steps"])),
        examples=tuple(map(_examples, scenario["examples"])),
    )


def _examples(examples: wire.Examples) -> Examples:
    heading = cast("wire.TableRow | None", examples.get("tableHeader"))  # Gherkin lets a table be left out
    return Examples(
        name=examples["name"],
        heading=_cells(heading) if heading else (),
        rows=tuple(map(_cells, examples["tableBody"])),
        tags=_tags(examples),
    )


def _step(step: wire.Step) -> Step:
    found = Step(keyword=step["keyword"].strip(), text=step["text"])
    if "dataTable" in step:
        return replace(found, table=tuple(map(_cells, step["dataTable"]["rows"])))
    if "docString" in step:
        return replace(found, text_block=step["docString"]["content"])
    return found


def _children(owner: wire.Feature | wire.Rule) -> list[Child]:
    return cast("list[Child]", owner["children"])


def _background(children: Sequence[Child]) -> tuple[Step, ...]:
    return tuple(_step(step) for child in children if "background" in child for step in child["background"]["steps"])


def _cells(row: wire.TableRow) -> tuple[str, ...]:
    return tuple(cell["value"] for cell in row["cells"])


def _tags(tagged: wire.Feature | wire.Rule | wire.Scenario | wire.Examples) -> tuple[str, ...]:
    return tuple(tag["name"].removeprefix("@") for tag in tagged["tags"])


def _prose(text: str) -> str:
    return " ".join(text.split())
