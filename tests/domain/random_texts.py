"""Characters that any text of another system may hold."""

from typing import Final, Literal

from hypothesis import strategies as st

_SURROGATES: Final[tuple[Literal["Cs"]]] = ("Cs",)

CHARACTERS: Final = st.characters(exclude_categories=_SURROGATES, exclude_characters="\x00")
"""What UTF-8 can write and PostgreSQL can store; named by category, since naming the code page takes two seconds."""
