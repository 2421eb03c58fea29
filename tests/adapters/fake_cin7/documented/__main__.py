"""Prints how the fake's answers compare with the documentation; the exit code says whether they agree."""

import argparse
import sys

from tests.adapters.fake_cin7.documented import cases_of_books, cases_of_sales
from tests.adapters.fake_cin7.documented.comparison import Comparison, compare, summary
from tests.adapters.fake_cin7.documented.facts import OFFICIAL_TEXT, kept, official_text, rewrite


def table(comparisons: list[Comparison]) -> str:
    """Return one row for each operation, with what is left to explain or was explained below it."""
    rows: list[str] = []
    for comparison in comparisons:
        rows.append(
            f"{comparison.line:>6}  {comparison.operation:<34} {comparison.verdict} {comparison.obstacle}".rstrip()
        )
        rows += [f"{'':>8}{line}" for line in str(comparison).splitlines()[1:]]
        rows += [f"{'':>8}{found.path}: {deviation.reason}" for found, deviation in comparison.explained]
    return "\n".join([*rows, "", summary(comparisons)])


def main() -> int:
    """Compare every operation, after rewriting the kept facts when asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.adapters.fake_cin7.documented", description=__doc__)
    parser.add_argument("--rewrite", action="store_true", help="extract the kept facts anew from the official text")
    if parser.parse_args().rewrite:
        text = official_text()
        if text is None:
            sys.stderr.write(f"{OFFICIAL_TEXT} does not exist: put the official text there to rewrite the facts\n")
            return 2
        sys.stdout.write(f"{rewrite(text)} operations rewritten\n")
    cases = cases_of_books.CASES | cases_of_sales.CASES
    comparisons = [compare(operation, fact, cases[operation]) for operation, fact in sorted(kept().items())]
    sys.stdout.write(table(comparisons) + "\n")
    return 0 if all(comparison.agreed for comparison in comparisons) else 1


if __name__ == "__main__":
    raise SystemExit(main())
