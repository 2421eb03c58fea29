import pytest

from tests.adapters.fake_cin7.company import Company, Json, line
from tests.adapters.fake_cin7.tasks import PACK, PICK, SHIP, box, goods, packed, picked, task_of


def test_a_simple_sale_has_one_task_under_its_own_id_once_authorised() -> None:
    company = Company()
    sale_id = company.sold()
    shown = company.get("sale/fulfilment", SaleID=sale_id)
    assert [(task["TaskID"], task["FulfillmentNumber"]) for task in shown["Fulfilments"]] == [(sale_id, 1)]
    assert shown["Fulfilments"][0]["FulFilmentStatus"] == "NOT FULFILLED"


def test_an_advanced_sale_gets_tasks_of_their_own_id() -> None:
    company = Company()
    sale_id = company.sold(header={"SaleType": "Advanced"})
    assert company.sale(sale_id)["Fulfilments"] == []
    company.post("sale/fulfilment", {"SaleID": sale_id})
    assert task_of(company, sale_id) != sale_id


def test_a_second_task_turns_a_simple_sale_advanced() -> None:
    company = Company()
    sale_id = company.sold(line("JUG", 5))
    body = {"SaleID": sale_id}
    assert "not AUTHORISED" in company.refusal("POST", "sale/fulfilment", body)[0]
    company.post(PICK, {"TaskID": sale_id, "AutoPickMode": "AUTOPICK"})
    tasks = company.post("sale/fulfilment", body)["Fulfilments"]
    assert [task["FulfillmentNumber"] for task in tasks] == [1, 2]
    assert company.sale(sale_id)["Type"] == "Advanced Sale"
    assert company.sale(sale_id)["Status"] == "BACKORDERED"


def test_a_task_needs_an_authorised_order() -> None:
    company = Company()
    refused = company.refusal("POST", "sale/fulfilment", {"SaleID": company.header()["ID"]})
    assert refused == ["Fulfilment cannot be created when Sale Order status is NOT AVAILABLE"]


def test_automatic_picking_takes_what_is_promised() -> None:
    company = Company()
    sale_id = company.sold(line("MUG", 4), line("JUG", 5))
    shown = company.post(PICK, {"TaskID": sale_id, "AutoPickMode": "AUTOPICK"})
    assert shown["Status"] == "AUTHORISED"
    assert {row["SKU"]: row["Quantity"] for row in shown["Lines"]} == {"MUG": 4, "JUG": 3}
    assert company.sale(sale_id)["CombinedPickingStatus"] == "PARTIALLY PICKED"
    assert company.level("MUG") == {**company.level("MUG"), "OnHand": 6, "Allocated": 0}


def test_stock_may_leave_with_the_shipment_instead() -> None:
    company = Company()
    company.turn(stock_leaves_on="ship")
    sale_id = packed(company)
    assert company.level("MUG")["OnHand"] == 10
    company.post(SHIP, {"TaskID": sale_id, "Status": "AUTHORISED", "Lines": [box("Box 1, Box 2")]})
    assert company.level("MUG") == {**company.level("MUG"), "OnHand": 6, "Allocated": 0}


def test_a_drafted_pick_moves_nothing_and_may_be_put_again() -> None:
    company = Company()
    sale_id = company.sold()
    company.post(PICK, {"TaskID": sale_id, "Status": "DRAFT", "Lines": [goods(quantity=1)]})
    assert (company.sale(sale_id)["Status"], company.level("MUG")["OnHand"]) == ("PICKING", 10)
    assert (
        company.put(PICK, {"TaskID": sale_id, "Status": "AUTHORISED", "Lines": [goods()]})["Lines"][0]["Quantity"] == 2
    )
    assert company.sale(sale_id)["Status"] == "PICKED"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([goods(quantity=3)], "Picked quantity for product (SKU: MUG) exceeds ordered quantity"),
        ([goods("JUG")], "Product (SKU: JUG) was not found in Sale Order"),
        ([{"SKU": "MUG", "Quantity": 1}], "'Location' is required for 'Lines' line"),
        ([goods(Location="Moon")], "Location 'Moon' was not found in Locations reference book"),
        ([goods(Location="Second")], "Available quantity for product (SKU: MUG) is 0.0000000000, cannot pick 2"),
        ([goods(quantity=0)], "'Quantity' is required for 'Lines' line"),
        ([], "Lines is invalid"),
    ],
)
def test_a_pick_that_cannot_be_is_refused(lines: list[Json], text: str) -> None:
    company = Company()
    body = {"TaskID": company.sold(), "Status": "AUTHORISED", "Lines": lines}
    assert company.refusal("POST", PICK, body) == [text]


