"""An order that somebody pasted into the console: understood as the JSON API does, its mistakes found in the text."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from pydantic import ValidationError

from domain.approved_order import ApprovedOrder
from entrypoints.console.desk import Pasted, Slip
from entrypoints.http.positions import Position, position_of
from entrypoints.http.problems import problems_in
from entrypoints.http.reading import RequestRefused, read_json
from entrypoints.http.schemas.approved_orders import ApprovedOrderIn
from entrypoints.http.schemas.problems import ProblemItem

LONGEST_EXCERPT = 72  # signs of a line that are shown around a mistake
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[^\s"{}\[\],:]+|.')
"""A text, a number or a word, or whatever single sign stands there."""


def understood(text: str) -> Pasted:
    """Understand a pasted order, or answer everything that is wrong with it, each with its line and column."""
    text = text.removeprefix("\ufeff")
    try:
        body = ApprovedOrderIn.model_validate(read_json(text.encode(errors="surrogatepass")))
    except (RequestRefused, ValidationError) as error:
        _, found = problems_in(error)
        slips = [_slip(each, _position(each, text), text) for each in found]
        return Pasted(approved=None, slips=tuple(sorted(slips, key=lambda slip: (slip.line or 0, slip.column or 0))))
    return Pasted(approved=body.to_domain(), slips=())


def written(approved: ApprovedOrder) -> str:
    """Write an order as Upstock would send it, to be looked at and changed; what says nothing is left out."""
    comments = [{"text": each.text, "author": each.author, "at": _instant(each.at)} for each in approved.comments]
    told = {**approved.content, "comments": comments, "approved_at": _instant(approved.approved_at)}
    return json.dumps(_telling(told), ensure_ascii=False, indent=2)


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def _telling(content: Mapping[str, object]) -> dict[str, object]:
    told = {name: _told(value) for name, value in content.items()}
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def _told(value: object) -> object:
    if isinstance(value, Mapping):
        return _telling(value)
    return [_told(each) for each in value] if isinstance(value, list) else value


def _position(found: ProblemItem, text: str) -> Position | None:
    """Answer where a mistake stands: where the text is no JSON its reader knows, else by its pointer."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return Position(error.lineno, error.colno)
    except (ValueError, RecursionError):  # a number of thousands of digits, or thousands of brackets
        return None
    return position_of(found.pointer, text) if found.pointer else None


def _slip(found: ProblemItem, position: Position | None, text: str) -> Slip:
    place = f"Line {position.line}, column {position.column}: " if position else ""
    return Slip(
        line=position.line if position else None,
        column=position.column if position else None,
        place=found.pointer,
        detail=found.detail.removeprefix(place),
        fix=found.fix,
        excerpt=_excerpt(position, text) if position else ("", "", ""),
    )


def _excerpt(position: Position, text: str) -> tuple[str, str, str]:
    """Answer the line with the mistake, cut around it when it is long."""
    line = text.split("\n")[position.line - 1].rstrip("\r").replace("\t", " ")
    at = position.column - 1
    length = len(_TOKEN.match(line, at)[0]) if at < len(line) else 0  # type: ignore[index]  # it matches any sign
    start = max(0, min(at - LONGEST_EXCERPT // 2, len(line) - LONGEST_EXCERPT))
    end = min(at + length, start + LONGEST_EXCERPT)
    return line[start:at], line[at:end], line[end : start + LONGEST_EXCERPT]
