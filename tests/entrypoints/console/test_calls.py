"""Calls to Cin7 on the overview: used, waited for, kept from, foretold."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from application.ports.storage.mirror import Mode, Stream
from domain.call_budget import Lane
from tests.builders import an_approved_order
from tests.entrypoints.console.visitors import SUPPLIER, Lobby, Visitor, said
from tests.fakes.cut_off import OneByOne
from tests.house import KEY, House

ASKS_AGAIN = 'hx-trigger="every 5s"'


def import_slowly(house: House) -> None:
    """Let all products be read, of which a page gives one."""
    session = house.container.session()
    session.mount("https://", OneByOne(session.get_adapter("https://"), "/product"))
    with house.use_cases.work() as store:
        house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.SWEEP)
    house.run_now()


def test_while_nothing_waits_the_panel_says_so_and_stays_as_it_is(lobby: Lobby) -> None:
    lobby.house.forget_calls()
    answer = lobby.office().get("/calls")
    assert "Nothing waits Used 0 of the 60 calls that Cin7 allows a minute." in said(answer)
    assert ASKS_AGAIN not in answer.text


def test_what_waits_is_shown_by_lane_with_the_time_when_it_will_have_gone(lobby: Lobby) -> None:
    lobby.house.forget_calls()
    for number in range(40):
        lobby.house.use_cases.approve_order(SUPPLIER, an_approved_order(number=f"UP-{number}"))
    lobby.house.run_now()
    answer = lobby.office().get()
    page = said(answer)
    assert "At work Used 60 of the 60 calls" in page
    assert "Orders They go before everything else. 60 10 orders at least 20 calls 63 s" in page
    assert "All that wait will have gone in about 63 seconds" in page
    assert ASKS_AGAIN in answer.text


def test_a_reading_under_way_is_shown_with_its_end(lobby: Lobby) -> None:
    lobby.house.forget_calls()
    import_slowly(lobby.house)
    lobby.house.time_passes(timedelta(seconds=5))
    page = lobby.office().reads("/calls")
    assert "Products All are being read: 3 of 6, done in about 5 seconds." in page
    assert "1 full reading at least 3 calls" in page


def test_a_key_that_must_wait_is_shown_with_the_suppliers_time_and_with_what_was_said(lobby: Lobby) -> None:
    lobby.house.container.budget().block(KEY, 80, "Cin7 said that it is too much.")
    page = lobby.office().reads("/calls")
    assert "Waiting for Cin7" in page
    until = (lobby.house.clock.now() + timedelta(seconds=80)).astimezone(ZoneInfo("Australia/Perth"))
    assert f"Nothing is called until today, {until:%H:%M} (in about 80 seconds)" in page
    assert "Cin7 said that it is too much." in page


def test_the_bar_has_a_stretch_for_each_lane_that_called(lobby: Lobby) -> None:
    lobby.house.forget_calls()
    for lane in (Lane.PRICES, Lane.ORDERS, Lane.ORDERS):
        lobby.house.container.budget().acquire(KEY, lane)
    text = lobby.office().get("/calls").text
    assert '<rect class="lane-0" x="0" y="0" width="2" height="1"/>' in text
    assert '<rect class="lane-2" x="2" y="0" width="1" height="1"/>' in text
    assert 'rect class="lane-1"' not in text


def test_without_a_key_there_is_no_panel(new_office: Visitor) -> None:
    assert "Calls to Cin7" not in new_office.reads("/calls")
    assert "Calls to Cin7" not in new_office.reads()
