"""Keep what was chosen to be imported, what Upstock was told of it, its price lists, and what is wrong with it."""

from collections.abc import Mapping
from typing import TypeVar

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Kind = TypeVar("Kind")

TEXT = sa.Text()
DOCUMENT = sa.Text().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
SUPPLIER = sa.String(64)
DIGEST = sa.String(64)
IS_OPEN = sa.text("closed_at IS NULL")
LISTED = ["supplier", "excluded", "folded_sku", "product_id"]
NEW = (
    "selections",
    "contact_imports",
    "told_products",
    "told_contacts",
    "contact_emails",
    "price_lists",
    "list_customers",
    "alarms",
    "catalogue_states",
)


def upgrade() -> None:
    """Bring the schema here from 0005; the columns of products that lists need are filled from their documents."""
    op.add_column("products", sa.Column("excluded", sa.String(16), nullable=False, server_default=""))
    op.add_column("products", sa.Column("search_text", TEXT, nullable=False, server_default=""))
    _fill_products()
    op.create_index("ix_products_listed", "products", LISTED)
    _choices()
    _told()
    _lists()
    _alarms()


def downgrade() -> None:
    """Take it back to 0005."""
    for table in reversed(NEW):
        op.drop_table(table)
    op.drop_index("ix_products_listed", "products")
    with op.batch_alter_table("products") as products:
        products.drop_column("search_text")
        products.drop_column("excluded")


def _fill_products() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    said = "json_extract(document, '$.{}')" if is_sqlite else "(document ->> '{}')"
    yes, no = ("1", "0") if is_sqlite else ("'true'", "'false'")
    op.execute(
        f"UPDATE products SET search_text = lower({said.format('sku')} || ' ' || {said.format('name')}),"  # noqa: S608 - our own names alone
        f" excluded = CASE WHEN {said.format('kind')} = 'service' THEN 'service'"
        f" WHEN {said.format('is_deprecated')} = {yes} THEN 'deprecated'"
        f" WHEN {said.format('is_sellable')} = {no} THEN 'not_sellable' ELSE '' END"
    )


def _table(name: str, keys: Mapping[str, sa.types.TypeEngine[str]], *columns: sa.schema.SchemaItem) -> None:
    primary = [sa.Column(key, kind, nullable=False) for key, kind in {"supplier": SUPPLIER, **keys}.items()]
    constraint = sa.PrimaryKeyConstraint("supplier", *keys, name=f"pk_{name}")
    op.create_table(name, *primary, *columns, constraint)


def _needed(name: str, kind: sa.types.TypeEngine[Kind]) -> "sa.Column[Kind]":
    return sa.Column(name, kind, nullable=False)


def _choices() -> None:
    _table("selections", {"product_id": TEXT}, _needed("actor", TEXT), _needed("at", INSTANT))
    _table("contact_imports", {}, _needed("actor", TEXT), _needed("at", INSTANT))


def _told() -> None:
    _table(
        "told_products",
        {"product_id": TEXT},
        *(_needed(name, TEXT) for name in ("id", "sku", "name")),
        _needed("prices", DOCUMENT),
        _needed("is_offered", sa.Boolean()),
        _needed("seen", DIGEST),
        _needed("changed_at", INSTANT),
        sa.Column("document", DOCUMENT),
    )
    op.create_index("ix_told_products_supplier_changed_at", "told_products", ["supplier", "changed_at"])
    op.create_index("ix_told_products_offered", "told_products", ["supplier", "is_offered", "product_id"])
    columns = (_needed("id", TEXT), _needed("name", TEXT), sa.Column("told", DIGEST), _needed("seen", DIGEST))
    _table("told_contacts", {"contact_id": TEXT}, *columns)
    _table("contact_emails", {"email": TEXT, "contact_id": TEXT})
    op.create_index("ix_contact_emails_supplier_contact_id", "contact_emails", ["supplier", "contact_id"])


def _lists() -> None:
    _table(
        "price_lists",
        {"id": TEXT},
        _needed("name", TEXT),
        _needed("currency", sa.String(3)),
        _needed("tier_number", sa.Integer()),
        _needed("tier_name", TEXT),
        _needed("discount", sa.String(40)),
        *(_needed(name, DIGEST) for name in ("own_digest", "seen", "digest")),
        *(_needed(name, sa.Integer()) for name in ("version", "customers")),
        sa.Column("published_at", INSTANT),
    )
    _table("list_customers", {"contact_id": TEXT}, _needed("id", TEXT), _needed("list_id", TEXT))
    columns = ["supplier", "list_id", "contact_id"]
    op.create_index("ix_list_customers_supplier_list_id_contact_id", "list_customers", columns)


def _alarms() -> None:
    _table(
        "alarms",
        {"subject_key": TEXT, "kind": sa.String(32)},
        _needed("subject", TEXT),
        _needed("detail", TEXT),
        _needed("opened_at", INSTANT),
        sa.Column("closed_at", INSTANT),
    )
    op.create_index("ix_alarms_open", "alarms", ["supplier"], sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)
    _table("catalogue_states", {}, _needed("sums", DOCUMENT), _needed("alarm_basis", DIGEST))
