"""What keeps the manual from being true: everything at once, each with its place and its remedy."""

from collections.abc import Iterator
from dataclasses import dataclass

from entrypoints.manual.book import Book
from entrypoints.manual.chapters import Chapter, Scenario
from entrypoints.manual.results import NOT_RUN, State

RUN = "Run `pytest tests/features` to the end, and repair what fails."


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that the manual claims, or should, and cannot show."""

    code: str
    place: str
    what: str
    fix: str


def findings(book: Book) -> tuple[Finding, ...]:
    """Answer everything that is wrong.

    Source: B16; architecture §16.
    """
    return (
        *_contents(book),
        *_rules(book),
        *_unknown_ids(book),
        *(
            finding
            for chapter in book.chapters
            for scenario in chapter.scenarios
            for finding in _scenario(book, chapter, scenario)
        ),
    )


def _contents(book: Book) -> Iterator[Finding]:
    place = "features/README.md"
    fix = "Correct the reading order: it names every feature once."
    for path in book.forgotten:
        yield Finding(code="feature_not_in_contents", place=place, what=f"{path} is not in the reading order.", fix=fix)
    there = {chapter.path for chapter in book.chapters}
    for path in (path for group in book.contents.groups for path in group.features if path not in there):
        yield Finding(code="no_such_feature", place=place, what=f"{path} is in the reading order only.", fix=fix)


def _rules(book: Book) -> Iterator[Finding]:
    for rule in book.contents.rules:
        passed = any(
            verdict.state is State.PASSED
            for chapter in book.chapters
            for scenario in chapter.scenarios
            if rule.id in scenario.ids
            for verdict in book.verdicts(chapter, scenario)
        )
        if not passed:
            yield Finding(
                code="no_passing_scenario",
                place=f"features/README.md, {rule.id}",
                what=f"No scenario that shows {rule.id} has passed.",
                fix=f"Tag a scenario with @{rule.id}. {RUN}",
            )
        if not book.code_of(rule.id):
            yield Finding(
                code="no_source",
                place=f"features/README.md, {rule.id}",
                what=f"No docstring names {rule.id} as its source.",
                fix=f"Write “Source: {rule.id}.” in the docstring of the code that does it.",
            )


def _unknown_ids(book: Book) -> Iterator[Finding]:
    known = {rule.id for rule in book.contents.rules}
    named = [
        *(("unknown_source", f"{mention.path}:{mention.line}", mention.ids) for mention in book.mentions),
        *(
            ("unknown_tag", f"{chapter.path}:{scenario.line}", scenario.ids)
            for chapter in book.chapters
            for scenario in chapter.scenarios
        ),
    ]
    fix = "Correct the id, or give it a line in the table of features/README.md."
    for code, place, ids in named:
        for id_ in (id_ for id_ in ids if id_ not in known):
            yield Finding(code=code, place=place, what=f"There is no rule {id_}.", fix=fix)


def _scenario(book: Book, chapter: Chapter, scenario: Scenario) -> Iterator[Finding]:
    place = f"{chapter.path}:{scenario.line}"
    verdicts = book.verdicts(chapter, scenario)
    if not verdicts:
        fix = "Give the outline a row of examples, or make it a scenario."
        yield Finding(code="no_example", place=place, what=f"“{scenario.name}” has no example.", fix=fix)
    for why in dict.fromkeys(verdict.why for verdict in verdicts if verdict.state is State.UNKNOWN):
        code = "no_result" if why == NOT_RUN else "stale_result"
        yield Finding(code=code, place=place, what=f"“{scenario.name}”: {why}.", fix=RUN)
    if any(verdict.state is State.FAILED for verdict in verdicts):
        yield Finding(code="failed", place=place, what=f"“{scenario.name}” did not pass.", fix=RUN)
