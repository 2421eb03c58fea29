"""Why the program cannot start with its settings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingProblem:
    """What is wrong with one variable, and what to write instead."""

    variable: str
    what: str
    remedy: str


class SettingsRefused(Exception):
    """The program cannot start like this; every problem is told at once, and no secret is."""

    def __init__(self, problems: tuple[SettingProblem, ...]) -> None:
        lines = [f"  {problem.variable}: {problem.what} {problem.remedy}" for problem in problems]
        super().__init__("\n".join(["Some settings cannot be used:", *lines]))
        self.problems = problems
