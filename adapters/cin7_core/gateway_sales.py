"""The half of an account that makes, finds and reads sales.

Source: R13, B2, B3; architecture §6.2, §10.
"""

from datetime import datetime
from urllib.parse import urlsplit

from adapters.cin7_core.allowed_calls import (
    CORRECT_SALE,
    FILL_SALE,
    OPEN_SALE,
    SALE,
    SALE_LIST,
    VOID_SALE,
    AllowedCall,
)
from adapters.cin7_core.client import Answered, Cin7Client
from adapters.cin7_core.finding import sales_with
from adapters.cin7_core.mapping_reply import (
    filled_sale_from,
    holds_other_documents,
    ref_from,
    remote_sale_from,
    type_from,
)
from adapters.cin7_core.mapping_sale import corrected_header_of, header_of, order_of
from adapters.cin7_core.mapping_shipping import sale_change_from
from adapters.cin7_core.pages import batch_of
from adapters.cin7_core.reading import Unreadable, as_instant
from application.ports.errors import NotFound, Refused, SaleRefused, Unclear, UnexpectedReply
from application.ports.inventory import FIRST_REPLY, Batch, InventorySystem, PlannedCall, SaleChange
from domain.remote_sale import RemoteSale
from domain.sale import Sale, SaleRef


class Cin7Sales(InventorySystem):
    """Sales of one account of Cin7 Core.

    Shape: abstract; `gateway.Cin7Core` adds the account's records.
    """

    def __init__(self, client: Cin7Client) -> None:
        self._client = client

    def planned_calls(self, sale: Sale) -> tuple[PlannedCall, ...]:
        """Answer the two writes as they would be sent, and where each field comes from. Source: B1."""
        header, order = header_of(sale), order_of(sale, FIRST_REPLY)
        return tuple(
            PlannedCall(method=call.method, path=call.path, body=written.body, fields=written.fields)
            for call, written in ((OPEN_SALE, header), (FILL_SALE, order))
        )

    def reserve(self) -> None:
        """Take the next call's place in the budget now. Source: B10."""
        self._client.reserve()

    def open_sale(self, sale: Sale, *, not_after: datetime) -> SaleRef:
        """Make the header of a sale.

        Source: R10, R13; ref §6.1, §6.2. Raises: Unclear also when the answer does not say which sale was made.
        """
        answered = self._client.call(OPEN_SALE, body=header_of(sale).body, not_after=not_after)
        try:
            return ref_from(answered.document)
        except Unreadable as unreadable:
            raise _unclear(OPEN_SALE, unreadable) from unreadable

    def fill_sale(self, ref: SaleRef, sale: Sale, *, not_after: datetime) -> RemoteSale:
        """Put lines and charges on a header. Source: R33, R34; ref §6.6."""
        answered = self._client.call(FILL_SALE, body=order_of(sale, ref.id).body, not_after=not_after)
        try:
            return filled_sale_from(answered.document, ref, sale)
        except Unreadable as unreadable:
            raise _unclear(FILL_SALE, unreadable) from unreadable

    def correct_header(self, ref: SaleRef, sale: Sale, *, not_after: datetime) -> None:
        """Make an empty header say what `sale` says.

        Source: ref §1.8 (3), §6.2 (a type is only said when a sale is made), §6.4. Raises: SaleRefused also when Cin7
        accepted it, yet kept another key, customer or type.
        """
        answered = self._client.call(CORRECT_SALE, body=corrected_header_of(ref, sale).body, not_after=not_after)
        try:
            corrected = remote_sale_from(answered.document)
        except Unreadable as unreadable:
            raise _unclear(CORRECT_SALE, unreadable) from unreadable
        if not corrected.belongs_to(sale) or type_from(answered.document) not in (sale.type, None):
            kept = f"{CORRECT_SALE}: Cin7 accepted it, yet {ref.number} keeps another key, customer or type."
            raise SaleRefused((kept,))

    def void_empty(self, ref: SaleRef) -> None:
        """Void a header that holds nothing; one that is void already needs nothing.

        Source: B2; ref §6.7. Raises: Refused when it holds something, Unclear when it is not void afterwards.
        """
        document = self._sale_document(ref).document
        found = _read(document)
        if found.is_voided:
            return
        if not found.is_empty or holds_other_documents(document):
            raise Refused(f"Sale {found.ref.number or ref.id} holds something, so it is not voided from here.")
        answered = self._client.call(VOID_SALE, (("ID", ref.id),))
        try:
            voided = remote_sale_from(answered.document)
        except Unreadable as unreadable:
            raise _unclear(VOID_SALE, unreadable) from unreadable
        if not voided.is_voided:
            raise Unclear(f"{VOID_SALE}: Cin7 accepted it, yet {found.ref.number} is not void.", answered=True)

    def sale(self, ref: SaleRef) -> RemoteSale:
        """Read a sale's own document. Source: B2; ref §5.2. Raises: NotFound."""
        return _read(self._sale_document(ref).document)

    def sales_with(self, key: str, *, since: datetime) -> tuple[SaleRef, ...]:
        """Look for sales that carry our key. Source: B2; architecture §6.2, "Finding by key"."""
        return sales_with(self._client, key, since)

    def sale_changes(self, since: datetime, position: str | None) -> Batch[SaleChange]:
        """Read a page of the sales that were touched since then. Source: R14; ref §5.1."""
        return batch_of(self._client, SALE_LIST, (("UpdatedSince", as_instant(since)),), position, sale_change_from)

    def sale_url(self, ref: SaleRef) -> str:
        """Answer where a person sees this sale in Cin7's own pages."""
        site = urlsplit(self._client.base_url)
        return f"{site.scheme}://{site.netloc}/Sale#{ref.id}"

    def _sale_document(self, ref: SaleRef) -> Answered:
        try:
            return self._client.call(SALE, (("ID", ref.id),))
        except Refused as refused:
            raise NotFound(f"Cin7 shows no sale {ref.number or ref.id}: {_sentence(refused.detail)}") from refused


def _read(document: object) -> RemoteSale:
    try:
        return remote_sale_from(document)
    except Unreadable as unreadable:
        raise UnexpectedReply(f"{SALE}: Cin7 answered with {unreadable}, so nothing is believed of it.") from unreadable


def _sentence(said: str) -> str:
    """End what Cin7 said as a sentence ends, since others follow."""
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _unclear(call: AllowedCall, unreadable: Unreadable) -> Unclear:
    return Unclear(f"{call}: Cin7 accepted it and answered with {unreadable}.", answered=True)
