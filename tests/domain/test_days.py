from datetime import date

import pytest

from domain.days import spoken


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 5, 8), "8 May 2026"),
        (date(2026, 1, 31), "31 January 2026"),
        (date(2024, 2, 29), "29 February 2024"),
        (date(1999, 12, 1), "1 December 1999"),
    ],
)
def test_a_day_is_written_as_people_say_it(day: date, said: str) -> None:
    assert spoken(day) == said
