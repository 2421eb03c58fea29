"""What a running connector was asked and answered, to be shown beside each call.

The recording is made and held against the program by `tests/entrypoints/http/recording.py`; nobody edits it by hand.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """A recording. Shape: `calls` by the name of the call, `problems` by code, `events` by type."""

    calls: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    problems: Mapping[str, Any] = field(default_factory=dict)
    events: Mapping[str, Any] = field(default_factory=dict)


@cache
def recorded() -> Examples:
    """Answer the recording that this program came with."""
    text = files("entrypoints.http").joinpath("examples.json").read_text(encoding="utf-8")
    return Examples(**json.loads(text))


def put_into(document: dict[str, Any], examples: Examples) -> None:
    """Show each call with what it was asked, and what was answered to it."""
    for operations in document["paths"].values():
        for operation in operations.values():
            call = examples.calls.get(operation["operationId"])
            if call:
                _show(operation, call)


def _show(operation: dict[str, Any], call: Mapping[str, Any]) -> None:
    for parameter in operation.get("parameters", []):
        if parameter["name"] in call.get("parameters", {}):
            parameter["example"] = call["parameters"][parameter["name"]]
    asked = operation.get("requestBody", {}).get("content", {}).get(JSON)
    if asked is not None and "request" in call:
        asked["example"] = call["request"]
    for status, answer in call["answers"].items():
        shown = operation["responses"].get(status, {}).get("content", {}).get(JSON)
        if shown is not None:
            shown["example"] = answer
