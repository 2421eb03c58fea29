"""Northwind's calls to Cin7: what waits for them, in which order they went, and what is shown of it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, Final, cast

from application.ports.storage.mirror import Mode, Stream
from domain.call_budget import Lane
from domain.order import OrderState
from tests.builders import SUPPLIER, an_approved_order
from tests.fakes.cut_off import OneByOne
from tests.features.driver import Driver
from tests.house import ACCOUNT, KEY, OPERATOR, House
from tests.small_account import a_product

PURPOSES: Final = {
    ("POST", "sale"): "an order",
    ("POST", "sale/order"): "an order",
    ("GET", "saleList"): "shipments",
    ("GET", "sale"): "shipments",
    ("GET", "customer"): "changed prices",
    ("GET", "product"): "a full import",
}
"""What a call is for where changes are read of customers, everything of products, and none is looked for."""


def _one_more_order(house: House) -> None:
    house.use_cases.approve_order(SUPPLIER, an_approved_order(number="UP-2001"))


def _shipments(house: House) -> None:
    house.use_cases.request_job(SUPPLIER, ["shipments"], OPERATOR)


def _pass(stream: Stream, mode: Mode) -> Callable[[House], None]:
    def begin(house: House) -> None:
        with house.use_cases.work() as store:
            house.container.passes().begin(store, SUPPLIER, stream, mode)

    return begin


WORK: Final[Mapping[str, Callable[[House], None]]] = {
    "a full import": _pass(Stream.PRODUCTS, Mode.SWEEP),
    "changed prices": _pass(Stream.CONTACTS, Mode.INCREMENTAL),
    "shipments": _shipments,
    "an order": _one_more_order,
}
"""What waits for calls, by its name in a step."""


class CallsInWords:
    """What is done and seen about Northwind's calls."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._asked_after: int | None = None

    def use_up(self) -> None:
        """Let every call of this minute be used."""

        def spend(house: House) -> None:
            while house.container.budget().acquire(KEY, Lane.ORDERS) == 0:
                pass

        self._driver.arrange(spend)

    def ask_for(self, *work: str) -> None:
        """Let work that needs calls begin, in this order, and find that it must wait."""

        def begin(house: House) -> None:
            self._asked_after = house.universe.log.count
            for name in work:
                WORK[name](house)
                house.run_now()

        self._driver.arrange(begin)

    def import_everything(self, pages: int) -> None:
        """Begin to read all products, of which each page gives one."""

        def begin(house: House) -> None:
            session, root = house.container.session(), "https://"
            session.mount(root, OneByOne(session.get_adapter(root), "/product"))
            for number in range(len(house.universe.account(ACCOUNT).catalogue), pages):
                house.cin7("POST", "/_fake/products", a_product(100 + number, f"Tea {number}"))
            WORK["a full import"](house)
            house.run_now()

        self._driver.arrange(begin)

    def approve(self, count: int) -> None:
        """Let so many orders be approved at once, and those go that may."""

        def approve(house: House) -> None:
            self._asked_after = house.universe.log.count
            for number in range(1, count + 1):
                house.use_cases.approve_order(SUPPLIER, an_approved_order(number=f"UP-3{number:03d}"))
            house.run_now()

        self._driver.arrange(approve)

    def look(self) -> None:
        """Look at the rate budget over the API."""
        self._driver.do("GET", "/rate-budget")

    # --------------------------------------------------------------------------------------------- looking

    def purposes(self) -> list[str]:
        """Answer what calls were for since something had to wait; several in a row for the same count once."""
        return [purpose for purpose, _ in groupby(PURPOSES[call["method"], call["path"]] for call in self._since())]

    def imported_before_orders(self) -> int:
        """Count calls of a full import since orders were approved, as far as the last call for one of them."""
        purposes = [PURPOSES[call["method"], call["path"]] for call in self._since()]
        last = len(purposes) - purposes[::-1].index("an order")
        return purposes[:last].count("a full import")

    def created(self) -> int:
        """Count orders whose sales are complete."""
        with self._driver.house.use_cases.work() as store:
            return store.orders.counts(SUPPLIER)[OrderState.CREATED]

    def traffic(self) -> tuple[int, int]:
        """Answer how many calls Cin7 saw in its busiest minute, and how many it turned away."""
        traffic = self._driver.house.universe.log.traffic(KEY)
        return traffic.highest, traffic.throttled

    def nobody_has_called_since(self) -> bool:
        """Answer whether the call that Cin7 turned away is the last one."""
        return self._requests()[-1]["fault"] is not None

    @property
    def shown(self) -> dict[str, Any]:
        """Answer the rate budget as it was shown last."""
        assert self._driver.answer.status_code == 200, self._driver.answer.text
        return cast("dict[str, Any]", self._driver.answer.get_json())

    def lanes(self) -> list[dict[str, str]]:
        """Answer its lanes in words."""
        return [
            {
                "lane": lane["lane"],
                "used": str(lane["used"]),
                "waiting": str(lane["waiting"]),
                "calls": str(lane["calls_waiting"]),
            }
            for lane in self.shown["lanes"]
        ]

    def seconds_until(self, instant: str) -> float:
        """Answer how far ahead an instant is that is shown."""
        return (datetime.fromisoformat(instant) - datetime.fromisoformat(self.shown["at"])).total_seconds()

    def _since(self) -> list[dict[str, Any]]:
        """Answer the calls after something was asked for here, else those of this instant, in which an order came."""
        if self._asked_after is not None:
            return self._requests(f"?since={self._asked_after}")
        now = self._driver.house.clock.now()
        return [call for call in self._requests() if datetime.fromisoformat(call["at"]) == now]

    def _requests(self, which: str = "") -> list[dict[str, Any]]:
        return cast("list[dict[str, Any]]", self._driver.house.cin7("GET", f"/_fake/requests{which}")["requests"])
