"""What the last orders would have been with other options."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from application.connecting.possible_options import refuse_impossible
from application.ordering.gather import Gather
from application.ordering.otherwise import Composed, FieldChange, field_changes
from application.ordering.plan import on_paper
from application.ports.inventory import InventoryDirectory, InventorySystem
from application.ports.storage.unit_of_work import Work
from domain.composing.compose_sale import Ingredients, compose_sale
from domain.connection import Connection
from domain.identifiers import SupplierId
from domain.order import Order
from domain.problems import Problem
from domain.sale_options import OptionsVersion, SaleOptions


class Effect(Enum):
    """What other options would have meant for an order."""

    OTHERWISE = "otherwise"
    HELD = "held"
    HELD_NO_LONGER = "held_no_longer"
    STILL_HELD = "still_held"


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedOrder:
    """An order that other options would have touched.

    Shape: `changes` are there when it would be sent either way; the problems are those before and after.
    """

    order: Order
    changes: tuple[FieldChange, ...]
    problems_before: tuple[Problem, ...]
    problems: tuple[Problem, ...]

    @property
    def effect(self) -> Effect:
        """Answer it in a word."""
        if self.problems_before:
            return Effect.STILL_HELD if self.problems else Effect.HELD_NO_LONGER
        return Effect.HELD if self.problems else Effect.OTHERWISE


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedOptions:
    """What came of trying. Shape: of the orders `tried` those that would have been touched, the latest first."""

    tried: int
    orders: tuple[TriedOrder, ...]


class PreviewSaleOptions:
    """Composes the last orders twice, with the options in force and with others; nobody is called, nothing changes.

    Both times from what is known of the account now, so that whatever differs comes from the options alone.

    Source: B14.
    """

    def __init__(self, *, work: Work, directory: InventoryDirectory, gather: Gather) -> None:
        self._work, self._directory, self._gather = work, directory, gather

    def __call__(self, supplier: SupplierId, options: SaleOptions, *, last: int) -> TriedOptions:
        """Answer what the `last` orders would have been; none can be tried while nothing is known of an account.

        Raises: ImpossibleOptions, InvalidValue, as choosing them would.
        """
        with self._work() as store:
            refuse_impossible(store, self._directory, supplier, options)
            connection, now = store.connections.get(supplier), store.options.newest(supplier)
            is_known = store.mirror.books(supplier) is not None
            orders = store.orders.page(supplier, state=None, search="", cursor=None, limit=last).items
        if connection is None or not is_known:
            return TriedOptions(tried=0, orders=())
        return TriedOptions(tried=len(orders), orders=tuple(self._touched(orders, connection, now, options)))

    def _touched(
        self, orders: tuple[Order, ...], connection: Connection, now: OptionsVersion, options: SaleOptions
    ) -> Iterator[TriedOrder]:
        account = on_paper(self._directory, connection.system)
        for order in orders:
            given = self._gather(order.approved, connection, now)
            before, after = (_composed(account, each) for each in (given, replace(given, options=options)))
            changes = field_changes(before, after)
            was, is_now = before.composition.problems, after.composition.problems
            if changes or was != is_now:
                yield TriedOrder(order=order, changes=changes, problems_before=was, problems=is_now)


def _composed(account: InventorySystem, given: Ingredients) -> Composed:
    composition = compose_sale(given)
    return Composed(composition=composition, calls=account.planned_calls(composition.sale) if composition.sale else ())
