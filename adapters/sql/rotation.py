"""Putting every stored secret under the newest key."""

from typing import Final

import sqlalchemy as sa
from sqlmodel import SQLModel

from adapters.sql.naming import table_of
from adapters.sql.tables import ConnectionRow, SubscriptionRow
from adapters.sql.vault import Vault

SECRETS: Final[tuple[tuple[type[SQLModel], str], ...]] = ((ConnectionRow, "credentials"), (SubscriptionRow, "token"))
"""Every column that holds ciphertext of the vault, in rows that a supplier is the key of."""


def rotate_secrets(engine: sa.Engine, vault: Vault) -> int:
    """Encrypt every secret anew with the first key and answer how many, all or none.

    Source: architecture §6.4. One that is replaced meanwhile is left alone: it is under the first key already.
    Raises: SecretUnreadable when a key that is still needed was dropped.
    """
    with engine.begin() as connection:
        return sum(_rotate(connection, vault, table_of(row), column) for row, column in SECRETS)


def _rotate(connection: sa.Connection, vault: Vault, table: sa.Table, column: str) -> int:
    secret = table.c[column]
    held = connection.execute(sa.select(table.c.supplier, secret).where(secret.is_not(None))).all()
    for supplier, sealed in held:
        is_it = sa.and_(table.c.supplier == supplier, secret == sealed)
        connection.execute(sa.update(table).where(is_it).values({column: vault.rotated(sealed)}))
    return len(held)
