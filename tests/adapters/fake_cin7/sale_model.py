"""What Cin7's documentation predicts of a sale and of stock, written without a look at the fake.

Where the documentation leaves a gap or lets several rows of its tables hold at once, a prediction is a set.
Source: ref §5.4 (statuses), §6.3, §6.6, §6.7 and §6.9 (guards), §7 (fulfilment), §12 (invariants).
"""

from collections import Counter
from dataclasses import dataclass, field

NA, DRAFT, AUTHORISED, PARTLY, VOIDED = "NOT AVAILABLE", "DRAFT", "AUTHORISED", "PARTIALLY AUTHORISED", "VOIDED"
OPEN = {NA, DRAFT}
UNIT_PRICE = 10


@dataclass(slots=True, kw_only=True)
class Task:
    """One fulfilment: what was picked, how it was packed, which boxes left. Units: pieces."""

    id: str
    pick: str = NA
    pack: str = NA
    ship: str = NA
    picked: Counter[str] = field(default_factory=Counter)
    boxes: dict[str, Counter[str]] = field(default_factory=dict)
    shipped: set[str] = field(default_factory=set)
    tracking: dict[str, str] = field(default_factory=dict)

    def shipped_goods(self) -> Counter[str]:
        """Return what left in boxes."""
        return sum((goods for box, goods in self.boxes.items() if box in self.shipped), Counter())

    def packed_goods(self) -> Counter[str]:
        """Return what lies in boxes of an authorised pack."""
        return sum(self.boxes.values(), Counter()) if self.pack == AUTHORISED else Counter()


