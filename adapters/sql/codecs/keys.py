"""Keys by which rows are found, made the same way on both sides of a question."""

import hashlib

from domain.identifiers import folded

_LONGEST = 200  # with four bytes a character far below what PostgreSQL can index (2,704)


def lookup(text: str) -> str:
    """Fold case and space away; what is too long for an index ends in its digest instead of its rest."""
    key = folded(text)
    if len(key) <= _LONGEST:
        return key
    return f"{key[:_LONGEST]}…{hashlib.sha256(key.encode(errors='replace')).hexdigest()}"
