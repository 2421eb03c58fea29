from datetime import UTC, datetime

import pytest

from tests.adapters.fake_cin7.company import CAFE, Company, line


def test_a_sale_goes_all_the_way_by_hand() -> None:
    company = Company()
    sale_id = company.sold(line("MUG", 4))
    seen = [company.work(sale_id, step)["Status"] for step in ("pick", "pack")]
    sale = company.work(sale_id, "ship", tracking_number="T1", tracking_url="https://t/1", carrier="DHL")
    assert [*seen, sale["Status"]] == ["PICKED", "PACKED", "SHIPPING"]
    parcel = sale["Fulfilments"][0]["Ship"]["Lines"][0]
    assert (parcel["TrackingNumber"], parcel["TrackingURL"], parcel["Carrier"]) == ("T1", "https://t/1", "DHL")
    assert (parcel["Boxes"], parcel["IsShipped"], parcel["ShipmentDate"][10:]) == ("Box 1", True, "T00:00:00")
    assert [company.work(sale_id, step)["Status"] for step in ("invoice", "pay")] == ["INVOICED", "COMPLETED"]


def test_a_sale_is_named_by_id_number_or_external_id() -> None:
    company = Company()
    company.header(ExternalID="shop:1")
    for name in ("SO-00001", "shop:1"):
        assert company.control("POST", f"sales/{name}/undo")["ExternalID"] == "shop:1"
    assert "There is no sale 'SO-9'" in company.control("POST", "sales/SO-9/pick", {}, 404)["error"]


def test_a_part_of_the_lines_is_picked_and_the_rest_needs_a_second_task() -> None:
    company = Company()
    sale_id = company.sold(line("MUG", 4), line("FREIGHT", 1))
    sale = company.work(sale_id, "pick", lines=[{"SKU": "mug", "quantity": 1}])
    assert sale["CombinedPickingStatus"] == "PARTIALLY PICKED"
    company.work(sale_id, "pack", "ship")
    assert company.sale(sale_id)["CombinedShippingStatus"] == "PARTIALLY SHIPPED"
    sale = company.work(sale_id, "pick", "pack", "ship")
    assert (sale["Type"], len(sale["Fulfilments"]), sale["CombinedShippingStatus"]) == ("Advanced Sale", 2, "SHIPPED")
    assert "everything is picked" in company.control("POST", f"sales/{sale_id}/pick", {}, 400)["error"]


def test_partial_takes_about_half_at_each_stage() -> None:
    company = Company()
    sale_id = company.sold(line("MUG", 5))
    assert company.work(sale_id, "pick", partial=True)["Fulfilments"][0]["Pick"]["Lines"][0]["Quantity"] == 2
    company.work(sale_id, "pack")
    sale = company.work(sale_id, "ship", partial=True, tracking_number="T1")
    task = sale["Fulfilments"][0]
    assert [(row["Box"], row["Quantity"]) for row in task["Pack"]["Lines"]] == [("Box 1", 1), ("Box 2", 1)]
    assert (task["Ship"]["Status"], task["Ship"]["Lines"][0]["Boxes"]) == ("PARTIALLY AUTHORISED", "Box 1")
    task = company.work(sale_id, "ship", tracking_number="T2")["Fulfilments"][0]
    assert (task["Ship"]["Status"], [row["Boxes"] for row in task["Ship"]["Lines"]]) == (
        "AUTHORISED",
        ["Box 1", "Box 2"],
    )


def test_lines_say_what_goes_into_which_box_and_which_box_leaves() -> None:
    company = Company()
    sale_id = company.sold(line("MUG", 4), line("JUG", 2))
    company.work(sale_id, "pick")
    boxes = [{"sku": "MUG", "quantity": 4, "box": "A"}, {"sku": "JUG", "quantity": 2, "box": "B"}]
    company.work(sale_id, "pack", lines=boxes)
    sale = company.work(sale_id, "ship", lines=[{"box": "B", "tracking_number": "TB"}])
    assert sale["CombinedShippingStatus"] == "PARTIALLY SHIPPED"
    sale = company.work(sale_id, "ship", lines=[{"box": "A", "tracking_number": "TA"}])
    assert (sale["CombinedTrackingNumbers"], sale["FulFilmentStatus"]) == ("TB, TA", "FULFILLED")


def test_several_boxes_leave_by_halves() -> None:
    company = Company()
    sale_id = company.sold(line("MUG", 4), line("JUG", 2))
    company.work(sale_id, "pick", "pack")
    sale = company.work(sale_id, "ship", partial="true")
    assert {row["SKU"]: row["Box"] for row in sale["Fulfilments"][0]["Pack"]["Lines"]} == {
        "MUG": "Box 1",
        "JUG": "Box 2",
    }
    assert sale["CombinedShippingStatus"] == "PARTIALLY SHIPPED"


def test_a_shipped_sale_only_gets_new_tracking() -> None:
    company = Company()
    sale_id = company.sold(AutoPickPackShipMode="AUTOPICKPACKSHIP")
    assert company.work(sale_id, "ship", tracking_number="T9")["CombinedTrackingNumbers"] == "T9"
    assert "ready to be shipped" in company.control("POST", f"sales/{sale_id}/ship", {}, 400)["error"]


