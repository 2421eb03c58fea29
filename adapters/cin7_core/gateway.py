"""One supplier's account in Cin7 Core: which calls answer which question.

Source: architecture §5, §6.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from adapters.cin7_core.allowed_calls import (
    CARRIERS,
    COMPANY_CONTACTS,
    CUSTOMERS,
    LOCATIONS,
    ME,
    PAYMENT_TERMS,
    PRICE_TIERS,
    PRODUCTS,
    TAX_RULES,
    AllowedCall,
)
from adapters.cin7_core.client import Query
from adapters.cin7_core.gateway_sales import Cin7Sales
from adapters.cin7_core.mapping_records import (
    carrier_from,
    company_from,
    contact_from,
    location_from,
    product_from,
    sales_contact_from,
    tax_rule_from,
    terms_from,
    tier_from,
)
from adapters.cin7_core.pages import batch_of, every_record, page_of
from adapters.cin7_core.reading import Unreadable, as_instant, block, guid, text
from application.ports.errors import Refused, UnexpectedReply
from application.ports.inventory import Batch
from domain.connection import Company
from domain.contact import Contact
from domain.errors import InvalidValue
from domain.identifiers import ContactId, ProductId, Sku, folded
from domain.product import Product
from domain.reference_books import ReferenceBooks

EVERY_CUSTOMER: Query = (("IncludeDeprecated", "true"), ("IncludeProductPrices", "true"))
EVERY_PRODUCT: Query = (("IncludeDeprecated", "true"), ("IncludeAttachments", "true"))

Row = TypeVar("Row")
Record = TypeVar("Record")


class Cin7Core(Cin7Sales):
    """One account of Cin7 Core, opened for one lane."""

    def company(self) -> Company:
        """Ask the account who it is. Source: R1; ref §1.2."""
        document = self._client.call(ME).document
        return _readable(ME, company_from, document)

    def books(self) -> ReferenceBooks:
        """Read the six reference books. Source: R1; ref §3.1, §10."""
        return ReferenceBooks(
            locations=self._book(LOCATIONS, location_from),
            tax_rules=self._book(TAX_RULES, tax_rule_from),
            payment_terms=self._book(PAYMENT_TERMS, terms_from),
            price_tiers=self._book(PRICE_TIERS, tier_from),
            sales_contacts=self._book(COMPANY_CONTACTS, sales_contact_from),
            carriers=self._book(CARRIERS, carrier_from),
        )

    def contacts(self, changed_since: datetime | None, position: str | None) -> Batch[Contact]:
        """Read a page of customers with their own prices. Source: R5, R8, R21; ref §3.2, §4.1."""
        return batch_of(self._client, CUSTOMERS, _stream(EVERY_CUSTOMER, changed_since), position, contact_from)

    def products(self, changed_since: datetime | None, position: str | None) -> Batch[Product]:
        """Read a page of products with their pictures. Source: R6, R7, R8; ref §2.1, §2.4."""
        return batch_of(self._client, PRODUCTS, _stream(EVERY_PRODUCT, changed_since), position, product_from)

    def contact(self, contact_id: ContactId) -> Contact | None:
        """Look one customer up by id. Source: R32; ref §4.1."""
        record = self._by_id(CUSTOMERS, EVERY_CUSTOMER, contact_id)
        return None if record is None else _readable(CUSTOMERS, contact_from, record)

    def contacts_named(self, name: str) -> tuple[Contact, ...]:
        """Look customers up by exact name: Cin7 answers what begins with its first word, names are compared here.

        Source: R32; ref §4.1.
        """
        if not folded(name):
            return ()
        asked = (*EVERY_CUSTOMER, ("Name", name.split(maxsplit=1)[0]))
        records = every_record(self._client, CUSTOMERS, asked)
        matches = [record for record in records if folded(text(block(record).get("Name"))) == folded(name)]
        return tuple(_readable(CUSTOMERS, contact_from, record) for record in matches)

    def product(self, product_id: ProductId) -> Product | None:
        """Look one product up by id. Source: R33; ref §2.1."""
        record = self._by_id(PRODUCTS, EVERY_PRODUCT, product_id)
        return None if record is None else _readable(PRODUCTS, product_from, record)

    def product_with(self, sku: Sku) -> Product | None:
        """Look one product up by exact SKU: Cin7 answers what holds its first word, SKUs are compared here.

        Source: R33; ref §2.1 (*contains*), §2.2 (unique).
        """
        if not folded(sku):
            return None
        asked = (*EVERY_PRODUCT, ("Sku", sku.split()[0]))
        for record in every_record(self._client, PRODUCTS, asked):
            if folded(text(block(record).get("SKU"))) == folded(sku):
                return _readable(PRODUCTS, product_from, record)
        return None

    def _by_id(self, call: AllowedCall, query: Query, wanted: str) -> object | None:
        """Ask for one record by id; Cin7 answers an error or a list, and may ignore an id it cannot read."""
        asked = (*query, ("ID", wanted))
        try:
            records = page_of(self._client, call, asked, 1).records
        except Refused:
            return None
        return next((record for record in records if guid(block(record).get("ID")) == guid(wanted)), None)

    def _book(self, call: AllowedCall, read: Callable[[Mapping[str, object]], Row | None]) -> tuple[Row, ...]:
        records = every_record(self._client, call)
        return tuple(row for record in records if (row := read(block(record))) is not None)


def _stream(query: Query, changed_since: datetime | None) -> Query:
    return query if changed_since is None else (*query, ("ModifiedSince", as_instant(changed_since)))


def _readable(call: AllowedCall, read: Callable[[object], Record], document: object) -> Record:
    try:
        return read(document)
    except (Unreadable, InvalidValue) as unreadable:
        raise UnexpectedReply(f"{call}: Cin7 answered with {unreadable}") from unreadable
