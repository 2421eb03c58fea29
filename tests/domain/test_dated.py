from domain.dated import Dated
from tests.builders import NOON, READ_AT, a_product


def test_a_record_read_later_is_another_dated_record() -> None:
    assert Dated(a_product(), READ_AT) == Dated(a_product(), READ_AT)
    assert Dated(a_product(), READ_AT) != Dated(a_product(), NOON)
