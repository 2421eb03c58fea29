"""Where the seeded documents lie, and the raw sample they were converted from when it is at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
ACCOUNT = REPOSITORY / "adapters" / "fake_cin7" / "seeds" / "demo.json"
ORDERS = REPOSITORY / "entrypoints" / "cli" / "demo_orders.jsonl"
SAMPLE = REPOSITORY.parent / "shared" / "data" / "northwind"


def account() -> dict[str, Any]:
    """Return the seed document of the demonstration account."""
    document: dict[str, Any] = json.loads(ACCOUNT.read_text(encoding="utf-8"))
    return document


def orders() -> list[dict[str, Any]]:
    """Return the approved orders of the demonstration, in the order of their file."""
    return _lines(ORDERS)


def sample_account() -> dict[str, Any]:
    """Return the sample's account, or skip the test saying which folder is not there."""
    document: dict[str, Any] = json.loads(_sample("cin7-account.json").read_text(encoding="utf-8"))
    return document


def sample_orders() -> list[dict[str, Any]]:
    """Return the sample's orders, or skip the test saying which folder is not there."""
    return _lines(_sample("orders.jsonl"))


def _sample(name: str) -> Path:
    path = SAMPLE / name
    if not path.is_file():
        pytest.skip(f"the public sample is not at hand: {path} does not exist, so nothing can be compared with it")
    return path


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
