"""States and kinds in the words of an office: what it is called, how it looks, and what it means for the reader."""

from dataclasses import dataclass
from enum import Enum

from application.connecting.preview_sale_options import Effect
from application.ports.storage.catalogue_views import MatchState, ProductState
from application.ports.storage.jobs import Job, JobState
from domain.alarms import AlarmKind
from domain.call_budget import Lane
from domain.connection import ConnectionStatus
from domain.drift import DriftKind
from domain.notices import NoticeState
from domain.order import OrderState
from domain.prices import WhyNotSet
from domain.shipment import Concern, ShipmentStatus

GOOD, BUSY, WARN, BAD, QUIET = "good", "busy", "warn", "bad", "quiet"
"""How urgent a word is; each has a colour and a shape of its own, so that neither alone carries it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A state as it is shown. Shape: `meaning` is one sentence for somebody who sees it for the first time."""

    label: str
    tone: str
    meaning: str = ""


WORDS: dict[Enum, Word] = {
    OrderState.HELD: Word("Needs you", BAD, "Something keeps it back. What to do about it is said below."),
    OrderState.CHECKING: Word(
        "Checking Cin7", WARN, "Cin7's answer got lost. It is being looked for before anything else."
    ),
    OrderState.WAITING: Word("Waiting for Cin7", WARN, "Cin7 is out of reach or busy. It goes by itself."),
    OrderState.ACCEPTED: Word("Accepted", BUSY, "Stored safely. It is sent to Cin7 next."),
    OrderState.CREATING: Word("Being sent", BUSY, "Its sale is being made in Cin7 at this moment."),
    OrderState.CREATED: Word("In Cin7", GOOD, "It is a complete sale in Cin7; what comes next is done there."),
    OrderState.PARTLY_SHIPPED: Word("Partly shipped", BUSY, "Some of its goods have left; the rest is still in Cin7."),
    OrderState.SHIPPED: Word("Shipped", GOOD, "All of it has left; Upstock is told."),
    OrderState.IGNORED: Word("Ignored", QUIET, "Somebody decided that it needs no sale. It can be retried."),
    OrderState.VOIDED: Word("Voided in Cin7", QUIET, "Its sale was voided in Cin7. Nothing more happens to it."),
    ShipmentStatus.NOT_SHIPPED: Word("Not shipped", QUIET),
    ShipmentStatus.PARTLY_SHIPPED: Word("Partly shipped", BUSY),
    ShipmentStatus.SHIPPED: Word("Shipped", GOOD),
    ShipmentStatus.UNDONE: Word("Undone in Cin7", BAD),
    ShipmentStatus.VOIDED: Word("Voided", QUIET),
    Concern.UNDONE_AFTER_SHIPPED: Word(
        "Undone after shipping", BAD, "Upstock and the customer were told that it was shipped."
    ),
    Concern.UNDONE_AFTER_PARTLY_SHIPPED: Word(
        "Undone after shipping", BAD, "Upstock was told of parcels that Cin7 no longer shows."
    ),
    Concern.CHANGED_AFTER_SHIPPED: Word(
        "Changed after shipping", WARN, "The sale in Cin7 holds goods that have not left."
    ),
    Concern.LIST_SAYS_SHIPPED: Word("Unclear", WARN, "Cin7's list says shipped, the sale itself does not."),
    Concern.SALE_GONE: Word("Sale is gone", BAD, "Its sale cannot be found in Cin7 any more."),
    Concern.SEVERAL_SALES: Word("Several sales", BAD, "More than one sale in Cin7 carries this order's key."),
    ConnectionStatus.CONNECTED: Word("Connected", GOOD, "Orders go to Cin7, and changes come from it, by themselves."),
    ConnectionStatus.DISCONNECTED: Word("Disconnected", QUIET, "Nothing is sent or read. History stays readable."),
    ConnectionStatus.LOST: Word(
        "Connection lost", BAD, "Cin7 no longer accepts the key. Connect again with a working one."
    ),
    NoticeState.LISTENING: Word(
        "Listening", GOOD, "Cin7 says at once when something moves; it is read back within seconds."
    ),
    NoticeState.UNCLEAR: Word(
        "Not made sure of yet", WARN, "It is looked at again by itself; polling goes on meanwhile."
    ),
    NoticeState.UNAVAILABLE: Word(
        "Not available", QUIET, "This Cin7 account sends none. Polling alone finds shipments within ten minutes."
    ),
    NoticeState.ENDED: Word("Off", QUIET, "None are wanted. Polling alone finds shipments within about ten minutes."),
    Lane.ORDERS: Word("Orders", BUSY, "They go before everything else."),
    Lane.SHIPMENTS: Word("Shipments", BUSY, "What left, and its tracking."),
    Lane.PRICES: Word("Changes", BUSY, "Of prices, products and customers."),
    Lane.IMPORTS: Word("Full imports", QUIET, "Only what nobody else needs, evenly spread."),
    Effect.OTHERWISE: Word("Sent otherwise", BUSY),
    Effect.HELD: Word("Would be held", BAD),
    Effect.HELD_NO_LONGER: Word("Would be held no longer", GOOD),
    Effect.STILL_HELD: Word("Held for other reasons", WARN),
    JobState.RUNNING: Word("Running", BUSY),
    JobState.DONE: Word("Done", GOOD),
    JobState.FAILED: Word("Failed", BAD),
    JobState.CANCELLED: Word("Cancelled", QUIET),
    ProductState.IMPORTABLE: Word("Can be imported", QUIET),
    ProductState.IMPORTED: Word("Imported", GOOD),
    ProductState.EXCLUDED: Word("Never offered", QUIET),
    MatchState.NAME: Word("By its name", GOOD, "Orders that carry this name are for this customer."),
    MatchState.CHOSEN: Word("Chosen", GOOD, "A person said which name on orders means this customer."),
    MatchState.AMBIGUOUS: Word(
        "Namesakes", WARN, "Several customers have this name: orders are held until one is chosen."
    ),
    MatchState.NONE: Word("Not found", QUIET, "It is deprecated in Cin7: no order finds it by name."),
    WhyNotSet.NO_PRICE: Word("No price", WARN, "Cin7 holds no price above 0 for it here."),
    WhyNotSet.UNKNOWN_TIER: Word("Unknown tier", WARN, "The customer's price tier is not among the account's."),
    WhyNotSet.IMPOSSIBLE_DISCOUNT: Word(
        "Impossible discount", WARN, "The customer's discount is no percentage from 0 to 100."
    ),
    WhyNotSet.NOTHING_LEFT: Word("Nothing left", WARN, "After the discount nothing is left of the price."),
    AlarmKind.ZERO_PRICE: Word("No price at all", WARN),
    AlarmKind.ZERO_OWN_PRICE: Word("Own price of 0", WARN),
    AlarmKind.TIER_HOLE: Word("Price missing in a tier", WARN),
    AlarmKind.TWIN_TIERS: Word("Two tiers, one name", WARN),
    AlarmKind.UNKNOWN_TIER: Word("Unknown tier", WARN),
    AlarmKind.DISCOUNT: Word("Impossible discount", WARN),
    AlarmKind.CURRENCY: Word("Other currency", WARN),
    AlarmKind.CREDIT_HOLD: Word("Credit hold", WARN),
    AlarmKind.LOCK_DATE: Word("Locked period", WARN),
    AlarmKind.SHIPMENT_UNDONE: Word("Shipment undone", BAD),
    AlarmKind.SHIPMENT_CHANGED: Word("Changed after shipping", BAD),
    AlarmKind.SHIPMENT_UNCLEAR: Word("Shipment unclear", BAD),
    AlarmKind.SALE_GONE: Word("Sale is gone", BAD),
    AlarmKind.SEVERAL_SALES: Word("Several sales", BAD),
    AlarmKind.ODD_ANSWER: Word("Cin7 answers oddly", BAD),
    AlarmKind.CONNECTOR_FAILED: Word("Our own fault", BAD),
    DriftKind.QUANTITY: Word("Quantity", WARN),
    DriftKind.PRICE: Word("Price", WARN),
    DriftKind.DISCOUNT: Word("Discount", WARN),
    DriftKind.LINE_ADDED: Word("Line added", WARN),
    DriftKind.LINE_GONE: Word("Line gone", WARN),
    DriftKind.CHARGE: Word("Charge", WARN),
    DriftKind.ADDRESS: Word("Address", WARN),
    DriftKind.SHIP_BY: Word("Ship-by date", WARN),
    DriftKind.SHIPMENT: Word("Shipment", BAD),
    DriftKind.SALE: Word("Sale", BAD),
}
"""Every state that a page shows; a test sees that none is missing."""


