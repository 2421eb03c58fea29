"""What public clients do with sales and shipments, kept as habits; the fake answers as the reference says.

Source: ref §1.7 (dates and numbers), §1.8, §6 (sales) and §7 (fulfilment).
"""

from typing import Any

import pytest

from tests.adapters.fake_cin7.documented import shop
from tests.adapters.fake_cin7.documented.caller import Caller


@pytest.fixture
def caller() -> Caller:
    return shop.opened()


def ordered(caller: Caller, body: dict[str, Any], **fields: Any) -> dict[str, Any]:
    sale = caller.must("POST", "sale", shop.header(**fields))
    answer: dict[str, Any] = caller.must("POST", "sale/order", {"SaleID": sale["ID"]} | body)
    return answer


@pytest.mark.parametrize("form", ["2026-05-08", "2026/05/08", "2026-05-08T00:00:00", "2026-05-08T00:00:00.000Z"])
def test_a_day_may_be_written_in_three_forms_and_reads_back_in_one(caller: Caller, form: str) -> None:
    sale = caller.must("POST", "sale", shop.header(ShipBy=form, SaleOrderDate=form))
    assert (sale["ShipBy"], sale["SaleOrderDate"]) == ("2026-05-08T00:00:00", "2026-05-08T00:00:00")


@pytest.mark.parametrize(("written", "read"), [("false", "Exclusive"), ("true", "Inclusive"), (True, "Inclusive")])
def test_booleans_may_be_strings(caller: Caller, written: Any, read: str) -> None:
    sale = caller.must("POST", "sale", shop.header(TaxInclusive=written, SkipQuote="true", CurrencyRate="1"))
    assert (sale["TaxCalculation"], sale["SkipQuote"], sale["CurrencyRate"]) == (read, True, 1)


def test_numbers_may_be_strings(caller: Caller) -> None:
    row = {"SKU": "MUG-BLUE", "Quantity": "2", "Price": "12.5000", "Discount": "10", "Tax": "2.25"}
    order = ordered(caller, {"Status": "DRAFT", "Lines": [row | {"TaxRule": shop.TAX_RULE}]})
    line = order["Lines"][0]
    assert (line["Quantity"], line["Price"], line["Discount"], line["Tax"]) == (2, 12.5, 10, 2.25)
    assert (line["Total"], order["Total"]) == (22.5, 24.75)


def test_a_line_needs_only_a_sku(caller: Caller) -> None:
    line = ordered(caller, {"Status": "DRAFT", "Lines": [shop.line()]})["Lines"][0]
    known = caller.get("product?sku=MUG-BLUE")["Products"][0]
    assert (line["ProductID"], line["Name"]) == (known["ID"], known["Name"])


def test_an_order_without_status_is_a_draft_and_without_memo_has_none(caller: Caller) -> None:
    order = ordered(caller, {"Lines": [shop.line()]})
    assert (order["Status"], order["Memo"]) == ("DRAFT", "")


def test_fields_of_the_first_version_are_ignored(caller: Caller) -> None:
    old: dict[str, Any] = {
        "Lines": [shop.line()],
        "OrderStatus": "AUTHORISED",
        "InvoiceStatus": "NOTAUTHORISED",
        "Status": "ORDERED",
    }
    old |= {"SaleAccount": "200", "OrderDate": "2020-01-01", "Order": {"Lines": [shop.line()], "Status": "AUTHORISED"}}
    sale = caller.must("POST", "sale", shop.header(**old))
    assert (sale["Order"]["Lines"], sale["Order"]["Status"], sale["Status"]) == ([], "NOT AVAILABLE", "ESTIMATED")
    assert sale["SaleOrderDate"] != "2020-01-01T00:00:00"
    assert sale["Order"]["SaleOrderNumber"]


def test_the_location_is_asked_for_unless_a_tenant_has_a_default() -> None:
    bare = {"Customer": shop.CUSTOMER, "SkipQuote": True}
    refused = shop.opened().call("POST", "sale", bare)
    assert (refused.status, "Location" in refused.errors[0]["Exception"]) == (400, True)
    made = shop.opened(missing_location="default").must("POST", "sale", bare)
    assert made["Location"] == shop.LOCATION


def test_a_header_omitting_what_the_customer_has_takes_it_from_the_customer(caller: Caller) -> None:
    sale = caller.must("POST", "sale", shop.header())
    assert (sale["TaxRule"], sale["PriceTier"], sale["Terms"]) == (shop.TAX_RULE, "Wholesale", "30 days")
    assert (sale["Contact"], sale["Email"]) == ("Ana of Sparrow Cafe", "ana@sparrow.example")


def test_a_put_on_an_order_is_not_supported_or_works_as_a_post() -> None:
    caller = shop.opened()
    sale = caller.must("POST", "sale", shop.header())
    body = {"SaleID": sale["ID"], "Lines": [shop.line()]}
    assert caller.call("PUT", "sale/order", body).status == 405
    lenient = shop.opened(put_order="same_as_post")
    sale = lenient.must("POST", "sale", shop.header())
    assert lenient.must("PUT", "sale/order", body | {"SaleID": sale["ID"]})["Status"] == "DRAFT"


def test_one_product_twice_in_an_order_is_refused(caller: Caller) -> None:
    sale = caller.must("POST", "sale", shop.header())
    body = {"SaleID": sale["ID"], "Status": "DRAFT", "Lines": [shop.line(), shop.line()]}
    refused = caller.call("POST", "sale/order", body)
    assert (refused.status, refused.errors[0]["ErrorCode"]) == (400, 400)
    assert caller.get("sale", ID=sale["ID"])["Order"]["Lines"] == []


