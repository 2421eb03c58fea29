import pytest

from domain.fulfilment import Progress
from tests.builders.shipping import CHANG_ID, a_fulfilment, a_ship_line, a_shipped_fulfilment, some_goods

CHAI, CHANG = some_goods(box="Box 1"), some_goods(2, product_id=CHANG_ID, sku="NW-002", box="Box 2")


def test_what_was_packed_counts_more_than_what_was_picked() -> None:
    assert a_fulfilment(picked=[some_goods(5)], packed=[some_goods(4)]).goods == (some_goods(4),)
    assert a_fulfilment(picked=[some_goods(5)], packed=[]).goods == (some_goods(5),)


@pytest.mark.parametrize(
    ("ship", "has_left", "is_whole", "gone"),
    [
        (Progress.DONE, True, True, 1),
        (Progress.DONE, None, True, 1),
        (Progress.DONE, False, False, 0),
        (Progress.PARTLY, True, False, 1),
        (Progress.PARTLY, None, False, 0),
        (Progress.DRAFT, True, False, 0),
        (Progress.NONE, True, False, 0),
        (Progress.VOIDED, True, False, 0),
    ],
)
def test_what_left_is_what_the_stage_and_the_line_both_say(
    ship: Progress, has_left: bool | None, is_whole: bool, gone: int
) -> None:
    task = a_fulfilment(ship=ship, lines=[a_ship_line(has_left=has_left)])
    assert (task.is_whole, len(task.gone)) == (is_whole, gone)


def test_a_shipped_fulfilment_without_lines_is_one_parcel_of_which_nothing_is_known() -> None:
    task = a_shipped_fulfilment(CHAI, lines=[])
    (line,) = task.gone
    assert (line.carrier, line.boxes) == ("", "")
    assert task.contents_of(line) == (CHAI,)


@pytest.mark.parametrize(
    ("boxes", "contents"),
    [
        ("Box 1", (CHAI,)),
        ("box  1", (CHAI,)),
        ("Box 1, Box 2", (CHAI, CHANG)),
        ("Box 2,Box 1", (CHAI, CHANG)),
        ("Box 3", ()),
        ("", ()),
    ],
)
def test_contents_are_found_by_the_names_of_boxes(boxes: str, contents: tuple[object, ...]) -> None:
    task = a_shipped_fulfilment(CHAI, CHANG, lines=[a_ship_line("Box 1"), a_ship_line("Box 2")])
    assert task.contents_of(a_ship_line(boxes)) == contents


def test_a_box_may_have_commas_in_its_name() -> None:
    goods = some_goods(box="Tea, black"), some_goods(box="black")
    task = a_shipped_fulfilment(*goods, lines=[a_ship_line("Tea, black"), a_ship_line("black")])
    assert task.contents_of(a_ship_line("Tea, black")) == goods[:1]


def test_the_only_line_of_a_shipped_fulfilment_holds_everything_whatever_it_calls_its_box() -> None:
    assert a_shipped_fulfilment(CHAI, CHANG).contents_of(a_ship_line("Pallet")) == (CHAI, CHANG)
