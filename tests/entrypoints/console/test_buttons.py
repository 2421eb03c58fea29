"""What each button does, and what it says it did."""

import pytest

from application.ports.storage.jobs import JobState
from domain.connection import ConnectionStatus
from domain.order import OrderState
from domain.sale_options import CreationMode
from tests.application.ordering.test_link_order import by_hand
from tests.builders import a_buyer, an_approved_order, an_order_line, options
from tests.entrypoints.console.visitors import SUPPLIER, Lobby, Visitor, said
from tests.house import ACCOUNT, KEY, House
from tests.small_account import SMALL_ACCOUNT

CHOICE = {
    "status": "authorised",
    "type": "simple",
    "creation_mode": "auto_pick",
    "ship_by_source": "delivery_date",
    "freight": "Delivery",
    "tax_rule": "",
    "address_field": "",
    "version": "0",
}


def hold(house: House, *numbers: str) -> None:
    for number in numbers:
        house.approve(an_approved_order(number=number, lines=[an_order_line(sku="NW-999")]))


def appear(house: House) -> None:
    """Let the product that orders are held for come into being, without our having read it."""
    house.cin7("POST", "/_fake/products", {"SKU": "NW-999", "Name": "Lemonade"})


def test_reading_changes_begins_a_job_and_says_so(office: Visitor, house: House) -> None:
    assert "Changes are being read from Cin7 now" in office.sent("/sync")
    with house.use_cases.work() as store:
        assert store.jobs.latest(SUPPLIER, 1)[0].kind == "sync"


def test_several_held_orders_go_again_at_once(office: Visitor, house: House) -> None:
    hold(house, "UP-1", "UP-2", "UP-3")
    appear(house)
    told = office.sent("/to-do/retry", {"number": ["UP-1", "UP-2"]})
    assert "2 orders go again now" in told
    house.settle()
    assert [house.order(number).state for number in ("UP-1", "UP-2")] == [OrderState.CREATED] * 2
    assert house.order("UP-3").state is OrderState.HELD


def test_orders_that_cannot_go_again_are_named_and_the_others_go(office: Visitor, house: House) -> None:
    hold(house, "UP-1")
    house.approve(an_approved_order(number="UP-2"))
    told = office.sent("/to-do/retry", {"number": ["UP-1", "UP-2", "none"]})
    assert "1 order goes again now" in told
    assert "Order UP-2 is created" in told
    assert "has no order none" in told


def test_choosing_no_order_says_what_to_do(office: Visitor) -> None:
    assert "No order was chosen" in office.sent("/to-do/retry")


def test_one_order_goes_again_from_its_own_page(office: Visitor, house: House) -> None:
    hold(house, "UP-1")
    appear(house)
    assert "Order UP-1 goes again now" in office.sent("/orders/UP-1/retry")
    house.settle()
    assert house.order("UP-1").state is OrderState.CREATED


def test_an_order_that_is_done_says_why_it_cannot_go_again(office: Visitor, house: House) -> None:
    house.approve(an_approved_order(number="UP-1"))
    refused = office.post("/orders/UP-1/retry")
    assert refused.status_code == 409
    assert "Order UP-1 is created" in said(refused)


def test_an_order_that_was_entered_by_hand_is_linked(office: Visitor, house: House) -> None:
    house.fault("POST", "sale", {"status": 400, "body": [{"ErrorCode": 400, "Exception": "No."}]})
    house.approve(an_approved_order(number="UP-1"))
    told = office.sent("/orders/UP-1/link", {"sale": by_hand(house)})
    assert "Order UP-1 is sale SO-00001 from now on" in told
    assert "Linked to sale SO-00001 by console:office" in told
    assert house.order("UP-1").state is OrderState.CREATED


def test_what_is_no_sale_cannot_be_linked_and_stays_in_the_field(office: Visitor, house: House) -> None:
    hold(house, "UP-1")
    refused = office.post("/orders/UP-1/link", {"sale": "no such sale"})
    assert refused.status_code == 422
    assert 'value="no such sale"' in refused.text
    assert house.order("UP-1").state is OrderState.HELD


def test_an_order_that_needs_no_sale_is_left_alone_with_the_reason(office: Visitor, house: House) -> None:
    hold(house, "UP-1")
    told = office.sent("/orders/UP-1/ignore", {"note": "Cancelled by phone"})
    assert "Order UP-1 is left alone" in told
    assert "Cancelled by phone" in told
    assert "Ignored by console:office" in told
    assert house.order("UP-1").state is OrderState.IGNORED


