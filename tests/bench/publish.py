"""Keep measured figures beside the benchmarks, and write them into the texts that tell of them.

python -m tests.bench.publish out.json...   from files of `python -m tests.bench --json out.json`
"""

import json
import re
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tests.bench.__main__ import BENCHES
from tests.bench.figures import Figure, figure_of
from tests.bench.table import MET, goal_of, said
from tests.bench.year import MEASURED, Assumed, assumptions, table, values_of, year_of

FIGURES: Final = Path(__file__).with_name("README.md")
OPERATIONS: Final = Path(__file__).parents[2] / "entrypoints" / "README.md"
BEGIN, END = "<!-- measured: python -m tests.bench.publish -->", "<!-- end of measured -->"

Document = Mapping[str, Any]  # JSON as `--json` writes it


def merged(known: Document, new: Document) -> Document:
    """Answer what is known with what was measured now in its place; figures of another size stay."""
    about = {name: new[name] for name in ("at", "machine", "size")}
    found = {(each["bench"], each["name"]): each for each in known.get("figures", [])}
    found |= {(each["bench"], each["name"]): each | {"at": about["at"]} for each in new["figures"]}
    order = list(BENCHES)
    kept = [each for each in found.values() if each["bench"] in BENCHES]
    return {**about, "figures": sorted(kept, key=lambda each: order.index(each["bench"]))}


def figures_in_words(document: Document) -> str:
    """Answer the figures as a Markdown table, and where they were measured."""
    machine = document["machine"]
    where = f"Last measured {document['at'][:10]} on {machine['processors']} processors, Python {machine['python']}"
    rows = "\n".join(_row(each["bench"], figure_of(each)) for each in document["figures"])
    head = "| figure | value | floor | × floor | goal | met |\n| --- | --- | --- | --- | --- | --- |"
    return f"{where}; the imitated Cin7, PostgreSQL and the callers shared them.\n\n{head}\n{rows}"


def year_in_words(document: Document) -> str:
    """Answer the year that these figures make."""
    assumed = Assumed()
    return f"{table(year_of(values_of(document), assumed), assumed)}\n\n{assumptions(assumed)}"


def with_measured(text: str, measured: str) -> str:
    """Answer a text with this between its marks. Raises: ValueError for a text without marks."""
    whole = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.S)
    if not whole.search(text):
        raise ValueError(f"the text has no place between {BEGIN} and {END}")
    return whole.sub(lambda _: f"{BEGIN}\n{measured}\n{END}", text)


def published(document: Document) -> dict[Path, str]:
    """Answer each text as it should be."""
    told = {FIGURES: figures_in_words(document), OPERATIONS: year_in_words(document)}
    return {path: with_measured(path.read_text(encoding="utf-8"), text) for path, text in told.items()}


def kept() -> Document:
    """Answer the figures that are kept."""
    document: Document = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.is_file() else {}
    return document


def main(given: list[str]) -> int:
    """Keep the figures of these files, and write both texts."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="JSON that the benchmarks wrote, the latest last")
    document = kept()
    for path in parser.parse_args(given).files:
        document = merged(document, json.loads(path.read_text(encoding="utf-8")))
    MEASURED.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for path, text in published(document).items():
        path.write_text(text, encoding="utf-8")
    return 0


def _row(bench: str, figure: Figure) -> str:
    floor = "" if figure.floor is None else said(figure.floor)
    ratio = "" if figure.ratio is None else said(figure.ratio)
    cells = (f"{bench}: {figure.name}", f"{said(figure.value)} {figure.unit}", floor, ratio, goal_of(figure))
    return f"| {' | '.join(cells)} | {MET[figure.met]} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
