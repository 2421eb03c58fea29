from dataclasses import replace

import pytest

from domain.errors import InvalidValue
from domain.identifiers import SupplierId
from domain.notices import NoticeState, Subscription, address
from tests.builders import NOON, SUPPLIER

URL, FORMER = "https://connector.example/webhooks/cin7/northwind", "https://old.example/webhooks/cin7/northwind"


def never_asked() -> Subscription:
    return Subscription(supplier=SUPPLIER)


def listening() -> Subscription:
    return never_asked().aimed_at(URL, fresh_token="t1").listening(NOON)


def test_an_address_names_the_supplier() -> None:
    assert address("https://connector.example/base", SUPPLIER) == (
        "https://connector.example/base/webhooks/cin7/northwind"
    )
    assert address("https://connector.example", SupplierId("a b")).endswith("/a%20b")


def test_a_token_is_held_exactly_until_the_end() -> None:
    with pytest.raises(InvalidValue):
        Subscription(supplier=SUPPLIER, token="t1")
    with pytest.raises(InvalidValue):
        Subscription(supplier=SUPPLIER, state=NoticeState.LISTENING)


def test_the_token_is_never_printed() -> None:
    assert "t1" not in repr(listening())


def test_the_first_aim_takes_the_fresh_token_and_knows_nothing_yet() -> None:
    aimed = never_asked().aimed_at(URL, fresh_token="t1")
    assert (aimed.token, aimed.urls, aimed.state) == ("t1", (URL,), NoticeState.UNCLEAR)
    assert not aimed.is_carried
    assert aimed.warning == ""


def test_the_same_aim_again_changes_nothing() -> None:
    assert listening().aimed_at(URL, fresh_token="t2") == listening()


def test_another_address_keeps_the_token_and_remembers_the_former_one() -> None:
    moved = never_asked().aimed_at(FORMER, fresh_token="t1").listening(NOON).aimed_at(URL, fresh_token="t2")
    assert (moved.token, moved.urls, moved.is_carried) == ("t1", (URL, FORMER), False)
    assert moved.listening(NOON).urls == (URL,)
    assert moved.aimed_at(FORMER, fresh_token="t2").urls == (FORMER, URL)


def test_what_was_refused_is_told_and_tried_again() -> None:
    moved = never_asked().aimed_at(FORMER, fresh_token="t1").aimed_at(URL, fresh_token="t1")
    partly = moved.listening(NOON, refused=("Sale/Undo: there is a limit of 5",))
    assert partly.state is NoticeState.LISTENING
    assert "Sale/Undo: there is a limit of 5" in partly.warning
    assert (partly.urls, partly.is_carried) == ((URL, FORMER), False)


def test_webhooks_that_were_given_up_say_that_nobody_could_be_reached() -> None:
    mended = listening().listening(NOON, mended=2)
    assert (mended.state, mended.is_carried) == (NoticeState.LISTENING, True)
    assert "given up 2 of the webhooks" in mended.warning
    assert URL in mended.warning
    assert mended.listening(NOON).warning == ""


def test_webhooks_that_are_given_another_token_were_not_given_up() -> None:
    assert never_asked().aimed_at(URL, fresh_token="t1").listening(NOON, mended=6).warning == ""


def test_an_account_without_webhooks_works_by_polling_alone() -> None:
    without = listening().unavailable(NOON, "Automation module is not available.")
    assert without.state is NoticeState.UNAVAILABLE
    assert "Automation module is not available. Polling alone goes on" in without.warning
    assert without.token == "t1"


def test_what_could_not_be_made_sure_of_is_told_and_counted() -> None:
    unclear = listening().unclear(NOON, "Cin7 cannot be reached.").unclear(NOON, "Cin7 cannot be reached.")
    assert (unclear.state, unclear.tries) == (NoticeState.UNCLEAR, 2)
    assert "Cin7 cannot be reached." in unclear.warning
    assert unclear.listening(NOON).tries == 0
    assert unclear.listening(NOON).warning == ""


def test_the_end_forgets_the_token_and_keeps_where_webhooks_may_be_left() -> None:
    ended = listening().ended()
    assert (ended.token, ended.urls, ended.state) == (None, (URL,), NoticeState.ENDED)
    assert ended.warning
    assert ended.removed(NOON) == replace(ended, urls=(), detail="", checked_at=NOON)


@pytest.mark.parametrize("how", ["left", "unclear", "unavailable"])
def test_what_may_be_left_after_the_end_says_what_to_do(how: str) -> None:
    left = getattr(listening().ended(), how)(NOON, "Cin7 did not answer.")
    assert left.state is NoticeState.ENDED
    assert left.urls == (URL,)
    assert f"Cin7 did not answer. Remove there those that lead to {URL}" in left.warning


def test_what_cin7_refused_to_remove_is_left() -> None:
    assert listening().ended().removed(NOON, ("sale/undo: not found",)).urls == (URL,)


def test_nothing_is_told_of_an_end_that_nothing_was_before() -> None:
    assert never_asked().warning == ""
    assert never_asked().ended().warning == ""


def test_a_new_beginning_has_a_new_token() -> None:
    again = listening().ended().removed(NOON).aimed_at(URL, fresh_token="t2")
    assert (again.token, again.urls, again.is_carried, again.warning) == ("t2", (URL,), False, "")
