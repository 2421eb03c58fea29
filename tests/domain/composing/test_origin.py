from domain.composing.origin import Origin
from tests.builders import READ_AT


def test_what_upstock_said_was_read_from_no_account() -> None:
    assert Origin(rule="R27", source="the reference on the order").read_at is None
    assert Origin(rule="R35", source="the customer's location in Cin7", read_at=READ_AT).read_at == READ_AT