@pytest.mark.parametrize(
    ("before", "action", "body", "text"),
    [
        ("header", "pick", {}, "cannot pick now: its order is NOT AVAILABLE"),
        ("header", "invoice", {}, "cannot invoice now: its order is NOT AVAILABLE"),
        ("order", "pack", {}, "cannot pack now: no task of it is ready to be packed"),
        ("order", "ship", {}, "cannot ship now: no task of it is ready to be shipped"),
        ("order", "pay", {}, "cannot pay now: it has no invoice to be paid"),
        ("order", "fly", {}, "There is no action 'fly'; there are pick, pack, ship"),
        ("order", "pick", {"colour": 1}, "'colour' means nothing here"),
        ("order", "pick", {"lines": [{"sku": "JUG", "quantity": 1}]}, "'lines' has"),
        ("order", "pick", {"lines": "MUG"}, "'lines' must be a list of objects"),
        ("void", "pick", {}, "cannot pick now: it is void"),
    ],
)
def test_a_step_that_cannot_be_done_says_why(before: str, action: str, body: dict[str, object], text: str) -> None:
    company = Company()
    sale_id = company.header()["ID"] if before == "header" else company.sold()
    if before == "void":
        company.work(sale_id, "void")
    status = 404 if text.startswith("There is no") else 400
    assert text in company.control("POST", f"sales/{sale_id}/{action}", body, status)["error"]


def test_nothing_promised_cannot_be_picked() -> None:
    company = Company()
    company.control("POST", "stock", {"SKU": "JUG", "Location": "Main", "OnHand": 0})
    sale_id = company.sold(line("JUG", 1))
    assert "no stock is promised" in company.control("POST", f"sales/{sale_id}/pick", {}, 400)["error"]


def test_stock_that_arrives_may_serve_the_backorders() -> None:
    company = Company()
    company.turn(backorder_on_new_stock="allocate")
    sale_id = company.sold(line("JUG", 5))
    assert company.sale(sale_id)["Status"] == "BACKORDERED"
    company.control("POST", "stock", {"SKU": "JUG", "Location": "Main", "OnHand": 9})
    assert company.sale(sale_id)["Status"] == "ORDERED"
    assert company.level("JUG")["Allocated"] == 5


def test_edits_add_what_is_not_there_and_move_the_time_of_what_is() -> None:
    company = Company()
    company.universe.clock.stand_still(datetime(2026, 5, 4, 12, 0, tzinfo=UTC))
    row = company.control("POST", "products", {"SKU": "BOWL", "Name": "Bowl", "Category": "New"})
    assert row["ID"]
    assert company.get("ref/category", Name="New")["Total"] == 1
    changed = company.control("POST", "products", {"SKU": "mug", "PriceTiers": {"Retail": 13}})
    assert (changed["SKU"], changed["PriceTier1"], changed["LastModifiedOn"] >= row["LastModifiedOn"]) == (
        "MUG",
        13,
        True,
    )
    customer = company.control(
        "POST", "customers", {"Name": "sparrow cafe", "ProductPrices": [{"ProductSKU": "JUG", "Price": 1}]}
    )
    assert (customer["Name"], [entry["ProductSKU"] for entry in customer["ProductPrices"]]) == ("Sparrow Cafe", ["JUG"])
    assert company.control("POST", "customers", {"Name": "New one", "Carrier": "Owl"})["PriceTier"] == "Retail"
    level = company.control(
        "POST", "stock", {"SKU": "MUG", "Location": "Second", "OnHand": 3, "NextDeliveryDate": "2026-05-04"}
    )
    assert (level["OnHand"], level["NextDeliveryDate"]) == (3, "2026-05-04T00:00:00")


@pytest.mark.parametrize(
    ("path", "body", "text"),
    [
        ("stock", {"SKU": "none"}, "'stock' names product 'none'"),
        ("stock", {"SKU": "MUG", "Location": "Moon"}, "'stock.Location' is 'Moon'"),
        ("stock", {"SKU": "MUG", "OnHand": "x"}, "'stock.OnHand' must be a number"),
        ("products", {"SKU": "MUG", "PriceTier1": "x"}, "'products.PriceTier1' cannot be read"),
        ("products", {"SKU": "NEW"}, "lacks 'SKU' or 'Name'"),
        ("customers", {"ID": CAFE, "ProductPrices": 7}, "ProductPrices"),
        ("customers", {"account_id": "nobody", "Name": "x"}, "There is no account 'nobody'"),
    ],
)
def test_a_wrong_edit_is_refused_by_name(path: str, body: dict[str, object], text: str) -> None:
    status = 404 if text.startswith("There is no") else 400
    assert text in Company().control("POST", path, body, status)["error"]


def test_with_several_accounts_an_edit_names_its_own() -> None:
    company = Company()
    other = company.universe.add_account({"products": [{"SKU": "MUG", "Name": "Other mug"}]})
    assert "Name the account" in company.control("POST", "products", {"SKU": "MUG", "Name": "x"}, 400)["error"]
    company.control("POST", "products", {"account_id": other.id, "SKU": "MUG", "Name": "x"})
    assert company.get("product", Sku="MUG")["Products"][0]["Name"] == "Mug"