@dataclass(slots=True, kw_only=True)
class Sale:
    """One sale as the documentation has it."""

    id: str
    number: str
    simple: bool
    skip_quote: bool
    quote: str = NA
    order: str = NA
    lines: Counter[str] = field(default_factory=Counter)
    allocated: Counter[str] = field(default_factory=Counter)
    tasks: list[Task] = field(default_factory=list)
    invoice: str = NA
    invoice_task: str = ""
    paid: int = 0

    @property
    def total(self) -> int:
        """Return the value of the order, tax free, at one price for everything."""
        return UNIT_PRICE * self.lines.total()

    @property
    def backordered(self) -> Counter[str]:
        """Return what was ordered beyond the stock there was."""
        return self.lines - self.allocated if self.order == AUTHORISED else Counter()

    def picked(self) -> Counter[str]:
        """Return what authorised picks took."""
        return sum((task.picked for task in self.tasks if task.pick == AUTHORISED), Counter())

    def left_to_pick(self) -> Counter[str]:
        """Return what is allocated and not yet taken by an authorised pick."""
        return self.allocated - self.picked()

    # ---- guards: may this step be taken? -------------------------------------------------------------------

    def may_quote(self) -> bool:
        """Source: ref §6.9, POST quote."""
        return self.quote in OPEN and not self.skip_quote

    def may_order(self) -> bool:
        """Source: ref §6.9, POST order."""
        return self.order in OPEN and (self.skip_quote or self.quote == AUTHORISED)

    def may_add_fulfilment(self) -> bool:
        """Source: ref §6.9, POST fulfilment."""
        return self.order == AUTHORISED and all(task.pick == AUTHORISED for task in self.tasks)

    def may_pick(self, task: Task) -> bool:
        """Source: ref §6.9, POST/PUT pick."""
        return self.order == AUTHORISED and task.pick in OPEN

    def may_pack(self, task: Task) -> bool:
        """Source: ref §6.9, POST/PUT pack."""
        return self.order == AUTHORISED and task.pick not in OPEN and task.pack in OPEN

    def may_ship(self, task: Task) -> bool:
        """Source: ref §6.9, POST/PUT ship."""
        return self.order == AUTHORISED and task.pack == AUTHORISED and task.ship in OPEN

    def may_invoice(self) -> bool:
        """Source: ref §6.9, POST invoice; one invoice for a sale is all this model knows."""
        return self.order == AUTHORISED and self.invoice in OPEN

    def may_pay(self) -> bool:
        """Source: ref §6.9, payment."""
        return self.invoice == AUTHORISED and self.paid < self.total

    def may_be_undone(self) -> bool:
        """Say whether undo is documented here: an authorised order, nothing picked, nothing invoiced."""
        picked = any(task.pick != NA for task in self.tasks)
        return self.order == AUTHORISED and self.invoice == NA and not picked

    # ---- what undo and void leave ------------------------------------------------------------------------------

    def become_draft(self) -> None:
        """Undo: the order is a draft with its lines, and holds no stock. Source: ref §6.7."""
        self.order, self.allocated, self.tasks = DRAFT, Counter(), []

    def become_void(self) -> None:
        """Void: every stage is void for ever, and holds no stock. Source: ref §6.7, §12."""
        self.quote = self.order = self.invoice = VOIDED
        self.allocated = Counter()
        for task in self.tasks:
            task.pick = task.pack = task.ship = VOIDED

    # ---- predictions ---------------------------------------------------------------------------------------

    def statuses(self) -> set[str]:
        """Return the values of `Status` whose condition holds. Source: ref §5.4, table "Derivation"."""
        if self.order == VOIDED:
            return {VOIDED}
        if self.order == NA:
            return self._statuses_before_order()
        if self.order == DRAFT:
            return {"ORDERING"}
        if self._completed():
            return {"COMPLETED"} if self.simple or not self.left_to_pick() else {"COMPLETED", *self._ordered()}
        return self._simple_statuses() if self.simple else self._ordered()

    def _statuses_before_order(self) -> set[str]:
        if self.skip_quote or self.quote == AUTHORISED:
            return {"ESTIMATED"}
        # A header without quote lines: the table has no row for it (gap).
        return {"ESTIMATING"} if self.quote == DRAFT else {"ESTIMATING", "DRAFT"}

    def _completed(self) -> bool:
        shipped = bool(self.tasks) and all(task.ship == AUTHORISED for task in self.tasks)
        return self.invoice == "PAID" and shipped

    def _ordered(self) -> set[str]:
        return {"BACKORDERED" if self.backordered else "ORDERED"}

    def _simple_statuses(self) -> set[str]:
        task = self.tasks[0] if self.tasks else Task(id="")
        holding = _stage(task) if task.pick != NA else self._ordered()
        if self.invoice == DRAFT:
            holding.add("INVOICING")
        if self.invoice == AUTHORISED:  # a paid one leaves no balance, so its row does not hold
            holding.add("INVOICED")
        # Shipped, or partly, and neither invoiced nor completed: the table has no row for it (gap).
        return holding or {"SHIPPING", "PACKED", "INVOICED"}

    def picking(self) -> set[str]:
        """Return the values `CombinedPickingStatus` may have."""
        drafts = any(task.pick == DRAFT for task in self.tasks)
        return self._combined(self.picked(), drafts=drafts, words=("NOT PICKED", "PICKING", "PICKED"))

    def packing(self) -> set[str]:
        """Return the values `CombinedPackingStatus` may have."""
        packed = sum((task.packed_goods() for task in self.tasks), Counter())
        drafts = any(task.pack == DRAFT for task in self.tasks)
        return self._combined(packed, drafts=drafts, words=("NOT PACKED", "PACKING", "PACKED"))

    def shipping(self) -> set[str]:
        """Return the values `CombinedShippingStatus` may have."""
        drafts = any(task.ship == DRAFT for task in self.tasks)
        return self._combined(self.shipped(), drafts=drafts, words=("NOT SHIPPED", "SHIPPING", "SHIPPED"))

    def shipped(self) -> Counter[str]:
        """Return what has left the house."""
        return sum((task.shipped_goods() for task in self.tasks), Counter())

    def _combined(self, done: Counter[str], *, drafts: bool, words: tuple[str, str, str]) -> set[str]:
        nothing, doing, all_done = words
        if self.order == VOIDED:
            return {VOIDED}
        if self.order != AUTHORISED:
            return {NA}
        if not done:
            return {doing} if drafts else {nothing, NA}
        if done >= self.lines:
            return {all_done}
        return {"PARTIALLY " + all_done} | ({doing} if drafts else set())

    def fulfilment(self) -> set[str]:
        """Return the values `FulFilmentStatus` may have."""
        if self.order == VOIDED:
            return {VOIDED}
        if self.order != AUTHORISED:
            return {NA}
        if not self.shipped():
            return {NA, "NOT FULFILLED"}
        return {"FULFILLED" if self.shipped() >= self.lines else "PARTIALLY FULFILLED"}

    def invoicing(self) -> set[str]:
        """Return the values `CombinedInvoiceStatus` may have: the words of live rows, not of the table (ref §5.1)."""
        if self.order == VOIDED:
            return {VOIDED}
        return {"INVOICED"} if self.invoice in {AUTHORISED, "PAID"} else {NA, "NOT INVOICED"}

    def payment(self) -> set[str]:
        """Return the values `CombinedPaymentStatus` may have."""
        if self.order == VOIDED:
            return {VOIDED}
        if self.paid == 0:
            return {"UNPAID"}
        return {"PAID"} if self.paid >= self.total else {"PARTIALLY PAID"}

    def tracking_numbers(self) -> set[str]:
        """Return the tracking numbers that shipped boxes carry."""
        return {number for task in self.tasks for number in task.tracking.values() if number}


def _stage(task: Task) -> set[str]:
    """Return the rows of the table that hold for a Simple sale's fulfilment once picking began."""
    if task.ship == AUTHORISED:
        return set()
    if task.ship == PARTLY:
        return {"SHIPPING", "PACKED"}  # a state that no row of the table knows (gap)
    for stage, drafting, done in (
        (task.ship, "SHIPPING", "SHIPPING"),
        (task.pack, "PACKING", "PACKED"),
        (task.pick, "PICKING", "PICKED"),
    ):
        if stage == DRAFT:
            return {drafting}
        if stage == AUTHORISED:
            return {done}
    return set()
