"""Keys by which rows are found, made the same way on both sides of a question."""

import hashlib
import re

from domain.identifiers import folded

_LONGEST = 200  # with four bytes a character far below what PostgreSQL can index (2,704)


_CUT = re.compile(rf".{{{_LONGEST}}}…[0-9a-f]{{64}}")


def lookup(text: str) -> str:
    """Fold case and space away; what is too long for an index ends in its digest instead of its rest.

    A key that was made here stays what it is.
    """
    key = folded(text)
    if len(key) <= _LONGEST or _CUT.fullmatch(key):
        return key
    return f"{key[:_LONGEST]}…{hashlib.sha256(key.encode(errors='replace')).hexdigest()}"
