"""What a list was asked for, and choices as forms and addresses write them."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from flask import request

from domain.errors import InvalidValue

PAGE_LENGTH = 50

Choice = TypeVar("Choice", bound=Enum)


def sought() -> str:
    """Answer what is looked for."""
    return request.args.get("q", "").strip()


def one_of(kind: type[Choice], given: str) -> Choice:
    """Read one of a few choices. Raises: InvalidValue for what is none of them."""
    try:
        return kind(given)
    except ValueError:
        known = ", ".join(str(each.value) for each in kind)
        raise InvalidValue(f"“{given}” is not one of {known}.") from None


def chosen(kind: type[Choice], name: str) -> Choice | None:
    """Answer which of these a list was narrowed to, None for any. Raises: InvalidValue for what is none of them."""
    given = request.args.get(name, "")
    return one_of(kind, given) if given else None


def cursor() -> str | None:
    """Answer where a list goes on."""
    return request.args.get("cursor") or None


def asked() -> Mapping[str, str]:
    """Answer what was asked for but where it goes on, so that the next page asks the same."""
    return {name: value for name, value in request.args.items() if name != "cursor" and value}
