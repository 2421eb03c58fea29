"""The hash of what was sent is taken from what left, whatever was repeated, mended or never seen."""

from application.ordering.plan import calls_hash
from application.ordering.sent import Sent, hash_of_sent
from application.ports.inventory import FIRST_REPLY, PlannedCall
from tests.builders import SALE_ID, a_sale_ref

HEADER: Sent = ("POST", "sale", {"CustomerReference": "PO-77"})
OTHER_HEADER: Sent = ("POST", "sale", {"CustomerReference": "PO-78"})
MENDED: Sent = ("PUT", "sale", {"ID": SALE_ID, "CustomerReference": "PO-78"})
LINES: Sent = ("POST", "sale/order", {"SaleID": SALE_ID, "Total": 3.5})
OTHER_LINES: Sent = ("POST", "sale/order", {"SaleID": SALE_ID, "Total": 7})
LOOK: Sent = ("GET", "sale?ID=1", None)
VOID: Sent = ("DELETE", "sale?ID=2", None)

PLANNED = (
    PlannedCall(method="POST", path="sale", body={"CustomerReference": "PO-77"}, fields={}),
    PlannedCall(method="POST", path="sale/order", body={"SaleID": FIRST_REPLY, "Total": 3.5}, fields={}),
)
AS_PLANNED = calls_hash((call.method, call.path, call.body) for call in PLANNED)


def sent(*calls: Sent) -> str:
    return hash_of_sent(PLANNED, calls, a_sale_ref())


def test_what_left_as_it_was_planned_has_the_hash_of_the_plan() -> None:
    assert sent(HEADER, LINES) == AS_PLANNED


def test_reading_and_voiding_make_no_sale() -> None:
    assert sent(LOOK, HEADER, LOOK, VOID, LINES, LOOK) == AS_PLANNED


def test_what_was_repeated_counts_once_and_the_last_counts() -> None:
    assert sent(HEADER, LINES, LINES) == AS_PLANNED
    assert sent(HEADER, OTHER_LINES, LINES) == AS_PLANNED
    assert sent(HEADER, LINES, OTHER_LINES) not in (AS_PLANNED, "")


def test_what_came_before_the_last_header_made_nothing() -> None:
    assert sent(OTHER_HEADER, OTHER_LINES, HEADER, LINES) == AS_PLANNED


def test_a_sale_that_was_mended_never_passes_for_the_planned_one() -> None:
    assert sent(HEADER, MENDED, LINES) not in (AS_PLANNED, "")
    assert sent(HEADER, LINES, MENDED, LINES) not in (AS_PLANNED, "")


def test_what_was_not_seen_has_no_hash() -> None:
    for calls in ((), (HEADER,), (LINES,), (MENDED, LINES), (HEADER, MENDED)):
        assert sent(*calls) == "", calls


def test_a_system_that_needs_one_call_is_served_as_well() -> None:
    one = PLANNED[:1]
    assert hash_of_sent(one, [HEADER, LOOK], a_sale_ref()) == calls_hash([HEADER])  # type: ignore[list-item]  # its body is a mapping


def test_the_name_of_a_sale_is_put_back_wherever_it_stands() -> None:
    other = ("POST", "sale/order", {"SaleID": "another", "Total": 3.5})
    assert sent(HEADER, other) not in (AS_PLANNED, "")
