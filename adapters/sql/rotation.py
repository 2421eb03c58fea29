"""Putting every stored secret under the newest key."""

import sqlalchemy as sa

from adapters.sql.naming import table_of
from adapters.sql.tables import ConnectionRow
from adapters.sql.vault import Vault


def rotate_secrets(engine: sa.Engine, vault: Vault) -> int:
    """Encrypt every secret anew with the first key and answer how many, all or none.

    Source: architecture §6.4. One that is replaced meanwhile is left alone: it is under the first key already.
    Raises: SecretUnreadable when a key that is still needed was dropped.
    """
    table = table_of(ConnectionRow)
    with engine.begin() as connection:
        held = connection.execute(
            sa.select(table.c.supplier, table.c.credentials).where(table.c.credentials.is_not(None))
        ).all()
        for supplier, sealed in held:
            is_it = sa.and_(table.c.supplier == supplier, table.c.credentials == sealed)
            connection.execute(sa.update(table).where(is_it).values(credentials=vault.rotated(sealed)))
    return len(held)
