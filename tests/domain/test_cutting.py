import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cutting import ELLIPSIS, cut, length

TEXTS = st.text(max_size=60)
GRINNING = "\U0001f600"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
THUMB = "\U0001f44d\U0001f3fd"
AUSTRALIA = "\U0001f1e6\U0001f1fa"
ACCENTED = "e\u0301"


@given(TEXTS, st.integers(1, 60))
def test_what_fits_is_unharmed_and_what_does_not_ends_visibly_within_the_limit(text: str, limit: int) -> None:
    shown = cut(text, limit)
    if length(text) <= limit:
        assert shown == text
    else:
        assert length(shown) <= limit
        assert shown.endswith(ELLIPSIS)
        assert text.startswith(shown.removesuffix(ELLIPSIS))


@given(TEXTS)
def test_a_text_is_as_long_as_it_is_in_utf_16(text: str) -> None:
    assert length(text) == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("whole", [GRINNING, FAMILY, THUMB, AUSTRALIA, ACCENTED, AUSTRALIA * 2])
def test_no_limit_breaks_a_sign_in_two(whole: str) -> None:
    text = f"ab{whole}cdef"
    for limit in range(4, length(text)):
        kept = cut(text, limit).removesuffix(ELLIPSIS)
        assert kept in {"ab", *_flags(whole), f"ab{whole}", f"ab{whole}c", f"ab{whole}cd", f"ab{whole}cde"}


def _flags(whole: str) -> set[str]:
    return {f"ab{AUSTRALIA}"} if whole == AUSTRALIA * 2 else set()


def test_an_accent_is_never_left_without_its_letter_nor_the_letter_without_it() -> None:
    shown = cut(ACCENTED * 10, 8)
    assert shown == ACCENTED * 3 + ELLIPSIS
    assert not unicodedata.combining(shown[0])


def test_a_single_sign_longer_than_the_limit_is_broken_rather_than_lost() -> None:
    tower = "a" + "\u0301" * 30
    assert cut(tower, 10) == tower[:9] + ELLIPSIS


def test_no_space_is_left_before_the_ellipsis() -> None:
    assert cut("Leave it  there", 11) == "Leave it…"


def test_right_to_left_text_is_cut_like_any_other() -> None:
    assert cut("שלום עולם", 6) == "שלום…"
