"""What was read from an account, as rows and back."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from adapters.sql.codecs.documents import decoded, encoded, stored_text
from adapters.sql.codecs.keys import lookup
from adapters.sql.columns import Written
from adapters.sql.tables import BooksRow, ContactRow, ProductRow
from domain.contact import Contact
from domain.dated import Dated
from domain.identifiers import ContactId, SupplierId, folded
from domain.money import plain
from domain.price_list import Buyer, own_digest
from domain.product import Product
from domain.reference_books import ReferenceBooks

Values = dict[str, object]
"""A row by its columns: the mirror is written by the thousand, and row objects would cost more than all the rest."""


def contact_values(supplier: SupplierId, contact: Contact, read_at: datetime) -> Values:
    """Write a customer."""
    document = stored_text(contact)
    return {
        "supplier": supplier,
        "contact_id": lookup(contact.id),
        "folded_name": lookup(contact.name),
        "document": document,
        "digest": _digest(document),
        "read_at": read_at,
        "changed_at": read_at,
        "gone_at": None,
        "id": contact.id,
        "name": contact.name,
        "currency": contact.currency,
        "is_active": contact.is_active,
        "price_tier": contact.price_tier,
        "discount": plain(contact.discount),
        "own_prices_digest": own_digest(contact.own_prices),
    }


def contact_of(row: ContactRow) -> Dated[Contact]:
    """Read a customer back."""
    return Dated(decoded(Contact, row.document), row.read_at)


BUYER = ("id", "name", "currency", "price_tier", "discount", "own_prices_digest")
"""The columns of a customer that price lists are made of, without its document."""


def buyer_of(values: Sequence[str]) -> Buyer:
    """Read the columns of `BUYER`. Source: R19."""
    contact_id, name, currency, price_tier, discount, digest = values
    return Buyer(
        id=ContactId(contact_id),
        name=name,
        currency=currency,
        price_tier=price_tier,
        discount=Decimal(discount),
        own_digest=digest,
    )


def product_values(supplier: SupplierId, product: Product, read_at: datetime) -> Values:
    """Write a product."""
    document = stored_text(product)
    return {
        "supplier": supplier,
        "product_id": lookup(product.id),
        "folded_sku": lookup(product.sku),
        "document": document,
        "digest": _digest(document),
        "read_at": read_at,
        "changed_at": read_at,
        "gone_at": None,
        "excluded": product.why_not_offered or "",
        "search_text": folded(f"{product.sku} {product.name}"),
    }


def product_of(row: ProductRow) -> Dated[Product]:
    """Read a product back."""
    return Dated(decoded(Product, row.document), row.read_at)


def books_row(supplier: SupplierId, books: ReferenceBooks, read_at: datetime, changed_at: datetime) -> BooksRow:
    """Write all books of one account."""
    return BooksRow(supplier=supplier, document=encoded(books), read_at=read_at, changed_at=changed_at)


def books_of(row: BooksRow) -> Dated[ReferenceBooks]:
    """Read the books back."""
    return Dated(decoded(ReferenceBooks, row.document), row.read_at)


def _digest(document: Written) -> str:
    return hashlib.sha256(document.encode()).hexdigest()