def test_a_wrong_line_total_is_corrected_in_silence(caller: Caller) -> None:
    order = ordered(caller, {"Status": "DRAFT", "Lines": [shop.line(Total=999)]})
    assert (order["Lines"][0]["Total"], order["TotalBeforeTax"], order["Total"]) == (25, 25, 27.5)


def test_an_authorised_order_is_edited_by_undoing_it_first(caller: Caller) -> None:
    sale = shop.authorised_sale(caller)
    body = {"SaleID": sale["ID"], "Memo": "", "Status": "AUTHORISED", "Lines": [shop.line(quantity=3)]}
    assert caller.call("POST", "sale/order", body).status == 400
    undone = caller.must("DELETE", f"sale?id={sale['ID']}&void=false")
    assert (undone["Order"]["Status"], undone["Order"]["Lines"][0]["Quantity"]) == ("DRAFT", 2)
    assert caller.must("POST", "sale/order", body)["Lines"][0]["Quantity"] == 3


def test_a_shortage_is_no_error_and_nothing_is_picked_by_itself(caller: Caller) -> None:
    sale = shop.authorised_sale(caller, shop.line("PLATE", 5), mode="AUTOPICKPACKSHIP")
    assert (sale["Status"], sale["Order"]["Lines"][0]["BackorderQuantity"]) == ("BACKORDERED", 2)
    assert sale["CombinedPickingStatus"] != "PICKED"


def test_an_advanced_sale_ignores_the_picking_mode(caller: Caller) -> None:
    sale = shop.authorised_sale(caller, mode="AUTOPICKPACKSHIP", SaleType="Advanced")
    assert (sale["Type"], sale["Status"]) == ("Advanced Sale", "ORDERED")
    assert sale["CombinedPickingStatus"] != "PICKED"


@pytest.mark.parametrize("name", ["Box", "Boxes"])
def test_a_shipment_names_its_boxes_in_either_way(caller: Caller, name: str) -> None:
    sale = shop.authorised_sale(caller, mode="AUTOPICKPACK")
    box = sale["Fulfilments"][0]["Pack"]["Lines"][0]["Box"]
    row = {name: box, "Carrier": "AusPost", "TrackingNumber": "AP1", "TrackingURL": "https://evil.example"}
    body = {"TaskID": sale["ID"], "Status": "AUTHORISED", "Lines": [row | {"IsShipped": True}]}
    shipped = caller.must("POST", "sale/fulfilment/ship", body)["Lines"][0]
    assert (shipped["Boxes"], shipped["TrackingNumber"]) == (box, "AP1")
    assert shipped["TrackingURL"] != "https://evil.example"
    assert shipped["ShipmentDate"]


def test_a_simple_sale_is_its_own_fulfilment_task(caller: Caller) -> None:
    sale = shop.authorised_sale(caller)
    assert [task["TaskID"] for task in sale["Fulfilments"]] == [sale["ID"]]
    assert caller.get(f"sale/fulfilment/pick?taskid={sale['ID']}")["TaskID"] == sale["ID"]
    picked = caller.must("POST", "sale/fulfilment/pick", {"TaskID": sale["ID"], "AutoPickMode": "AUTOPICK"})
    assert picked["Status"] == "AUTHORISED"


def test_deleting_an_authorised_fulfilment_says_yes_and_does_nothing(caller: Caller) -> None:
    sale = shop.authorised_sale(caller)
    caller.must("POST", "sale/fulfilment/pick", {"TaskID": sale["ID"], "AutoPickMode": "AUTOPICK"})
    advanced = caller.must("POST", "sale/fulfilment", {"SaleID": sale["ID"]})
    assert caller.call("DELETE", f"sale/fulfilment?TaskID={sale['ID']}&Void=true").status == 200
    assert caller.get(f"sale/fulfilment?SaleID={sale['ID']}") == advanced


def test_a_strange_shipping_address_becomes_one_of_the_customers(caller: Caller) -> None:
    strange = shop.ADDRESS | {"Line1": "9 Back Lane"}
    caller.must("POST", "sale", shop.header(ShippingAddress=strange | {"ShipToOther": True}))
    assert "9 Back Lane" not in lines_of_customer(caller)
    caller.must("POST", "sale", shop.header(ShippingAddress=strange | {"ShipToOther": False}))
    assert "9 Back Lane" in lines_of_customer(caller)


def lines_of_customer(caller: Caller) -> list[str]:
    return [row["Line1"] for row in caller.get("customer?name=Sparrow")["CustomerList"][0]["Addresses"]]


def test_a_sale_is_found_by_reference_in_search_and_by_its_external_id(caller: Caller) -> None:
    sale = shop.authorised_sale(caller, CustomerReference="PO-77", ExternalID="shop:10045")
    shop.authorised_sale(caller, CustomerReference="PO-78", ExternalID="shop:10046")
    for query in ("search=o-77", "ExternalID=shop:10045", f"Search={sale['Order']['SaleOrderNumber']}"):
        assert [row["SaleID"] for row in caller.get(f"saleList?{query}")["SaleList"]] == [sale["ID"]], query
    assert caller.get("saleList?ExternalID=shop:1004")["Total"] == 0


def test_two_sales_may_carry_one_external_id(caller: Caller) -> None:
    for _ in range(2):
        caller.must("POST", "sale", shop.header(ExternalID="twice"))
    assert caller.get("saleList?externalid=twice")["Total"] == 2
