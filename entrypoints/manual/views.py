"""What a template of the manual is given: everything decided, nothing left to it but the looks."""

from dataclasses import dataclass

from entrypoints.manual.rules import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Whether something holds. Shape: `sign` and `name` of its state, `words` with date and duration."""

    sign: str
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of text; a slot is filled from a table of examples."""

    text: str
    is_slot: bool


Text = tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step. Shape: the first of `table` is its heading; a step without a block of text has None."""

    keyword: str
    text: Text
    table: tuple[tuple[Text, ...], ...]
    block: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamplesView:
    """A table of examples, each row with what came of it."""

    name: str
    heading: tuple[str, ...]
    rows: tuple[tuple[Mark, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioView:
    """A scenario or an outline."""

    anchor: str
    name: str
    prose: str
    ids: tuple[str, ...]
    mark: Mark
    steps: tuple[StepView, ...]
    examples: tuple[ExamplesView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """The scenarios of one rule of a feature; those before the first have no name."""

    name: str
    prose: str
    background: tuple[StepView, ...]
    scenarios: tuple[ScenarioView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterLink:
    """How other pages speak of a chapter."""

    slug: str
    title: str
    prose: str
    ids: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLink:
    """A place in the code, and what it does in its own words; without a known address of the code, `url` is empty."""

    place: str
    name: str
    says: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule: what it promises, whether it holds, where it is shown, and what does it."""

    id: str
    sentence: str
    mark: Mark
    chapters: tuple[ChapterLink, ...]
    code: tuple[CodeLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsPage:
    """Where reading begins."""

    groups: tuple[tuple[str, tuple[ChapterLink, ...]], ...]
    holding: int
    rules: int
    last_run: str
    cast: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterPage:
    """One feature."""

    slug: str
    title: str
    prose: str
    path: str
    mark: Mark
    rules: tuple[RuleView, ...]
    background: tuple[StepView, ...]
    sections: tuple[SectionView, ...]
    previous: ChapterLink | None
    following: ChapterLink | None
    has_cast: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesPage:
    """Every rule, those of the article first."""

    groups: tuple[tuple[str, tuple[RuleView, ...]], ...]
