import pytest

from domain.errors import InvalidValue
from domain.parcels import Tracking, TrackingKind


@pytest.mark.parametrize("value", ["", " ", "\t\n"])
def test_a_blank_tracking_cannot_exist(value: str) -> None:
    with pytest.raises(InvalidValue, match="leads nowhere"):
        Tracking(kind=TrackingKind.NUMBER, value=value)
