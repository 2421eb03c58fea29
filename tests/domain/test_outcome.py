from decimal import Decimal

import pytest

from domain.outcome import outcome_notes
from domain.sale_options import CreationMode
from domain.totals import Totals
from tests.builders import a_remote_line, a_remote_sale, a_sale

SAME = Totals(order=Decimal("184.80"), remote=Decimal("184.80"))


def test_a_sale_that_went_as_asked_needs_no_words() -> None:
    sale = a_sale(creation_mode=CreationMode.AUTO_PICK)
    assert outcome_notes(sale, a_remote_sale(sale), SAME) == ()


def test_what_is_on_backorder_is_said() -> None:
    remote = a_remote_sale(lines=[a_remote_line(backordered="4.0")])
    assert outcome_notes(a_sale(), remote, SAME) == ("4 of 12 × NW-001 are on backorder in Cin7",)


def test_a_mode_that_backorder_kept_from_being_applied_is_said() -> None:
    sale = a_sale(creation_mode=CreationMode.AUTO_PICK_PACK_SHIP)
    notes = outcome_notes(sale, a_remote_sale(sale, lines=[a_remote_line(backordered=1)]), SAME)
    assert notes[1] == "Auto Pick + Pack + Ship was not applied by Cin7, because something is on backorder"


@pytest.mark.parametrize(
    "cause", ["discount", "line_total", "line_added", "line_missing", "charge", "rounding", "tax_rule"]
)
def test_a_total_that_differs_is_said_with_its_cause(cause: str) -> None:
    totals = Totals(order=Decimal("10.00"), remote=Decimal("10.01"), cause=cause)
    (note,) = outcome_notes(a_sale(), a_remote_sale(), totals)
    assert note.startswith("The total in Cin7 is 10.01, the order's is 10.00: Cin7 ")
