"""What each page of the manual shows.

A template needs, beside its page, `href(slug, anchor)`, which answers where that page is shown.
"""

import re
from collections.abc import Iterable, Iterator

from domain.days import spoken
from entrypoints.manual.book import Book
from entrypoints.manual.chapters import Chapter, Examples, Scenario, Step
from entrypoints.manual.results import State, Verdict, together
from entrypoints.manual.views import (
    ChapterLink,
    ChapterPage,
    CodeLink,
    ContentsPage,
    ExamplesView,
    Mark,
    Part,
    RulesPage,
    RuleView,
    ScenarioView,
    SectionView,
    StepView,
    Text,
)

_SLOT = re.compile(r"<([^<>\s][^<>]*)>")
_NO_LETTER = re.compile(r"[\W_]+")
ARTICLE, BEYOND = "What the article says", "Beyond the article"


def contents_page(book: Book) -> ContentsPage:
    """Answer the contents, in the order of the article. Source: B16."""
    verdicts = [book.verdict_of_rule(rule.id) for rule in book.contents.rules]
    days = [verdict.date for verdict in verdicts if verdict.date]
    return ContentsPage(
        groups=tuple((heading, tuple(_link(book, each) for each in chapters)) for heading, chapters in book.groups),
        holding=sum(verdict.state is State.PASSED for verdict in verdicts),
        rules=len(verdicts),
        last_run=spoken(max(days).date()) if days else "",
        cast=book.contents.cast,
    )


def chapter_page(book: Book, chapter: Chapter, *, base_url: str = "") -> ChapterPage:
    """Answer one feature with its rules, scenarios and code. Source: B16."""
    order = [each for _, chapters in book.groups for each in chapters]
    at = order.index(chapter)
    link = _link(book, chapter)
    return ChapterPage(
        slug=link.slug,
        title=chapter.title,
        prose=chapter.prose,
        path=chapter.path,
        mark=link.mark,
        rules=tuple(_rules(book, chapter.ids, base_url)),
        background=_steps(chapter.background),
        sections=tuple(_sections(book, chapter)),
        previous=_link(book, order[at - 1]) if at else None,
        following=_link(book, order[at + 1]) if at + 1 < len(order) else None,
        has_cast=bool(book.contents.cast),
    )


def rules_page(book: Book, *, base_url: str = "") -> RulesPage:
    """Answer every rule with its state. Source: B16."""
    rules = tuple(_rules(book, tuple(rule.id for rule in book.contents.rules), base_url))
    groups = ((ARTICLE, "R"), (BEYOND, "B"))
    return RulesPage(
        groups=tuple((name, tuple(rule for rule in rules if rule.id.startswith(letter))) for name, letter in groups)
    )


def slug_of(path: str) -> str:
    """Answer how a feature's page is called, from its path in the repository."""
    return _slug(path.removeprefix("features/").removesuffix(".feature"))


def mark_of(verdict: Verdict) -> Mark:
    """Answer a verdict in words."""
    when = f" on {spoken(verdict.date.date())}" if verdict.date else ""
    many = f": {verdict.count} examples" if verdict.count > 1 else ","
    words = {
        State.PASSED: f"Passed{when}{many} in {verdict.seconds:.1f} s",
        State.FAILED: f"Failed{when}",
        State.UNKNOWN: f"Not known: {verdict.why}",
    }
    return Mark(sign=verdict.state.value, name=verdict.state.name.lower(), words=words[verdict.state])


def _link(book: Book, chapter: Chapter) -> ChapterLink:
    verdicts = tuple(verdict for scenario in chapter.scenarios for verdict in book.verdicts(chapter, scenario))
    return ChapterLink(
        slug=slug_of(chapter.path),
        title=chapter.title,
        prose=chapter.prose,
        ids=chapter.ids,
        mark=mark_of(together(verdicts)),
    )


def _rules(book: Book, ids: tuple[str, ...], base_url: str) -> Iterator[RuleView]:
    for rule in book.contents.rules:
        if rule.id not in ids:
            continue
        base = base_url.rstrip("/")
        yield RuleView(
            id=rule.id,
            sentence=rule.sentence,
            mark=mark_of(book.verdict_of_rule(rule.id)),
            chapters=tuple(_link(book, chapter) for chapter in book.chapters if rule.id in chapter.ids),
            code=tuple(
                CodeLink(
                    place=f"{at.path}:{at.line}",
                    name=at.name,
                    says=at.says,
                    url=base and f"{base}/{at.path}#L{at.line}",
                )
                for at in book.code_of(rule.id)
            ),
        )


def _sections(book: Book, chapter: Chapter) -> Iterator[SectionView]:
    for section in chapter.sections:
        yield SectionView(
            name=section.name,
            prose=section.prose,
            background=_steps(section.background),
            scenarios=tuple(_scenario(book, chapter, scenario) for scenario in section.scenarios),
        )


def _scenario(book: Book, chapter: Chapter, scenario: Scenario) -> ScenarioView:
    return ScenarioView(
        anchor=f"{_slug(scenario.name)}-{scenario.line}",
        name=scenario.name,
        prose=scenario.prose,
        ids=scenario.ids,
        mark=mark_of(together(book.verdicts(chapter, scenario))),
        steps=_steps(scenario.steps, slots=bool(scenario.examples)),
        examples=tuple(_examples(book, chapter, scenario, table) for table in scenario.examples),
    )


def _examples(book: Book, chapter: Chapter, scenario: Scenario, table: Examples) -> ExamplesView:
    verdicts = (book.verdict(chapter, scenario, table.values(row)) for row in table.rows)
    rows = tuple((mark_of(verdict), row) for verdict, row in zip(verdicts, table.rows, strict=True))
    return ExamplesView(name=table.name, heading=table.heading, rows=rows)


def _steps(steps: Iterable[Step], *, slots: bool = False) -> tuple[StepView, ...]:
    return tuple(
        StepView(
            keyword=step.keyword,
            text=_parts(step.text, slots=slots),
            table=tuple(tuple(_parts(cell, slots=slots) for cell in row) for row in step.table),
            block=None if step.text_block is None else _parts(step.text_block, slots=slots),
        )
        for step in steps
    )


def _parts(text: str, *, slots: bool) -> Text:
    """Take a text apart at its slots; outside of outlines, pointed brackets are only brackets."""
    pieces = _SLOT.split(text) if slots else [text]
    return tuple(Part(text=piece, is_slot=at % 2 == 1) for at, piece in enumerate(pieces) if piece)


def _slug(text: str) -> str:
    return _NO_LETTER.sub("-", text.lower()).strip("-")
