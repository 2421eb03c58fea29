"""Cutting a text to what the other side keeps, so that people see that it was cut."""

import unicodedata
from itertools import accumulate

ELLIPSIS = "…"
_JOINER = "\u200d"


def length(text: str) -> int:
    """Count a text as Cin7 does: an emoji outside the basic plane counts two.

    Source: ref §6.2 (limits); UTF-16, which .NET counts in: the longer of two ways to count is the safe one.
    """
    return len(text) + sum(sign > "\uffff" for sign in text)


def cut(text: str, limit: int) -> str:
    """Shorten a text to `limit`, ending in an ellipsis; one that fits is answered unharmed.

    An accent stays with its letter, a flag and an emoji of several signs stay whole; only a single sign longer
    than the limit is broken.

    Source: R28, R36.
    """
    if length(text) <= limit:
        return text
    end = _fitting(text, limit - len(ELLIPSIS))
    whole = end
    while whole > 0 and not _may_end_before(text, whole):
        whole -= 1
    return text[: whole or end].rstrip() + ELLIPSIS


def _fitting(text: str, room: int) -> int:
    return sum(taken <= room for taken in accumulate(map(length, text)))


def _may_end_before(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if _JOINER in (before, after) or _extends(after):
        return False
    return not (_is_half_a_flag(after) and _flag_halves_before(text, index) % 2)


def _extends(sign: str) -> bool:
    return unicodedata.category(sign) in ("Mn", "Mc", "Me") or "\U0001f3fb" <= sign <= "\U0001f3ff"


def _is_half_a_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _flag_halves_before(text: str, index: int) -> int:
    start = index
    while start > 0 and _is_half_a_flag(text[start - 1]):
        start -= 1
    return index - start
