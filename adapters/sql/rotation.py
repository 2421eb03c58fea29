"""Putting every stored secret under the newest key."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import sqlalchemy as sa
from sqlmodel import SQLModel

from adapters.sql.naming import table_of
from adapters.sql.outages import outages_in_our_words
from adapters.sql.tables import ConnectionRow, SubscriptionRow
from adapters.sql.vault import SecretUnreadable, Vault
from application.ports.storage.secrets import Sealed, SecretStore

SECRETS: Final[tuple[tuple[type[SQLModel], str], ...]] = ((ConnectionRow, "credentials"), (SubscriptionRow, "token"))
"""Every column that holds ciphertext of the vault, in rows that a supplier is the key of."""

BATCH: Final = 100  # secrets of one transaction: on SQLite every other writer waits for it

_NOTHING: Final = Sealed(newest=0, older=0, unreadable=())


class SqlSecrets(SecretStore):
    """The secrets of all suppliers, batch by batch."""

    def __init__(self, engine: sa.Engine, vault: Vault) -> None:
        self._engine, self._vault = engine, vault

    def look(self) -> Sealed:
        """Answer how things stand."""
        with outages_in_our_words():
            return self._through(renews=False)

    def rotate(self) -> Sealed:
        """Put every secret under the newest key; one that is replaced meanwhile is under it already."""
        with outages_in_our_words():
            return self._through(renews=True)

    def _through(self, *, renews: bool) -> Sealed:
        found = _NOTHING
        for row, column in SECRETS:
            table = table_of(row)
            for batch in self._batches(table, column):
                with self._engine.begin() as connection:
                    for supplier, sealed in batch:
                        before, found = found, self._seen(found, f"{column} of {supplier}", sealed)
                        if renews and found.older > before.older:
                            is_it = sa.and_(table.c.supplier == supplier, table.c[column] == sealed)
                            renewed = {column: self._vault.rotated(sealed)}
                            connection.execute(sa.update(table).where(is_it).values(renewed))
        return found

    def _seen(self, found: Sealed, what: str, sealed: str) -> Sealed:
        try:
            is_older = self._vault.is_older(sealed)
        except SecretUnreadable:
            return replace(found, unreadable=(*found.unreadable, what))
        return replace(found, older=found.older + 1) if is_older else replace(found, newest=found.newest + 1)

    def _batches(self, table: sa.Table, column: str) -> Iterator[list[tuple[str, str]]]:
        after = ""
        asked = sa.select(table.c.supplier, table.c[column]).where(table.c[column].is_not(None))
        while True:
            with self._engine.connect() as connection:
                place = asked.where(table.c.supplier > after).order_by(table.c.supplier).limit(BATCH)
                rows = [(str(supplier), str(sealed)) for supplier, sealed in connection.execute(place)]
            if not rows:
                return
            yield rows
            after = rows[-1][0]