def test_leaving_an_order_alone_needs_a_reason(office: Visitor, house: House) -> None:
    hold(house, "UP-1")
    refused = office.post("/orders/UP-1/ignore", {"note": " "})
    assert refused.status_code == 422
    assert "Say why it is ignored" in said(refused)
    assert house.order("UP-1").state is OrderState.HELD


def test_choosing_a_customer_for_an_order_lets_it_go(office: Visitor, house: House) -> None:
    house.approve(an_approved_order(number="UP-1", customer=a_buyer("Nobody & Sons")))
    contact = SMALL_ACCOUNT["customers"][0]["ID"]  # type: ignore[index]  # a seed document
    told = office.sent("/orders/UP-1/customer", {"contact_id": contact})
    assert "Orders of “Nobody & Sons” are for Harbour Café from now on" in told
    house.settle()
    assert house.order("UP-1").state is OrderState.CREATED


def test_choosing_a_customer_among_all_does_the_same(office: Visitor, house: House) -> None:
    house.approve(an_approved_order(number="UP-1", customer=a_buyer("Nobody & Sons")))
    contact = SMALL_ACCOUNT["customers"][1]["ID"]  # type: ignore[index]  # a seed document
    told = office.sent("/customers/choose", {"name": "Nobody & Sons", "contact_id": contact})
    assert "are for Sparrow Bakery from now on" in told
    house.settle()
    assert house.order("UP-1").state is OrderState.CREATED


def test_a_customer_that_does_not_exist_cannot_be_chosen(office: Visitor) -> None:
    assert "Not done." in office.sent("/customers/choose", {"name": "X", "contact_id": "none"})


def test_importing_chosen_products_leads_to_its_progress(office: Visitor, house: House) -> None:
    told = office.sent("/products/import", {"sku": ["NW-001", "NW-004"]})
    assert "The import has begun" in told
    assert "NW-004 is left out: it is deprecated in Cin7" in told
    house.settle()
    page = said(office.get("/products?state=imported"))
    assert ("NW-001" in page, "NW-002" in page) == (True, False)


def test_importing_everything_takes_all_that_may_be_offered(office: Visitor, house: House) -> None:
    office.sent("/products/import", {"what": "all"})
    house.settle()
    with house.use_cases.work() as store:
        assert store.catalogue.product_counts(SUPPLIER).imported == 3


def test_importing_nothing_says_what_to_do(office: Visitor) -> None:
    assert "No product was chosen" in office.sent("/products/import")


def test_importing_only_what_never_is_offered_says_why(office: Visitor) -> None:
    assert "is deprecated in Cin7" in office.sent("/products/import", {"sku": ["NW-004"]})


def test_importing_customers_leads_to_its_progress(office: Visitor, house: House) -> None:
    assert "The import has begun" in office.sent("/customers/import")
    house.settle()
    assert "Import again" in office.reads("/customers")


@pytest.mark.parametrize("path", ["/customers/import", "/products/import", "/sync"])
def test_nothing_can_be_read_before_connecting(new_office: Visitor, path: str) -> None:
    assert "Not done." in new_office.sent(path, {"what": "all"})


def test_progress_is_asked_for_only_while_a_job_runs(office: Visitor, house: House) -> None:
    office.post("/customers/import")
    with house.use_cases.work() as store:
        job = store.jobs.latest(SUPPLIER, 1)[0].id
    assert 'hx-trigger="every 2s"' in office.get(f"/jobs/{job}/progress").text
    house.settle()
    ended = office.get(f"/jobs/{job}/progress").text
    assert "hx-trigger" not in ended
    assert "See the customers" in ended


def test_a_job_can_be_ended(office: Visitor, house: House) -> None:
    office.post("/customers/import")
    with house.use_cases.work() as store:
        job = store.jobs.latest(SUPPLIER, 1)[0].id
    assert "The job was ended" in office.sent(f"/jobs/{job}/cancel")
    with house.use_cases.work() as store:
        assert store.jobs.latest(SUPPLIER, 1)[0].state is JobState.CANCELLED


