"""What was chosen to be imported, what Upstock was told of it, and what is wrong with it.

Shape: keys of products and customers are those of the mirror; an id beside a key is as it was read.
"""

from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlmodel import Field

from adapters.sql.columns import DecimalText, Document, FreeText, UtcDateTime
from adapters.sql.naming import Row

_IS_OPEN = sa.text("closed_at IS NULL")


class SelectionRow(Row, table=True):
    """A product that somebody chose. Source: R6."""

    __tablename__ = "selections"

    supplier: str = Field(primary_key=True, max_length=64)
    product_id: str = Field(primary_key=True, sa_type=FreeText)
    actor: str = Field(sa_type=FreeText)
    at: datetime = Field(sa_type=UtcDateTime)


class ContactImportRow(Row, table=True):
    """Since when customers are imported by themselves. Source: R5."""

    __tablename__ = "contact_imports"

    supplier: str = Field(primary_key=True, max_length=64)
    actor: str = Field(sa_type=FreeText)
    at: datetime = Field(sa_type=UtcDateTime)


class ToldProductRow(Row, table=True):
    """What Upstock knows of a product, and what price lists take of it.

    Shape: `seen` is the digest of the record that was looked at last, `gone` where it had left; `document` is what
    was told last, kept when the product was discontinued.
    """

    __tablename__ = "told_products"
    __table_args__ = (
        sa.Index(None, "supplier", "changed_at"),
        sa.Index("ix_told_products_offered", "supplier", "is_offered", "product_id"),
    )

    supplier: str = Field(primary_key=True, max_length=64)
    product_id: str = Field(primary_key=True, sa_type=FreeText)
    id: str = Field(sa_type=FreeText)
    sku: str = Field(sa_type=FreeText)
    name: str = Field(sa_type=FreeText)
    prices: object = Field(sa_type=Document)
    is_offered: bool
    seen: str = Field(max_length=64)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    document: object | None = Field(sa_type=Document)


class ToldContactRow(Row, table=True):
    """What Upstock knows of a customer, by digest; nothing personal but its name."""

    __tablename__ = "told_contacts"

    supplier: str = Field(primary_key=True, max_length=64)
    contact_id: str = Field(primary_key=True, sa_type=FreeText)
    id: str = Field(sa_type=FreeText)
    name: str = Field(sa_type=FreeText)
    told: str | None = Field(max_length=64)
    seen: str = Field(max_length=64)


class ContactEmailRow(Row, table=True):
    """An address by which a customer is found. Source: R32."""

    __tablename__ = "contact_emails"
    __table_args__ = (sa.Index(None, "supplier", "contact_id"),)

    supplier: str = Field(primary_key=True, max_length=64)
    email: str = Field(primary_key=True, sa_type=FreeText)
    contact_id: str = Field(primary_key=True, sa_type=FreeText)


class PriceListRow(Row, table=True):
    """A price list as it was told last; its prices follow from what it was made of. Source: R19."""

    __tablename__ = "price_lists"

    supplier: str = Field(primary_key=True, max_length=64)
    id: str = Field(primary_key=True, sa_type=FreeText)
    name: str = Field(sa_type=FreeText)
    currency: str = Field(max_length=3)
    tier_number: int
    tier_name: str = Field(sa_type=FreeText)
    discount: Decimal = Field(sa_type=DecimalText)
    own_digest: str = Field(max_length=64)
    version: int
    seen: str = Field(max_length=64)
    digest: str = Field(max_length=64)
    customers: int
    published_at: datetime | None = Field(sa_type=UtcDateTime)


class ListCustomerRow(Row, table=True):
    """Which list a customer is on; the key lets it be on one alone. Source: R19."""

    __tablename__ = "list_customers"
    __table_args__ = (sa.Index(None, "supplier", "list_id", "contact_id"),)

    supplier: str = Field(primary_key=True, max_length=64)
    contact_id: str = Field(primary_key=True, sa_type=FreeText)
    id: str = Field(sa_type=FreeText)
    list_id: str = Field(sa_type=FreeText)


class AlarmRow(Row, table=True):
    """Something that is wrong in an account, or was. Source: B13."""

    __tablename__ = "alarms"
    __table_args__ = (sa.Index("ix_alarms_open", "supplier", sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),)

    supplier: str = Field(primary_key=True, max_length=64)
    subject_key: str = Field(primary_key=True, sa_type=FreeText)
    kind: str = Field(primary_key=True, max_length=32)
    subject: str = Field(sa_type=FreeText)
    detail: str = Field(sa_type=FreeText)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(sa_type=UtcDateTime)


class CatalogueStateRow(Row, table=True):
    """What stands for a whole catalogue: the sums of what is on offer, and what alarms were last judged by."""

    __tablename__ = "catalogue_states"

    supplier: str = Field(primary_key=True, max_length=64)
    sums: object = Field(sa_type=Document)
    alarm_basis: str = Field(max_length=64)
