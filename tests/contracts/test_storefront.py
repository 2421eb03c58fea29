"""What every storefront promises: the recorder, and Upstock over an imitation, in this process and over HTTP."""

from collections.abc import Callable, Sequence

import pytest

from adapters.upstock import Recorder
from application.ports.storage.publishing import Notice
from application.ports.storefront import Answer, Reception, Storefront
from tests.builders import a_notice, a_price_list_event, every_event
from tests.plugins.storefronts import ImitatedUpstock

HEARD = Answer(reception=Reception.HEARD)


class Listening:
    """A storefront, and what the other side heard of it."""

    def __init__(self, storefront: Storefront, heard: Callable[[], Sequence[object]]) -> None:
        self.deliver = storefront.deliver
        self.heard = heard


@pytest.fixture(params=["recorder", "in_process", "over_http"])
def listening(request: pytest.FixtureRequest) -> Listening:
    if request.param == "recorder":
        recorder = Recorder()
        return Listening(recorder, lambda: [heard.body for heard in recorder.heard])
    imitated = request.getfixturevalue(f"upstock_{request.param}")
    assert isinstance(imitated, ImitatedUpstock)
    applied = imitated.inbox.received
    return Listening(imitated.storefront(), lambda: [one.body for one in applied if one.outcome == "applied"])


def notices() -> list[Notice]:
    """Answer a notice of every event; of the price list the first part, since others come in its wake."""
    told = [a_price_list_event(part=1) if event.type == "price_list.published" else event for event in every_event()]
    return [a_notice(event, id=f"e-{event.type}") for event in told]


@pytest.mark.parametrize("notice", notices(), ids=lambda notice: notice.event.type)
def test_every_event_is_heard(listening: Listening, notice: Notice) -> None:
    assert listening.deliver(notice) == HEARD
    (body,) = listening.heard()
    assert isinstance(body, dict)
    assert sorted(body) == ["data", "supplier", "timestamp", "type"]
    assert (body["type"], body["supplier"], body["timestamp"]) == (
        notice.event.type,
        "northwind",
        "2026-05-04T12:00:00Z",
    )


def test_what_is_told_twice_is_heard_once(listening: Listening) -> None:
    assert [listening.deliver(a_notice()), listening.deliver(a_notice())] == [HEARD, HEARD]
    assert len(listening.heard()) == 1


def test_two_events_are_heard_in_the_order_of_telling(listening: Listening) -> None:
    first, second = notices()[6:8]
    listening.deliver(first)
    listening.deliver(second)
    assert [body["type"] for body in listening.heard() if isinstance(body, dict)] == [
        "product.published",
        "product.discontinued",
    ]