def test_closing_the_gap_makes_orders_go_and_leads_to_its_progress(office: Visitor, house: House) -> None:
    house.fault("POST", "sale", {"status": 503}, times=50)
    house.use_cases.approve_order(SUPPLIER, an_approved_order(number="UP-1"))
    house.run_now()
    house.cin7("DELETE", "/_fake/faults")
    assert "1 order not in Cin7" in office.reads("/gap")
    assert "The gap is being closed" in office.sent("/gap/replay")
    house.settle()
    assert house.order("UP-1").state is OrderState.CREATED


def test_options_are_saved_as_a_version(office: Visitor, house: House) -> None:
    told = office.sent("/options", {**CHOICE})
    assert "Version 1 is in force" in told
    assert "Picking: No Pick → Auto Pick" in told
    with house.use_cases.work() as store:
        chosen = store.options.newest(SUPPLIER)
    assert (chosen.actor, chosen.options.creation_mode) == ("console:office", CreationMode.AUTO_PICK)
    assert chosen.options.freight.description == "Delivery"


def test_options_can_be_tried_on_the_last_orders_before_they_are_saved(office: Visitor, house: House) -> None:
    house.approve(an_approved_order(number="UP-1"))
    tried = said(office.post("/options", {**CHOICE, "try": "yes"}))
    assert "What would have changed" in tried
    assert "Picking: No Pick → Auto Pick" in tried
    assert "UP-1 Sent otherwise" in tried
    assert "AutoPickPackShipMode NOPICK → AUTOPICK" in tried
    with house.use_cases.work() as store:
        assert store.options.newest(SUPPLIER).version == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"type": "advanced"}, "Cin7 ignores automatic picking on advanced sales"),
        ({"status": "x"}, "“x” is not one of draft, authorised"),
        ({"freight": ""}, "1 to 256 characters"),
        ({"tax_rule": "None such"}, "no active tax rule for sales called “None such”"),
    ],
)
def test_options_that_cannot_be_are_refused_and_what_was_chosen_stays_on_the_page(
    office: Visitor, change: dict[str, str], told: str
) -> None:
    refused = office.post("/options", {**CHOICE, "address_field": "Ship to", **change})
    assert refused.status_code == 422
    assert told in said(refused)
    assert 'value="Ship to"' in refused.text


def test_options_that_somebody_changed_meanwhile_are_not_written_over(office: Visitor, house: House) -> None:
    house.choose(options(address_field="Theirs"))
    refused = office.post("/options", {**CHOICE})
    assert refused.status_code == 409
    assert "Version 1 of the options is in force by now" in said(refused)


def test_connecting_tries_the_key_and_leads_to_the_overview(new_office: Visitor, empty_house: House) -> None:
    empty_house.open_account(SMALL_ACCOUNT)
    told = new_office.sent("/connection", {"account_id": ACCOUNT, "application_key": KEY, "location": ""})
    assert "Connected to Northwind Foods" in told


def test_a_wrong_key_is_refused_kept_nowhere_and_the_account_stays_on_the_page(
    new_office: Visitor, empty_house: House
) -> None:
    empty_house.open_account(SMALL_ACCOUNT)
    refused = new_office.post("/connection", {"account_id": ACCOUNT, "application_key": "wrong", "location": ""})
    assert refused.status_code == 422
    assert ACCOUNT in refused.text
    assert "wrong" not in refused.text
    with empty_house.use_cases.work() as store:
        assert store.connections.get(SUPPLIER) is None


def test_disconnecting_is_asked_for_and_then_done(lobby: Lobby) -> None:
    office = lobby.office()
    assert "Disconnect Northwind Foods?" in office.reads("/connection/end")
    assert "The key is erased" in office.sent("/connection/end")
    with lobby.house.use_cases.work() as store:
        link = store.connections.get(SUPPLIER)
    assert link is not None
    assert link.status is ConnectionStatus.DISCONNECTED
    assert office.get("/connection/end").status_code == 303
    assert "Connect again" in office.reads()


def test_support_chooses_a_supplier_connected_or_not(lobby: Lobby) -> None:
    support = lobby.support()
    assert "Northwind Foods" in support.reads("/console?q=foods")
    assert "No supplier is called so" in support.reads("/console?q=zzz")
    led = support.get("/console/go?supplier=eastwind")
    assert led.headers["Location"] == "/console/suppliers/eastwind"
    assert "Not connected" in said(support.client.get("/console/suppliers/eastwind"))
    assert support.get("/console/go?supplier=-x").status_code == 422
