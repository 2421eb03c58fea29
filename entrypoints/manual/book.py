"""Everything that the manual tells, read once and put together."""

from collections.abc import Mapping
from dataclasses import dataclass

from entrypoints.manual.chapters import Chapter, Scenario, read_chapter
from entrypoints.manual.code_links import Mention, mentions
from entrypoints.manual.places import Places
from entrypoints.manual.results import Results, Verdict, read_results, together
from entrypoints.manual.rules import Contents, Group, read_contents


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The features in reading order, with the rules, the last run and the code.

    Shape: `chapters` in reading order, then those that the contents page forgets.
    """

    contents: Contents
    chapters: tuple[Chapter, ...]
    results: Results
    mentions: tuple[Mention, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Chapter, ...]], ...]:
        """Answer chapters under their headings; forgotten ones come last, so that nothing is hidden."""
        by_path = {chapter.path: chapter for chapter in self.chapters}
        named = [
            (group.heading, tuple(by_path[path] for path in group.features if path in by_path))
            for group in (*self.contents.groups, Group(heading="Not in the contents yet", features=self.forgotten))
        ]
        return tuple((heading, chapters) for heading, chapters in named if chapters)

    @property
    def forgotten(self) -> tuple[str, ...]:
        """Answer the features that the contents page does not name."""
        named = {path for group in self.contents.groups for path in group.features}
        return tuple(chapter.path for chapter in self.chapters if chapter.path not in named)

    def verdicts(self, chapter: Chapter, scenario: Scenario) -> tuple[Verdict, ...]:
        """Answer what came of a scenario, row by row where it is an outline."""
        rows = [table.values(row) for table in scenario.examples for row in table.rows] if scenario.examples else [{}]
        return tuple(self.verdict(chapter, scenario, row) for row in rows)

    def verdict(self, chapter: Chapter, scenario: Scenario, row: Mapping[str, str]) -> Verdict:
        """Answer what came of one row of an outline, or of a scenario, whose row is empty."""
        return self.results.of(chapter.path, chapter.digest, scenario.line, row)

    def verdict_of_rule(self, id_: str) -> Verdict:
        """Answer what is known of a rule from every scenario that shows it."""
        return together(
            tuple(
                verdict
                for chapter in self.chapters
                for scenario in chapter.scenarios
                if id_ in scenario.ids
                for verdict in self.verdicts(chapter, scenario)
            )
        )

    def code_of(self, id_: str) -> tuple[Mention, ...]:
        """Answer the places that do what a rule says."""
        return tuple(mention for mention in self.mentions if id_ in mention.ids)


def read_book(places: Places) -> Book:
    """Read everything. Raises: UnreadableFeature, UnreadableResults."""
    contents = read_contents(places.contents.read_text(encoding="utf-8"))
    read = {
        places.named(file): read_chapter(places.named(file), file.read_text(encoding="utf-8"))
        for file in sorted(places.features.rglob("*.feature"))
    }
    order = dict.fromkeys([*(path for group in contents.groups for path in group.features), *read])
    return Book(
        contents=contents,
        chapters=tuple(read[path] for path in order if path in read),
        results=read_results(places.results),
        mentions=mentions(places.root),
    )
