"""The facts kept of the official text: shapes of the examples, never their sentences or values.

Shape: a file per resource, `{"GET /sale": {"line": 20816, "answer": {path: types}, "body": {path: types}}}`.
"""

import json
from pathlib import Path
from typing import TypedDict

from tests.adapters.fake_cin7.documented.blueprint import Operation, read_operations
from tests.adapters.fake_cin7.documented.shapes import Shape, shape_of

FOLDER = Path(__file__).parent / "facts"
OFFICIAL_TEXT = Path(__file__).resolve().parents[5] / "shared" / "reference" / "cin7_v2.apib"

SERVED_PATHS = (
    "/me", "/me/contacts", "/product", "/product/attachments", "/productFamily", "/ref/productavailability",
    "/customer", "/custom-prices", "/ref/priceTier", "/ref/location", "/ref/tax", "/ref/paymentterm",
    "/ref/carrier", "/ref/account", "/ref/category", "/ref/brand", "/ref/unit", "/reference/discount",
    "/reference/deals", "/saleList", "/sale", "/sale/quote", "/sale/order", "/sale/fulfilment",
    "/sale/fulfilment/pick", "/sale/fulfilment/pack", "/sale/fulfilment/ship", "/sale/invoice",
    "/sale/payment", "/webhooks",
)  # fmt: skip


class Fact(TypedDict):
    """What one operation's example shows. Units: `line` is that of the answer's JSON in the official text."""

    line: int
    answer: Shape
    body: Shape


def official_text() -> str | None:
    """Return the official text, or nothing when it does not lie beside the repository."""
    return OFFICIAL_TEXT.read_text(encoding="utf-8") if OFFICIAL_TEXT.is_file() else None


def served_operations(text: str) -> list[Operation]:
    """Return the operations of the served paths, each with at least one example answer."""
    served = {path.lower() for path in SERVED_PATHS}
    return [op for op in read_operations(text) if op.path.lower() in served and op.responses]


def extract(text: str) -> dict[str, Fact]:
    """Return the facts of every served operation, by `VERB /path`."""
    return {f"{op.verb} {op.path}": _fact(op) for op in served_operations(text)}


def kept() -> dict[str, Fact]:
    """Return the facts the project keeps."""
    facts: dict[str, Fact] = {}
    for path in sorted(FOLDER.glob("*.json")):
        facts |= json.loads(path.read_text(encoding="utf-8"))
    return facts


def rewrite(text: str) -> int:
    """Replace the kept facts by those of this text and return how many operations they cover."""
    facts = extract(text)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    by_file: dict[str, dict[str, Fact]] = {}
    for operation, fact in facts.items():
        name = operation.partition(" /")[2].lower().replace("/", "-")
        by_file.setdefault(name, {})[operation] = fact
    for name, chapter in by_file.items():
        text = json.dumps(chapter, indent=1, ensure_ascii=False)
        (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return len(facts)


def _fact(operation: Operation) -> Fact:
    answer = operation.responses[0]
    body = shape_of(operation.requests[0].value) if operation.requests else {}
    return {"line": answer.line, "answer": shape_of(answer.value), "body": body}
