"""Measure speed and cost, and print one table: each figure, its floor in the same run, and its goal.

python -m tests.bench                    everything, in about a quarter of an hour
python -m tests.bench --quick            everything in small sizes
python -m tests.bench drain intake       only these
python -m tests.bench --json out.json    the figures as JSON too
"""

import json
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.figures import document_of
from tests.bench.running import Failed, add_sizes, figures_of, let_go_on_sigterm, machine
from tests.bench.table import heading, row

BENCHES = {
    "calls": "calls to Cin7 for an order, for a sync where nothing changed, for a shipment",
    "sale": "from approval to sale at one order a second, and where the time goes",
    "intake": "orders accepted a second, beside the smallest handler that makes one durable insert",
    "prices": "telling a catalogue's price lists: at first, when nothing changed, when one price did",
    "import": "importing a whole account, beside paging, parsing and inserting it as plainly as can be",
    "drain": "orders a minute without a budget of calls, of one, two and three processes",
    "backlog": "how much later others' orders are beside one supplier's long queue",
    "idle": "what connected suppliers cost a minute while nothing happens",
    "storage": "what the database keeps of an order, an idle day, a catalogue",
    "shipping": "how soon Upstock hears of a shipment, and the calls that takes",
    "webhooks": "the same by Cin7's webhooks, between real processes",
    "fake_cin7": "the imitated Cin7 itself",
}
"""Every benchmark in the order of running, with what it measures; each is the module `bench_` and its name."""


def arguments(given: Sequence[str]) -> Namespace:
    """Read the command line."""
    listed = "\n".join(f"  {name:<12}{about}" for name, about in BENCHES.items())
    parser = ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        formatter_class=RawDescriptionHelpFormatter,
        epilog=f"benchmarks:\n{listed}\n\nexit code: 0 every goal was met · 1 one was missed · 2 a benchmark failed",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="what to measure: see below")
    add_sizes(parser)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file as well")
    asked = parser.parse_args(given)
    if unknown := [name for name in asked.names if name not in BENCHES]:
        parser.error(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    return asked


def main(given: Sequence[str]) -> int:
    """Measure what is asked for, print each row as soon as it is known, and answer the exit code."""
    asked = arguments(given)
    let_go_on_sigterm()
    found, failed, about = [], False, machine()
    _say(f"{', '.join(f'{name} {value}' for name, value in about.items())}; size: {asked.size.value}\n{heading()}")
    for name in asked.names or BENCHES:
        try:
            for figure in figures_of(name, asked.size):
                found.append((name, figure))
                _say(row(name, figure))
        except Failed as told:
            failed = True
            _say(f"{told}")
    missed = sum(figure.met is False for _, figure in found)
    _say(f"{len(found)} figures; goals missed: {missed}")
    if asked.json:
        figures = [{"bench": name} | document_of(figure) for name, figure in found]
        document = {"at": datetime.now(UTC).isoformat(), "machine": about, "size": asked.size.value, "figures": figures}
        asked.json.write_text(json.dumps(document, indent=1, ensure_ascii=False), encoding="utf-8")
    return 2 if failed else min(missed, 1)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
