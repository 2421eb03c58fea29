"""The evidence of an order, said in words."""

from collections.abc import Iterable
from typing import Any

from tests.house import Document


def said(document: Document) -> dict[str, str]:
    """Answer what each part of the document says."""
    found: dict[str, Any] = document
    by_kind = {kind: [each["document"] for each in found["timeline"] if each["kind"] == kind] for kind in KINDS}
    planned = by_kind["planned"][0] if by_kind["planned"] else {"calls": [], "origins": []}
    origins = {field: origin["rule"] for origin in planned["origins"] for field in origin["fields"]}
    problems = [problem["code"] for state in by_kind["state"] for problem in state["problems"]]
    return {
        "approved reference": found["approved"]["reference"],
        "options version": _listed(options["version"] for options in found["options"]),
        "planned calls": _calls(planned["calls"]),
        "rule of the reference": origins.get("/calls/0/body/CustomerReference", ""),
        "calls": _calls(by_kind["exchange"]),
        "answers": _listed(call["status"] for call in by_kind["exchange"]),
        "sent as planned": _yes(attempt["sent_as_planned"] for attempt in found["attempts"]),
        "states": _listed(state["state"] for state in by_kind["state"]),
        "problems": _listed(problems),
        "decisions": _listed(decided["verdict"] for decided in by_kind["decided"]),
        "told": _listed(event["type"] for event in found["told"]),
        "acknowledged": _yes(event["acknowledged_at"] for event in found["told"]),
    }


KINDS = ("planned", "exchange", "state", "decided")


def _calls(calls: Iterable[Document]) -> str:
    return _listed(f"{call['method']} {call['path']}" for call in calls)


def _listed(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))


def _yes(facts: Iterable[object]) -> str:
    return "yes" if all(facts) else "no"
