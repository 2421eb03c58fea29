"""A counter over a house of its own."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.application.catalogue.counter import Counter
    from tests.house import House


@pytest.fixture
def counter(empty_house: "House") -> "Counter":
    """Nothing was read yet, and nobody imported anything."""
    from tests.application.catalogue.counter import Counter  # noqa: PLC0415 -- it imports everything

    return Counter(empty_house)
