"""Southwind, the other supplier: an account and a key of its own in Cin7, and troubles of its own."""

from collections.abc import Callable, Mapping
from itertools import takewhile

from domain.identifiers import SupplierId
from domain.order import OrderState
from tests.builders import an_approved_order
from tests.house import House
from tests.small_account import SMALL_ACCOUNT

SOUTHWIND = SupplierId("southwind")
ACCOUNT, KEY = "7d6e0000-0000-4000-8000-000000000002", "7d6e0000-0000-4000-8000-0000000000bb"


class Neighbour:
    """What is done to Southwind, and seen of it."""

    def __init__(self, house: House) -> None:
        self._house = house

    def moves_in(self, *, orders: int) -> None:
        """Connect it, and have so many of its orders approved, of which none was begun."""
        self._house.open_account(SMALL_ACCOUNT, account=ACCOUNT, key=KEY)
        self._house.connect(SOUTHWIND, account=ACCOUNT, key=KEY)
        self._house.forget_calls()
        for number in range(1, orders + 1):
            self._house.use_cases.approve_order(SOUTHWIND, an_approved_order(number=f"SW-{number:03d}"))

    def loses_every_answer(self) -> None:
        """Let Cin7 do what is asked with its key, and every answer to a write get lost."""
        self._house.universe.accounts[ACCOUNT].switches.choose({"commit_then_timeout": "on"})

    def has_a_bad_key(self) -> None:
        """Let its key open nothing any more."""
        self._house.cin7("DELETE", f"/_fake/accounts/{ACCOUNT}")

    def must_wait(self) -> None:
        """Let Cin7 have said that its key calls too often."""
        self._house.container.budget().block(KEY, 600, "You have reached 60 calls per 60 seconds API limit.")

    def created(self) -> int:
        """Count its orders whose sales are complete."""
        with self._house.use_cases.work() as store:
            return store.orders.counts(SOUTHWIND)[OrderState.CREATED]

    def calls_before_others(self) -> list[str]:
        """Answer the calls made with its key before the first one with any other."""
        return list(takewhile(lambda key: key == KEY, self._house.callers()))


TROUBLES: Mapping[str, Callable[[Neighbour], None]] = {
    "has nothing but its queue": lambda _: None,
    "loses every answer of Cin7": Neighbour.loses_every_answer,
    "has a key that Cin7 no longer accepts": Neighbour.has_a_bad_key,
    "has a key that wants to be left alone": Neighbour.must_wait,
}
