"""The conversation with an inventory system: one supplier's account, opened for one purpose.

Every method makes the calls that its docstring counts, one attempt each, and raises what
`application.ports.errors` names.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar

from application.ports.errors import KeyRefused
from application.ports.notices import ChangeNotices
from domain.call_budget import Lane
from domain.connection import Company, Credentials
from domain.contact import Contact
from domain.identifiers import ContactId, ProductId, Sku
from domain.product import Product
from domain.reference_books import ReferenceBooks
from domain.remote_sale import RemoteSale
from domain.sale import Sale, SaleRef
from domain.sale_options import SaleOptions

Item = TypeVar("Item")

FIRST_REPLY = "{id of the first reply}"
"""Stands for the sale's id in what is only planned. Source: B1."""

IN_A_REQUEST: Final = timedelta(seconds=10)
"""How long all calls together may take while somebody waits for the answer to a request. Source: architecture §8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch(Generic[Item]):
    """Some records of a stream, and where the next ones begin.

    Shape: `position` is opaque and None after the last batch; `total` counts the whole stream; `asked_at` is the
    other system's own clock when it answered; `unreadable` names records that nothing sensible could be done with.
    """

    items: tuple[Item, ...]
    position: str | None
    total: int
    asked_at: datetime
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleChange:
    """A sale that was touched: a hint to read its document, never something to believe.

    Source: R14, B4. Shape: `digest` is the same for as long as nothing that concerns its goods moved; `says_shipped`
    is what the system's own summary claims.
    """

    ref: SaleRef
    key: str
    digest: str
    says_shipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCall:
    """A call as it would be sent.

    Source: B1. Shape: `fields` maps a JSON pointer into `body` to the path of the field in `domain.sale.Sale`
    that it says, or to a rule id with a sentence, as ``R37: …``, for what is always sent.
    """

    method: str
    path: str
    body: Mapping[str, object]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One call as it went, for evidence: no header, no key.

    Source: B1, B15. Shape: `request` is read back from the bytes that were sent, so that it is what left.
    """

    method: str
    path: str
    request: object
    status: int | None
    reply: object
    started_at: datetime
    seconds: float
    error: str = ""


Recorder = Callable[[Exchange], None]
"""Hears of a call after it was made, while no unit of work is open."""

Doubter = Callable[[KeyRefused], None]
"""Hears of a call that was refused for its key's sake, whatever it was about, while no unit of work is open."""


class InventorySystem(ABC):
    """One supplier's account in an inventory system.

    Source: architecture §5.
    """

    @abstractmethod
    def company(self) -> Company:
        """Ask the account who it is. One call. Raises: CredentialsRefused when the key does not open it."""

    @abstractmethod
    def books(self) -> ReferenceBooks:
        """Read every reference book. One call a book and thousand rows."""

    @abstractmethod
    def contacts(self, changed_since: datetime | None, position: str | None) -> Batch[Contact]:
        """Read some customers, deprecated ones included. One call."""

    @abstractmethod
    def products(self, changed_since: datetime | None, position: str | None) -> Batch[Product]:
        """Read some products, deprecated ones included. One call."""

    @abstractmethod
    def contact(self, contact_id: ContactId) -> Contact | None:
        """Look one customer up by id. One call."""

    @abstractmethod
    def contacts_named(self, name: str) -> tuple[Contact, ...]:
        """Look customers up by exact name, case and space folded. One call."""

    @abstractmethod
    def product(self, product_id: ProductId) -> Product | None:
        """Look one product up by id. One call."""

    @abstractmethod
    def product_with(self, sku: Sku) -> Product | None:
        """Look one product up by exact SKU, case and space folded. One call."""

    @abstractmethod
    def planned_calls(self, sale: Sale) -> tuple[PlannedCall, ...]:
        """Answer what `open_sale` and `fill_sale` would send, byte for byte but for the sale's id. No call.

        The id stands as `FIRST_REPLY`.
        """

    @abstractmethod
    def reserve(self) -> None:
        """Take the next call's place in the budget now, so that nothing is claimed that cannot be sent. No call.

        Source: B10. Raises: BudgetSpent.
        """

    @abstractmethod
    def open_sale(self, sale: Sale, *, not_after: datetime) -> SaleRef:
        """Make the header of a sale; nothing is sent after `not_after`. One call, never repeated.

        Raises: Unclear when a header may have been made; NotSent when certainly not; SaleRefused.
        """

    @abstractmethod
    def fill_sale(self, ref: SaleRef, sale: Sale, *, not_after: datetime) -> RemoteSale:
        """Put lines and charges on a header. One call; a second one replaces or is refused, it never adds.

        Raises: Unclear, NotSent, SaleRefused as above.
        """

    @abstractmethod
    def correct_header(self, ref: SaleRef, sale: Sale, *, not_after: datetime) -> None:
        """Make an empty header say what `sale` says. One call.

        Raises: Unclear, NotSent as above; SaleRefused also when something cannot be changed, such as the type.
        """

    @abstractmethod
    def void_empty(self, ref: SaleRef) -> None:
        """Void a header that holds nothing; read first, so that a sale with lines is never voided. Two calls.

        Raises: Refused when it holds something.
        """

    @abstractmethod
    def sales_with(self, key: str, *, since: datetime) -> tuple[SaleRef, ...]:
        """Look for sales that carry our key, made since then: candidates, each to be confirmed by `sale`.

        One call, and more where the system ignored the question and pages must be read. Complete: a sale that
        the system shows in its list is found.
        """

    @abstractmethod
    def sale(self, ref: SaleRef) -> RemoteSale:
        """Read a sale's own document. One call. Raises: NotFound."""

    @abstractmethod
    def sale_changes(self, since: datetime, position: str | None) -> Batch[SaleChange]:
        """Read which sales were touched since then, whoever made them. One call.

        Complete: a sale that was touched is in one of the batches, unless it was removed. More than what was asked
        for may come, and the same sale twice.
        """

    @abstractmethod
    def sale_url(self, ref: SaleRef) -> str:
        """Answer where a person sees this sale. No call."""


class InventoryDirectory(ABC):
    """Opens accounts, each in the system that the connection names."""

    @abstractmethod
    def open(
        self,
        system: str,
        credentials: Credentials,
        *,
        lane: Lane,
        record: Recorder | None = None,
        doubt: Doubter | None = None,
        within: timedelta | None = None,
    ) -> InventorySystem:
        """Open an account for calls of one lane; `record` hears every exchange, `doubt` each refused key. No call.

        Evidence is made only for who records: of a page of a thousand records it costs as much as reading it.

        All calls of this opening together take no longer than `within`, counted from here: one that would begin
        later raises NotSent, and one that is under way then ends as if it had not been answered.

        Raises: NotThere for a system that nobody built an adapter for.
        """

    @abstractmethod
    def notices(
        self, system: str, credentials: Credentials, *, lane: Lane, within: timedelta | None = None
    ) -> ChangeNotices | None:
        """Open an account's webhooks, None for a system that has none; `within` is as above. No call.

        Source: B5. Raises: NotThere as above.
        """

    @abstractmethod
    def check(self, system: str, options: SaleOptions) -> None:
        """Refuse options that this system cannot do. No call. Raises: ImpossibleOptions."""
