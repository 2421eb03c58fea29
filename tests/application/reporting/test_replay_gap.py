"""Closing the gap: every order ends as one complete sale, whatever was missing and whatever goes wrong on the way."""

from collections.abc import Iterator
from datetime import timedelta
from typing import cast

import pytest

from application.ports.storage.jobs import Job, JobState
from application.reporting.show_gap import Gap, GapReason
from domain.connection import Credentials
from domain.errors import InvalidValue
from domain.identifiers import OrderNumber, SupplierId
from domain.order import OrderKey, OrderState
from tests.builders import SUPPLIER, a_product, an_approved_order, an_order_line
from tests.house import ACCOUNT, KEY, OPERATOR, Document, House
from tests.photograph import Photograph


def approve(house: House, *numbers: str, sku: str = "NW-001") -> None:
    for number in numbers:
        approved = an_approved_order(number=number, reference=f"PO of {number}", lines=[an_order_line(sku=sku)])
        house.use_cases.approve_order(SUPPLIER, approved)
    house.run_now()


def gap(house: House) -> Gap:
    return house.use_cases.show_gap(SUPPLIER, limit=100)


def missing(house: House) -> dict[str, GapReason]:
    return {each.order.key.number: each.reason for each in gap(house).orders.items}


def replay(house: House) -> Job:
    return house.use_cases.replay_gap(SUPPLIER, OPERATOR)


def job(house: House, begun: Job) -> Job:
    return house.use_cases.follow_job(SUPPLIER, begun.id).job


def reconnect(house: House) -> None:
    house.use_cases.connect_account(
        SUPPLIER, Credentials(account_id=ACCOUNT, application_key=KEY), location="", actor=OPERATOR
    )
    house.time_passes(timedelta(minutes=2))


def delete(house: House, number: str) -> None:
    """Take an order's sale away for good, as a restored Cin7 does."""
    sale = house.order(number).sale
    assert sale is not None
    del house.universe.account(ACCOUNT).sales.by_id[sale.id]


def sales_of(house: House, number: str) -> list[Document]:
    key = f"upstock:northwind:{number}"
    return [sale for sale in house.sales() if sale["ExternalID"] == key and sale["Status"] != "VOIDED"]


def assert_one_complete_sale(house: House, number: str) -> None:
    order, sales = house.order(number), sales_of(house, number)
    assert order.state is OrderState.CREATED, (order.state, order.problems)
    assert [sale["ID"] for sale in sales] == [order.sale.id if order.sale else None]
    assert len(cast("list[Document]", cast("Document", sales[0]["Order"])["Lines"])) == 1


@pytest.fixture(scope="module")
def emptied_once(connected_house: Photograph, tmp_path_factory: pytest.TempPathFactory) -> Photograph:
    folder = tmp_path_factory.mktemp("emptied")
    house = connected_house.become(f"sqlite:///{folder / 'database.sqlite3'}")
    approve(house, "UP-1", "UP-2")
    house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    delete(house, "UP-1")
    reconnect(house)
    return Photograph.of(house, folder)


@pytest.fixture
def emptied(house_url: str, emptied_once: Photograph) -> Iterator[House]:
    """UP-1 and UP-2 are sales; the link is broken, UP-1's sale disappears, and the link is made again."""
    house = emptied_once.become(house_url)
    yield house
    house.close()


def test_a_link_that_was_broken_counts_and_a_sale_that_is_gone_is_named(emptied: House) -> None:
    assert missing(emptied) == {"UP-1": GapReason.SALE_MISSING}
    assert gap(emptied).counts.compared_at is not None
    assert gap(emptied).orders.items[0].is_replayed


def test_counting_costs_one_call_a_thousand_sales_and_one_for_each_that_is_not_shown(house: House) -> None:
    approve(house, "UP-1", "UP-2")
    house.time_passes(timedelta(minutes=10))
    house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    delete(house, "UP-1")
    house.forget_calls()
    reconnect(house)
    asked = [path for _, path in house.calls() if path in ("saleList", "sale")]
    assert asked == ["saleList", "sale"]


def test_a_sale_that_the_list_forgets_and_whose_document_is_there_is_not_missing(house: House) -> None:
    approve(house, "UP-1")
    house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    empty = '{"Total": 0, "Page": 1, "SaleList": []}'
    house.fault("GET", "saleList", {"status": 200, "body": empty})
    reconnect(house)
    assert missing(house) == {}
    assert gap(house).counts.compared_at is not None


def test_a_missing_sale_is_looked_for_once_more_before_another_is_made(emptied: House) -> None:
    emptied.forget_calls()
    replay(emptied)
    emptied.run_now()
    assert emptied.order("UP-1").state is OrderState.ACCEPTED
    assert emptied.calls() == []
    emptied.time_passes(timedelta(minutes=15))
    wanted = [("GET", "sale"), ("GET", "saleList"), ("POST", "sale"), ("POST", "sale/order")]
    made = [call for call in emptied.calls() if call in wanted[2:]]
    assert made == wanted[2:]
    assert_one_complete_sale(emptied, "UP-1")
    assert_one_complete_sale(emptied, "UP-2")
    assert missing(emptied) == {}