def word(state: Enum) -> Word:
    """Answer how a state is shown; one that nobody worded yet says its own name."""
    return WORDS.get(state, Word(str(state.value).replace("_", " ").capitalize(), QUIET))


ORDER_STATES = tuple(state for state in WORDS if isinstance(state, OrderState))
"""The states of orders, those that need somebody first."""

JOBS = {
    "import_products": "Import products",
    "import_contacts": "Import customers",
    "sync": "Read changes from Cin7",
    "replay": "Close the gap",
}

ACTIONS = {
    "connection.lost": "Key no longer accepted",
    "connection.made": "Connected",
    "connection.ended": "Disconnected",
    "contact.matched": "Customer chosen",
    "database.restored": "Database restored",
    "gap.replayed": "Gap closed",
    "import_contacts.requested": "Import of customers",
    "import_products.requested": "Import of products",
    "job.cancelled": "Job ended early",
    "options.changed": "Sale options changed",
    "order.ignored": "Order left alone",
    "order.linked": "Order linked",
    "order.retried": "Order retried",
    "sync.requested": "Changes read from Cin7",
    "webhooks.left": "Webhooks could not be removed",
    "webhooks.removed": "Webhooks removed from Cin7",
}
"""What was done, by its name in the audit."""


NEWS = {
    "order.sale_created": "It is a sale in Cin7",
    "order.held": "It is held",
    "order.partly_shipped": "It was partly shipped",
    "order.shipped": "It was shipped",
    "order.tracking_changed": "Its tracking changed",
    "order.voided": "Its sale was voided",
    "product.published": "Product published",
    "product.discontinued": "Product discontinued",
    "contact.published": "Customer published",
    "price_list.published": "Price list published",
    "price_list.removed": "Price list removed",
    "connection.lost": "Cin7 no longer accepts the key",
}
"""What Upstock is told, by the type of the event."""


def job_name(job: Job) -> str:
    """Answer how a job is called."""
    return JOBS.get(job.kind, job.kind.replace("_", " ").capitalize())
