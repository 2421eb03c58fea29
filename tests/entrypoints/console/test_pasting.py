"""An order that nobody approved: shown as it would be sent, or with everything that is wrong with it."""

import html
import json
import re

from tests.builders import a_buyer, an_approved_order, an_order_line
from tests.entrypoints.console.visitors import SUPPLIER, Visitor, said
from tests.entrypoints.http.callers import an_order
from tests.house import House


def text_of(page: str) -> str:
    """Answer what stands in the page's field for the order."""
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert found
    return html.unescape(found.group(1))


def test_both_calls_are_shown_field_by_field_and_nothing_is_sent_or_kept(office: Visitor, house: House) -> None:
    calls = house.calls
    page = office.post("/preview", {"order": json.dumps(an_order("UP-77", reference="PO-9"))})
    assert page.status_code == 200
    told = said(page)
    for each in ("CustomerReference PO-9 R27", "Line 1 · Price 16.2", "Fingerprint"):
        assert each in told
    assert 'manual/rules#R27"' in page.text
    assert house.calls == calls
    with house.use_cases.work() as store:
        assert sum(store.orders.counts(SUPPLIER).values()) == 0


def test_what_would_keep_it_back_is_told_with_its_remedy(office: Visitor) -> None:
    lines = [{"sku": "NW-999", "quantity": "1", "unit_price": "5"}]
    told = said(
        office.post("/preview", {"order": json.dumps(an_order(customer={"name": "Nobody & Sons"}, lines=lines))})
    )
    for each in ("Nothing would be sent", "NW-999", "What to do:", "Choose an existing customer for “Nobody & Sons”"):
        assert each in told


def test_mistakes_in_the_text_are_named_by_line_and_column_and_the_text_stays(office: Visitor) -> None:
    text = '{\n  "number": "UP-1",\n  "colour": "<red>"\n}'
    page = office.post("/preview", {"order": text})
    assert page.status_code == 422
    assert "5 things are wrong with this text" in said(page)
    assert "Line 3, column 13: “colour” is not known here." in said(page)
    assert text_of(page.text) == text


def test_a_slip_of_the_pen_is_named_too(office: Visitor) -> None:
    page = office.post("/preview", {"order": '{\r\n "number" "UP-1"}'})
    assert page.status_code == 422
    assert "One thing is wrong with this text Line 2, column 11:" in said(page)


def test_a_stored_order_may_be_taken_and_changed(office: Visitor, house: House) -> None:
    house.approve(
        an_approved_order(number="UP-2", customer=a_buyer("Harbour Café"), lines=[an_order_line(sku="NW-999")])
    )
    taken = text_of(office.get("/preview?order=UP-2").text)
    assert "NW-999" in taken
    changed = said(office.post("/preview", {"order": taken.replace("NW-999", "NW-001")}))
    assert "Order UP-2 as it was pasted" in changed
    assert "Chai" in changed


def test_an_order_that_is_not_there_is_said_to_be_none(office: Visitor) -> None:
    page = office.get("/preview?order=none")
    assert page.status_code == 404
    assert "has no order none" in said(page)


def test_before_the_supplier_is_connected_it_says_so(new_office: Visitor) -> None:
    told = said(new_office.post("/preview", {"order": json.dumps(an_order())}))
    assert "Nothing would be sent" in told