def test_upstock_is_told_of_the_other_sale_once(emptied: House) -> None:
    replay(emptied)
    emptied.time_passes(timedelta(minutes=15))
    told = [event.type for event in emptied.events() if event.subject == "order:UP-1"]
    assert told == ["order.sale_created", "order.sale_created"]


def test_a_sale_that_is_there_again_by_then_is_left_as_it_is_and_not_told_again(emptied: House) -> None:
    sale = emptied.order("UP-1").sale
    assert sale is not None
    account = emptied.universe.account(ACCOUNT)
    other = emptied.order("UP-2").sale
    assert other is not None
    replay(emptied)
    emptied.run_now()
    account.sales.by_id[sale.id] = account.sales.by_id[other.id]  # whatever it holds: it is there
    emptied.time_passes(timedelta(minutes=15))
    assert (emptied.order("UP-1").state, emptied.order("UP-1").sale) == (OrderState.CREATED, sale)
    told = [event.type for event in emptied.events() if event.subject == "order:UP-1"]
    assert told == ["order.sale_created"]


def test_nothing_is_made_anew_while_the_list_shows_a_sale_with_our_key(emptied: House) -> None:
    key = "upstock:northwind:UP-1"
    row = {"SaleID": "50000000-0000-4000-8000-0000000000aa", "OrderNumber": "SO-99999", "ExternalID": key}
    rows = '{"Total": 1, "Page": 1, "SaleList": [' + str(row).replace("'", '"') + "]}"
    replay(emptied)
    emptied.run_now()
    emptied.time_passes(timedelta(minutes=6))
    emptied.fault("GET", "saleList", {"status": 200, "body": rows}, times=1000)
    emptied.time_passes(timedelta(minutes=15))
    assert emptied.order("UP-1").state is OrderState.ACCEPTED
    assert sales_of(emptied, "UP-1") == []
    emptied.universe.faults.clear()
    emptied.time_passes(timedelta(minutes=10))
    assert_one_complete_sale(emptied, "UP-1")


@pytest.mark.parametrize("path", ["sale", "sale/order"])
@pytest.mark.parametrize("action", ["commit_then_timeout", "timeout", {"status": 500}], ids=str)
def test_making_it_anew_is_as_safe_as_the_first_time(emptied: House, path: str, action: object) -> None:
    replay(emptied)
    emptied.fault("POST", path, action)
    emptied.time_passes(timedelta(minutes=30))
    assert_one_complete_sale(emptied, "UP-1")


def test_disconnecting_while_it_is_looked_for_keeps_it_for_the_next_link(emptied: House) -> None:
    replay(emptied)
    emptied.run_now()
    emptied.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    emptied.time_passes(timedelta(minutes=15))
    assert [problem.code for problem in emptied.order("UP-1").problems] == ["disconnected"]
    reconnect(emptied)
    emptied.time_passes(timedelta(minutes=5))
    assert_one_complete_sale(emptied, "UP-1")


def test_a_missing_sale_that_nobody_replays_counts_as_deleted_after_a_day(emptied: House) -> None:
    for _ in range(23):
        emptied.pass_time(timedelta(hours=1))
    assert emptied.order("UP-1").state is OrderState.CREATED
    for _ in range(3):
        emptied.pass_time(timedelta(hours=1))
    assert emptied.order("UP-1").state is OrderState.VOIDED
    assert missing(emptied) == {}


def test_a_sale_that_was_partly_shipped_is_named_and_left_to_a_person(house: House) -> None:
    approve(house, "UP-1")
    [sale] = house.sales()
    for step in ("pick", "pack", "ship"):
        house.cin7("POST", f"/_fake/sales/{sale['ID']}/{step}", {"partial": True})
    house.time_passes(timedelta(minutes=10))
    assert house.order("UP-1").state is OrderState.PARTLY_SHIPPED
    house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    delete(house, "UP-1")
    reconnect(house)
    (found,) = gap(house).orders.items
    assert (found.reason, found.is_replayed) == (GapReason.SALE_MISSING, False)
    assert "leaves it to a person" in found.detail
    replay(house)
    house.run_now()
    assert house.order("UP-1").state is OrderState.PARTLY_SHIPPED


def test_orders_that_wait_go_at_once(house: House) -> None:
    house.cut_off(timedelta(minutes=60))
    approve(house, "UP-1", "UP-2")
    house.time_passes(timedelta(minutes=60))
    begun = replay(house)
    house.run_now()
    for number in ("UP-1", "UP-2"):
        assert_one_complete_sale(house, number)
    done = job(house, begun)
    assert (done.state, done.done, done.total) == (JobState.DONE, 2, 2)


def test_a_replay_while_cin7_is_away_loses_nothing(house: House) -> None:
    house.cut_off(timedelta(minutes=60))
    approve(house, "UP-1")
    replay(house)
    house.run_now()
    assert house.order("UP-1").state is OrderState.WAITING
    house.time_passes(timedelta(minutes=70))
    assert_one_complete_sale(house, "UP-1")


