"""Rows by subject; importing this package makes every table known to the metadata."""

from adapters.sql.tables.access import AuditRow, TokenRow
from adapters.sql.tables.connections import ConnectionRow, SaleOptionsRow
from adapters.sql.tables.mirror import BooksRow, ContactRow, MatchRow, ProductRow, StreamRunRow
from adapters.sql.tables.operations import CallBudgetRow
from adapters.sql.tables.orders import AttemptRow, EvidenceRow, HeldForRow, OrderRow
from adapters.sql.tables.publishing import OutboxPauseRow, OutboxRow

__all__ = [
    "AttemptRow",
    "AuditRow",
    "BooksRow",
    "CallBudgetRow",
    "ConnectionRow",
    "ContactRow",
    "EvidenceRow",
    "HeldForRow",
    "MatchRow",
    "OrderRow",
    "OutboxPauseRow",
    "OutboxRow",
    "ProductRow",
    "SaleOptionsRow",
    "StreamRunRow",
    "TokenRow",
]
