"""Webhooks: who wants to hear what, and what is still to be delivered.

Source: ref §9 (D:27923-28716, L).
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.fake_cin7.state.switches import Switches
from adapters.fake_cin7.values import new_guid
from adapters.fake_cin7.wire import Row

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 10, 15, 20, 25))
"""From the event to the first attempt, then from each attempt to the next. Source: ref §9.2 (D:27930)."""

MOST_OF_A_TYPE = 5
"""Source: ref §9.1 (D:27923)."""

NAMES = {
    "Sale/Created": "Sale has been created",
    "Sale/QuoteAuthorised": "Sale quote has been authorised",
    "Sale/OrderAuthorised": "Sale order has been authorised",
    "Sale/Voided": "Sale has been voided",
    "Sale/Backordered": "Sale has been backordered",
    "Sale/ShipmentAuthorised": "Sale shipment has been authorised",
    "Sale/InvoiceAuthorised": "Sale invoice has been authorised",
    "Sale/PickAuthorised": "Sale pick has been authorised",
    "Sale/PackAuthorised": "Sale pack has been authorised",
    "Sale/CreditNoteAuthorised": "Sale credit note has been authorised",
    "Sale/Undo": "Sale has been undone",
    "Sale/PartialPaymentReceived": "Sale partial payment has been received",
    "Sale/FullPaymentReceived": "Sale full payment has been received",
    "Sale/AttachmentAdded": "Sale attachment has been added",
    "Sale/AdditionalAttributesChanged": "Sale additional attributes have been changed",
    "Sale/ShipmentTrackingNumberChanged": "Sale shipment tracking number has been changed",
    "Purchase/OrderAuthorised": "Purchase order has been authorised",
    "Purchase/InvoiceAuthorised": "Purchase invoice has been authorised",
    "Purchase/StockReceivedAuthorised": "Purchase stock received has been authorised",
    "Purchase/CreditNoteAuthorised": "Purchase credit note has been authorised",
    "Purchase/Updated": "Purchase has been updated",
    "Customer/Updated": "Customer has been updated",
    "Supplier/Updated": "Supplier has been updated",
    "Product/Updated": "Product has been updated",
    "Stock/AvailableStockLevelChanged": "Available stock level has been changed",
    "Lead/Updated": "Lead has been updated",
    "Lead/Converted": "Lead has been converted",
    "Opportunity/Authorized": "Opportunity has been authorized",
    "Opportunity/AttachmentAdded": "Opportunity attachment has been added",
    "Opportunity/Voided": "Opportunity has been voided",
    "Opportunity/Converted": "Opportunity has been converted",
    "Task/Overdue": "Task is overdue",
}
"""All documented types with their read-only label. Source: ref §9.3 (D); the labels but one are G."""


@dataclass(slots=True, kw_only=True)
class Hook:
    """One registered webhook.

    Source: ref §9.1 (D).
    """

    id: str
    type: str
    active: bool
    url: str
    authorisation: str = "noauth"
    user_name: str | None = None
    password: str | None = None
    token: str | None = None
    headers: list[Row] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Delivery:
    """One payload on its way to one webhook; every retry repeats it unchanged.

    Source: ref §9.2 (D, L).
    """

    id: str
    hook_id: str
    type: str
    body: str
    due: datetime
    attempts: int = 0
    sending: bool = False
    outcome: str = "waiting"
    answers: list[str] = field(default_factory=list)


@dataclass
class Hooks:
    """The webhooks of an account, what waits for delivery, and the last that were done."""

    by_id: dict[str, Hook] = field(default_factory=dict)
    waiting: list[Delivery] = field(default_factory=list)
    done: deque[Delivery] = field(default_factory=lambda: deque(maxlen=1000))

    def of_type(self, kind: str) -> list[Hook]:
        """List the webhooks for one type of event."""
        return [hook for hook in self.by_id.values() if hook.type == kind]

    def schedule(self, kind: str, body: str, at: datetime, switches: Switches) -> None:
        """Note what shall be told to whoever listens for this type of event.

        Source: ref §9.2 (D, L), §12: drop, duplicate, delay, reorder.
        """
        mode = switches["webhook_delivery"]
        wait = WAITS[0] + timedelta(minutes=switches.number("webhook_delay_minutes"))
        if mode == "drop":
            return
        for hook in self.of_type(kind):
            if not hook.active:
                continue
            for _ in range(2 if mode == "duplicate" else 1):
                self.waiting.append(Delivery(id=new_guid(), hook_id=hook.id, type=kind, body=body, due=at + wait))
        if mode == "reorder":
            self._swap_last_two()

    def next_due(self, now: datetime) -> Delivery | None:
        """Pick the waiting delivery that is due longest."""
        due = [entry for entry in self.waiting if self._can_go(entry) and entry.due <= now]
        return min(due, key=lambda entry: entry.due, default=None)

    def settle(self, delivery: Delivery, answer: str, *, accepted: bool, switches: Switches) -> None:
        """Note how an attempt went; the sixth failure switches the webhook off.

        Source: ref §9.2 (D, L); the criterion of success is any 2xx (G, §13.9).
        """
        delivery.sending = False
        delivery.attempts += 1
        delivery.answers.append(answer)
        if accepted:
            delivery.outcome = "delivered"
        elif delivery.attempts < len(WAITS):
            delivery.due += WAITS[delivery.attempts]
            return
        else:
            delivery.outcome = "failed"
            hook = self.by_id.get(delivery.hook_id)
            if hook and switches["webhook_deactivation"] == "after_6":
                hook.active = False
        self.waiting.remove(delivery)
        self.done.append(delivery)

    def _can_go(self, delivery: Delivery) -> bool:
        hook = self.by_id.get(delivery.hook_id)
        return not delivery.sending and hook is not None and hook.active

    def _swap_last_two(self) -> None:
        if len(self.waiting) >= 2:
            first, second = self.waiting[-2:]
            first.due, second.due = max(first.due, second.due) + timedelta(seconds=1), first.due
