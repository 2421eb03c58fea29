"""Links and options in SQL."""

from dataclasses import replace
from datetime import datetime
from operator import itemgetter

import sqlalchemy as sa
from sqlmodel import col

from adapters.sql.codecs.connections import connection_of, connection_row, options_of, options_row
from adapters.sql.codecs.documents import decoded
from adapters.sql.repositories.cursors import cursor_of, number_of
from adapters.sql.statements import everything_of, first_of, inserted, row_of, rows_of, updated
from adapters.sql.tables import ConnectionRow, OrderRow, SaleOptionsRow
from adapters.sql.vault import Vault
from application.ports.storage.connections import ConnectionRepository, ListedSupplier, OptionsRepository
from application.ports.storage.orders import Page
from application.ports.storage.unit_of_work import AlreadyStored, LostRace
from domain.connection import Company, Connection, ConnectionStatus
from domain.identifiers import SupplierId
from domain.order import OrderState
from domain.sale_options import OptionsVersion

_UNASKED = (
    sa.select(col(ConnectionRow.supplier))
    .where(col(ConnectionRow.ask_at) < sa.bindparam("before"))
    .order_by(col(ConnectionRow.ask_at))
    .limit(sa.bindparam("limit"))
)
_OPTIONS_NEWEST_FIRST = (
    everything_of(SaleOptionsRow)
    .where(col(SaleOptionsRow.supplier) == sa.bindparam("supplier"))
    .order_by(col(SaleOptionsRow.version).desc())
)
_NEWEST_OPTIONS = _OPTIONS_NEWEST_FIRST.limit(1)


class SqlConnections(ConnectionRepository):
    """Links, their keys encrypted by the vault."""

    def __init__(self, transaction: sa.Connection, vault: Vault) -> None:
        self._transaction, self._vault = transaction, vault

    def get(self, supplier: SupplierId) -> Connection | None:
        """Answer this supplier's link, connected or not. Raises: SecretUnreadable."""
        row = row_of(self._transaction, ConnectionRow, supplier)
        return connection_of(row, self._vault) if row else None

    def save(self, connection: Connection) -> Connection:
        """Store a new link (version 0) or a changed one, and answer it with its new version. Raises: LostRace."""
        saved = replace(connection, version=connection.version + 1)
        row = connection_row(saved, self._vault, version=saved.version)
        if connection.version:
            stored = updated(self._transaction, row, col(ConnectionRow.version) == connection.version)
        else:
            stored = inserted(self._transaction, row)
        if not stored:
            raise LostRace(f"The connection of supplier {connection.supplier} was changed meanwhile.")
        return saved

    def opened_by(self, account_id: str) -> tuple[Connection, ...]:
        """Answer the links that work and are opened with exactly this account id. Raises: SecretUnreadable."""
        works = col(ConnectionRow.status) == ConnectionStatus.CONNECTED.value
        asked = everything_of(ConnectionRow).where(col(ConnectionRow.account_id) == account_id, works)
        rows = rows_of(self._transaction, asked.order_by(col(ConnectionRow.supplier)))
        return tuple(connection_of(row, self._vault) for row in rows)

    def unasked(self, before: datetime, limit: int) -> tuple[SupplierId, ...]:
        """Answer whose doubted system should have been asked before then, longest overdue first, no secret opened."""
        return tuple(map(SupplierId, self._transaction.scalars(_UNASKED, {"before": before, "limit": limit})))

    def listed(self) -> tuple[ListedSupplier, ...]:
        """Answer every supplier that was ever connected, by supplier; no secret is opened for it."""
        is_held = col(OrderRow.state) == OrderState.HELD.value
        counted = sa.select(col(OrderRow.supplier), sa.func.count()).where(is_held).group_by(col(OrderRow.supplier))
        held = {row[0]: row[1] for row in self._transaction.execute(counted)}
        row = ConnectionRow
        columns = (col(row.supplier), col(row.account_id), col(row.company), col(row.status))
        return tuple(
            ListedSupplier(
                supplier=SupplierId(supplier),
                account_id=account_id,
                company=decoded(Company, company).name,
                status=ConnectionStatus(status),
                held=held.get(supplier, 0),
            )
            for supplier, account_id, company, status in sorted(
                self._transaction.execute(sa.select(*columns)), key=itemgetter(0)
            )
        )


class SqlOptions(OptionsRepository):
    """Sale options, every version kept."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def newest(self, supplier: SupplierId) -> OptionsVersion:
        """Answer the options in force; version 0 with the defaults where nobody chose."""
        row = first_of(self._transaction, _NEWEST_OPTIONS, {"supplier": supplier})
        return options_of(row) if row else OptionsVersion.nobodys(supplier)

    def versions(self, supplier: SupplierId) -> tuple[OptionsVersion, ...]:
        """Answer all versions, the newest first."""
        return tuple(map(options_of, rows_of(self._transaction, _OPTIONS_NEWEST_FIRST, {"supplier": supplier})))

    def page(self, supplier: SupplierId, *, cursor: str | None, limit: int) -> Page[OptionsVersion]:
        """Answer some versions, the newest first. Raises: InvalidValue for a cursor that this did not answer."""
        asked = _OPTIONS_NEWEST_FIRST.limit(limit + 1)
        if cursor:
            asked = asked.where(col(SaleOptionsRow.version) < number_of(cursor))
        found = tuple(map(options_of, rows_of(self._transaction, asked, {"supplier": supplier})))
        more = found[limit - 1].version if len(found) > limit else None
        return Page(items=found[:limit], next_cursor=None if more is None else cursor_of(str(more)))

    def add(self, version: OptionsVersion) -> None:
        """Store a version. Raises: AlreadyStored when this number is taken."""
        if not inserted(self._transaction, options_row(version)):
            raise AlreadyStored(f"Supplier {version.supplier} has options of version {version.version} already.")