def test_an_order_in_doubt_is_looked_for_before_it_is_sent_again(house: House) -> None:
    house.fault("POST", "sale", "commit_then_timeout")
    approve(house, "UP-1")
    assert house.order("UP-1").state is OrderState.CHECKING
    replay(house)
    house.time_passes(timedelta(minutes=5))
    assert_one_complete_sale(house, "UP-1")


def test_what_a_cured_cause_still_holds_belongs_to_the_gap_and_goes(house: House) -> None:
    approve(house, "UP-1", sku="NW-777")
    approve(house, "UP-2", sku="NW-888")
    assert missing(house) == {}
    product = {"SKU": "NW-777", "Name": "NW-777", "Category": "Beverages", "Type": "Stock", "UOM": "Item"}
    made = house.cin7("POST", "/_fake/products", {"account_id": "", **product})
    with house.use_cases.work() as store:  # read by somebody whose follow-up was lost
        known = a_product("NW-777", id=str(made["ID"]), name="NW-777")
        store.mirror.put_products(SUPPLIER, (known,), house.clock.now())
    assert missing(house) == {"UP-1": GapReason.CURED}
    replay(house)
    house.run_now()
    assert_one_complete_sale(house, "UP-1")
    assert [problem.code for problem in house.order("UP-2").problems] == ["unknown_product"]


def test_a_second_request_joins_the_job_and_a_lost_task_is_made_good_by_it(house: House) -> None:
    house.cut_off(timedelta(minutes=10))
    approve(house, "UP-1")
    house.time_passes(timedelta(minutes=10))
    first = replay(house)
    house.tasks.lose_everything()
    second = replay(house)
    assert second.id == first.id
    house.run_now()
    assert job(house, first).state is JobState.DONE
    assert_one_complete_sale(house, "UP-1")


def test_a_cancelled_replay_stops(house: House) -> None:
    house.cut_off(timedelta(minutes=60))
    approve(house, "UP-1")
    begun = replay(house)
    house.use_cases.cancel_job(SUPPLIER, begun.id, OPERATOR)
    before = house.order("UP-1").run
    house.use_cases.close_gap(SUPPLIER)
    assert house.order("UP-1").run == before
    assert job(house, begun).state is JobState.CANCELLED


def test_an_order_that_somebody_changes_this_instant_is_left_to_them(house: House) -> None:
    house.cut_off(timedelta(minutes=60))
    approve(house, "UP-1", "UP-2")
    house.time_passes(timedelta(minutes=1))
    begun = replay(house)
    house.clock.advance(timedelta(seconds=1))
    house.use_cases.retry_orders(SUPPLIER, [OrderNumber("UP-1")], OPERATOR)
    before = house.order("UP-1").run
    house.use_cases.close_gap(SUPPLIER)
    assert house.order("UP-1").run == before
    assert job(house, begun).state is JobState.DONE


def test_an_empty_gap_is_closed_at_once(house: House) -> None:
    with house.use_cases.work() as store:
        for notice in store.outbox.pending(SUPPLIER, 999):
            store.outbox.delivered(notice.id, house.clock.now())
    begun = replay(house)
    house.run_now()
    done = job(house, begun)
    assert (done.state, done.done, done.total) == (JobState.DONE, 0, 0)


def test_every_request_stands_in_the_audit(house: House) -> None:
    replay(house)
    replay(house)
    with house.use_cases.work() as store:
        actions = [entry.action for entry in store.audit.of(SUPPLIER, 9)]
    assert actions.count("gap.replayed") == 1


def test_a_cursor_needs_the_name_of_its_list(house: House) -> None:
    with pytest.raises(InvalidValue) as refusal:
        house.use_cases.show_gap(SUPPLIER, cursor="x", limit=10)
    assert refusal.value.pointer == "/what"


def test_a_supplier_nobody_knows_has_no_gap(house: House) -> None:
    found = house.use_cases.show_gap(SupplierId("nobody"), limit=10)
    assert (found.orders.items, found.events.items, found.counts.orders) == ((), (), 0)


def test_a_poll_that_was_under_way_when_the_link_was_made_again_does_not_end_the_count(house: House) -> None:
    approve(house, "UP-1")
    house.time_passes(timedelta(minutes=10))

    def break_and_mend() -> None:
        house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
        delete(house, "UP-1")
        house.use_cases.connect_account(
            SUPPLIER, Credentials(account_id=ACCOUNT, application_key=KEY), location="", actor=OPERATOR
        )

    house.during_the_next_call(break_and_mend)
    house.use_cases.poll_sales(SUPPLIER)
    with house.use_cases.work() as store:
        poll = store.shipping.poll(SUPPLIER)
    assert poll is not None
    assert poll.is_count
    house.time_passes(timedelta(minutes=2))
    assert missing(house) == {"UP-1": GapReason.SALE_MISSING}


def test_orders_are_where_they_were_said_to_be(emptied: House) -> None:
    with emptied.use_cases.work() as store:
        watch = store.shipping.watch(OrderKey(SUPPLIER, OrderNumber("UP-2")))
    assert watch.unlisted_since is None
