"""What alembic runs for every command; the connection always comes from `adapters.sql.migrate`."""

import sqlalchemy as sa
from alembic import context
from sqlalchemy.sql.schema import SchemaItem

import adapters.sql.tables  # noqa: F401 - makes the tables known to the metadata
from adapters.sql.naming import METADATA


def _is_ours(item: SchemaItem, _name: str | None, kind: str, _reflected: bool, _other: SchemaItem | None) -> bool:  # noqa: FBT001 - alembic's signature
    """Leave alone what the task engine keeps in the same file."""
    table = item if kind == "table" else getattr(item, "table", None)
    return not isinstance(table, sa.Table) or table.name in METADATA.tables


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_object=_is_ours,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,  # SQLite can, once the transaction was begun by hand
)
context.run_migrations()