def test_more_than_the_stock_may_be_picked_by_switch() -> None:
    company = Company()
    company.turn(pick_beyond_stock="accept")
    company.post(PICK, {"TaskID": company.sold(), "Status": "AUTHORISED", "Lines": [goods(Location="Second")]})
    assert company.level("MUG", "Second")["OnHand"] == -2
    assert company.level("MUG")["Allocated"] == 0


def test_stages_must_follow_each_other() -> None:
    company = Company()
    sale_id = company.sold()
    body = {"TaskID": sale_id, "Status": "AUTHORISED", "Lines": [goods()]}
    assert company.refusal("POST", PACK, body) == ["Pack cannot be saved when Pick status is NOT AVAILABLE"]
    assert company.refusal("POST", SHIP, {**body, "Lines": [box("Box 1")]}) == [
        "Ship cannot be saved when Pack status is NOT AVAILABLE"
    ]
    company.post(PICK, body)
    assert "Pick cannot be saved in status AUTHORISED" in company.refusal("POST", PICK, body)[0]
    company.post(PACK, body)
    assert "Pack cannot be saved in status AUTHORISED" in company.refusal("PUT", PACK, body)[0]


def test_posting_a_pack_adds_and_putting_it_replaces() -> None:
    company = Company()
    sale_id = picked(company, line("MUG", 4))
    body = {"TaskID": sale_id, "Status": "DRAFT"}
    company.post(PACK, {**body, "Lines": [goods(quantity=1, Box="A")]})
    assert company.sale(sale_id)["Status"] == "PACKING"
    assert len(company.post(PACK, {**body, "Lines": [goods(quantity=3, Box="B")]})["Lines"]) == 2
    assert "exceeds picked" in company.refusal("POST", PACK, {**body, "Lines": [goods(quantity=1)]})[0]
    shown = company.put(PACK, {**body, "Lines": [goods(quantity=4)]})
    assert [(row["Box"], row["Quantity"]) for row in shown["Lines"]] == [("Box 1", 4)]


@pytest.mark.parametrize("path", [PICK, PACK])
def test_put_on_pick_and_pack_may_be_405(path: str) -> None:
    company = Company()
    company.turn(put_pick_pack="405")
    assert company.call("PUT", path, {"TaskID": company.sold()}).status_code == 405


def test_deleting_an_authorised_fulfilment_answers_200_and_does_nothing() -> None:
    company = Company()
    sale_id = packed(company, SaleType="Advanced")
    task = task_of(company, sale_id)
    assert company.delete("sale/fulfilment", TaskID=task, Void=True)["Fulfilments"][0]["Pick"]["Status"] == "AUTHORISED"
    company.turn(delete_authorised_fulfilment="undo")
    shown = company.delete("sale/fulfilment", TaskID=task)["Fulfilments"][0]
    assert (shown["Pick"]["Status"], shown["Pack"]["Status"]) == ("DRAFT", "NOT AVAILABLE")
    assert company.level("MUG") == {**company.level("MUG"), "OnHand": 10, "Allocated": 4}
    shown = company.delete("sale/fulfilment", TaskID=task, Void="true")["Fulfilments"][0]
    assert (shown["Pick"]["Status"], shown["FulFilmentStatus"], shown["Pick"]["Lines"]) == ("VOIDED", "VOIDED", [])


def test_a_simple_sale_s_fulfilment_cannot_be_deleted() -> None:
    company = Company()
    refused = company.refusal("DELETE", "sale/fulfilment", TaskID=company.sold())
    assert refused == ["Fulfilment can be undone or voided only for Advanced Sale"]


def test_an_unknown_task_is_refused() -> None:
    company = Company()
    assert "not found" in company.refusal("GET", PICK, TaskID=company.account.id)[0]
    assert company.refusal("POST", PICK, {}) == ["Required attribute TaskID is not provided."]


def test_the_pick_shown_alone_has_two_keys_more() -> None:
    company = Company()
    sale_id = packed(company)
    assert company.get(PICK, TaskID=sale_id)["Lines"][0]["NonInventory"] is False
    assert company.get(PACK, TaskID=sale_id)["Lines"][0]["WarrantyRegistrationNumber"] is None
