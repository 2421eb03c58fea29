from tests.adapters.fake_cin7.company import Company
from tests.adapters.fake_cin7.tasks import SHIP, box, packed, task_of


def test_shipping_some_boxes_is_partial_until_tracking_is_added_for_the_rest() -> None:
    company = Company()
    sale_id = packed(company)
    shown = company.post(
        SHIP, {"TaskID": sale_id, "Status": "AUTHORISED", "Lines": [box("Box 1", TrackingNumber="T1")]}
    )
    assert shown["Status"] == "PARTIALLY AUTHORISED"
    sale = company.sale(sale_id)
    assert (sale["CombinedShippingStatus"], sale["FulFilmentStatus"]) == ("PARTIALLY SHIPPED", "PARTIALLY FULFILLED")
    again = {"TaskID": sale_id, "Status": "AUTHORISED", "Lines": [box("Box 2", TrackingNumber="T2")]}
    assert company.refusal("POST", SHIP, again) == ["Ship cannot be saved in status PARTIALLY AUTHORISED"]
    assert company.put(SHIP, {**again, "AddTrackingNumbers": True})["Status"] == "AUTHORISED"
    sale = company.sale(sale_id)
    assert (sale["CombinedShippingStatus"], sale["CombinedTrackingNumbers"]) == ("SHIPPED", "T1, T2")
    assert sale["Status"] == "SHIPPING"


def test_a_shipment_turns_authorised_once_all_boxes_are_gone() -> None:
    company = Company()
    sale_id = packed(company)
    lines = [box("Box 1"), box("Box 2", IsShipped=False)]
    assert (
        company.post(SHIP, {"TaskID": sale_id, "Status": "DRAFT", "Lines": [box("Box 1", IsShipped=False)]})["Status"]
        == "DRAFT"
    )
    assert "Missing: Box 2" in company.refusal("PUT", SHIP, {"TaskID": sale_id, "Lines": lines[:1]})[0]
    assert company.put(SHIP, {"TaskID": sale_id, "Lines": lines})["Status"] == "PARTIALLY AUTHORISED"


def test_tracking_may_change_after_authorisation_and_nothing_else() -> None:
    company = Company()
    sale_id = packed(company)
    company.post(SHIP, {"TaskID": sale_id, "Status": "AUTHORISED", "Lines": [box("Box 1, Box 2", TrackingURL="x")]})
    parcel = company.get(SHIP, TaskID=sale_id)["Lines"][0]
    assert (parcel["Boxes"], parcel["TrackingURL"], parcel["ShipmentDate"]) == (
        "Box 1, Box 2",
        "",
        "2026-05-04T00:00:00",
    )
    change = {"TaskID": sale_id, "Lines": [{"ID": parcel["ID"], "TrackingNumber": "T9", "Carrier": "DHL"}]}
    assert company.refusal("PUT", SHIP, change) == ["Ship cannot be saved in status AUTHORISED"]
    shown = company.put(SHIP, {**change, "AddTrackingNumbers": "true"})["Lines"]
    assert [(row["TrackingNumber"], row["Carrier"], row["IsShipped"]) for row in shown] == [("T9", "DHL", True)]


def test_an_unknown_box_is_refused_and_boxes_are_read_under_both_names() -> None:
    company = Company()
    sale_id = packed(company)
    assert company.refusal("POST", SHIP, {"TaskID": sale_id, "Lines": [box("Crate")]}) == [
        "Box 'Crate' was not found in Packing"
    ]
    shown = company.post(SHIP, {"TaskID": sale_id, "Status": "AUTHORISED", "Lines": [{"Boxes": "Box 1,Box 2"}]})
    assert shown["Status"] == "AUTHORISED"


def test_a_strict_shipment_line_needs_its_box_and_date() -> None:
    company = Company()
    company.turn(ship_line_fields="strict")
    body = {"TaskID": packed(company), "Lines": [{"Boxes": "Box 1"}]}
    assert company.refusal("POST", SHIP, body) == ["'Box' is required for 'Lines' line"]


def test_the_date_a_shipment_requires_overrides_the_sales() -> None:
    company = Company()
    sale_id = packed(company, SaleType="Advanced", ShipBy="2026-01-01")
    body = {
        "TaskID": task_of(company, sale_id),
        "RequireBy": "2026-02-02",
        "ShippingNotes": "ring",
        "Lines": [box("Box 1")],
    }
    assert company.post(SHIP, body)["RequireBy"] == "2026-02-02T00:00:00"
    assert company.sale(sale_id)["ShipBy"] == "2026-02-02T00:00:00"
