from adapters.fake_cin7.state.hooks import NAMES
from tests.adapters.fake_cin7.company import CAFE, line
from tests.adapters.fake_cin7.listener import heard, listening


def test_a_sale_s_way_is_told_event_by_event() -> None:
    kinds = [name for name in NAMES if name.startswith("Sale/")]
    company, listener = listening(*kinds)
    sale_id = company.sold(line("MUG", 2), line("JUG", 5))
    for step in ("pick", "pack", "ship", "invoice"):
        company.universe.clock.advance(1)
        company.work(sale_id, step)
    company.universe.clock.advance(1)
    company.work(sale_id, "pay", partial=True)
    company.work(sale_id, "pay")
    company.work(sale_id, "ship", tracking_number="T7", carrier="DHL")
    company.work(sale_id, "undo", "void")
    company.universe.clock.advance(60)
    assert listener.events() == [
        "Sale/Created", "Sale/OrderAuthorised", "Sale/Backordered", "Sale/PickAuthorised", "Sale/PackAuthorised",
        "Sale/ShipmentAuthorised", "Sale/InvoiceAuthorised", "Sale/PartialPaymentReceived", "Sale/FullPaymentReceived",
        "Sale/ShipmentTrackingNumberChanged", "Sale/Undo", "Sale/Voided",
    ]  # fmt: skip


def test_each_payload_has_its_documented_keys_and_casing() -> None:
    company, listener = listening(
        "Sale/ShipmentAuthorised",
        "Sale/InvoiceAuthorised",
        "Sale/ShipmentTrackingNumberChanged",
        "Sale/PartialPaymentReceived",
    )
    sale_id = company.sold(header={"SaleOrderDate": "2026-05-04"})
    company.work(sale_id, "pick", "pack", "ship", "invoice")
    company.work(sale_id, "pay", partial=True)
    company.work(sale_id, "ship", tracking_number="T7")
    company.universe.clock.advance(60)
    people = {
        "CustomerName": "Sparrow Cafe",
        "CustomerContactName": "Ana Reyes",
        "CustomerContactEmail": "ana@example.com",
    }
    assert heard(listener, "Sale/ShipmentAuthorised") == {
        "SaleTaskID": sale_id.upper(), "TenantID": company.account.id.upper(), "OrderNumber": "SO-00001", **people,
        "EventType": "Sale/ShipmentAuthorised",
    }  # fmt: skip
    tracking = heard(listener, "Sale/ShipmentTrackingNumberChanged")
    assert (tracking["SaleID"], tracking["TaskID"], tracking["TaskTypeSign"]) == (sale_id, sale_id, 0)
    assert (tracking["SaleOrderDate"], tracking["CustomerContact"]) == ("04/05/2026", "Ana Reyes")
    assert set(tracking["Shipments"][0]) == {"ShipmentDate", "TrackingNumber", "TrackingUrl", "Carrier"}
    assert heard(listener, "Sale/InvoiceAuthorised")["InvoiceNumber"] == "INV-00001"
    paid = heard(listener, "Sale/PartialPaymentReceived")
    assert (paid["AmountPercent"], paid["DocumentType"], paid["SaleID"]) == ("50.00", "invoice", sale_id)


def test_the_casing_of_ids_may_be_one_for_all() -> None:
    company, listener = listening("Sale/Created", webhook_guid_case="lower")
    sale_id = company.header()["ID"]
    company.universe.clock.advance(60)
    assert heard(listener, "Sale/Created")["SaleID"] == sale_id


def test_customers_products_and_stock_are_told_in_their_own_shapes() -> None:
    company, listener = listening("Customer/Updated", "Product/Updated", "Stock/AvailableStockLevelChanged")
    company.control("POST", "customers", {"ID": CAFE, "Discount": 5})
    company.control("POST", "products", {"SKU": "JUG", "Name": "Big jug"})
    company.control("POST", "stock", {"SKU": "JUG", "OnHand": 7})
    company.universe.clock.advance(60)
    customer = heard(listener, "Customer/Updated")
    details = customer["CustomerDetailsList"][0]
    assert (customer["NumberOfCustomers"], details["Customer"]["Discount"]) == (1, 5)
    assert not details["Customer"]["LastModifiedOn"].endswith("Z")
    assert {row["CustomerID"] for row in details["Contacts"] + details["Addresses"]} == {CAFE}
    product = heard(listener, "Product/Updated")["ProductDetailsList"][0]
    assert (product["Event"], product["Name"], product["PriceTiers"]["Retail"]) == ("Update", "Big jug", 20)
    stock = heard(listener, "array")
    assert [(row["Location"], row["OnHand"], row["MaxRows"]) for row in stock] == [("Main", 7, 2), ("Second", 50, 2)]


def test_a_change_of_prices_alone_may_be_told_to_nobody() -> None:
    company, listener = listening("Product/Updated", price_change_webhook="not_sent")
    company.control("POST", "products", {"SKU": "JUG", "PriceTier1": 30})
    company.universe.clock.advance(60)
    assert listener.heard == []
    company.control("POST", "products", {"SKU": "JUG", "Barcode": "1"})
    company.universe.clock.advance(60)
    assert listener.events() == ["Product/Updated"]


def test_changed_attributes_are_told_one_by_one() -> None:
    company, listener = listening("Sale/AdditionalAttributesChanged")
    sale_id = company.header(AdditionalAttributes={"AdditionalAttribute1": "a"})["ID"]
    changed = {"AdditionalAttribute1": "b", "AdditionalAttribute2": "c"}
    company.put("sale", {"ID": sale_id, "CustomerID": CAFE, "Location": "Main", "AdditionalAttributes": changed})
    company.universe.clock.advance(60)
    changes = [payload["Changes"] for _, payload in listener.heard]
    assert [(entry["Field"], entry["OldValue"], entry["NewValue"]) for entry in changes] == [
        ("CustomField1", "a", "b"), ("CustomField2", "", "c"),
    ]  # fmt: skip
