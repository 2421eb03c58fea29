"""Rows by subject; importing this package makes every table known to the metadata."""

from adapters.sql.tables.access import AuditRow, TokenRow
from adapters.sql.tables.connections import ConnectionRow, SaleOptionsRow
from adapters.sql.tables.mirror import BooksRow, ContactRow, FollowUpRow, MatchRow, ProductRow
from adapters.sql.tables.operations import CallBudgetRow
from adapters.sql.tables.orders import AttemptRow, EvidenceRow, HeldForRow, OrderRow
from adapters.sql.tables.publishing import OutboxPauseRow, OutboxRow
from adapters.sql.tables.running import DueRow, JobRow, StreamCursorRow, StreamRunRow

__all__ = [
    "AttemptRow",
    "AuditRow",
    "BooksRow",
    "CallBudgetRow",
    "ConnectionRow",
    "ContactRow",
    "DueRow",
    "EvidenceRow",
    "FollowUpRow",
    "HeldForRow",
    "JobRow",
    "MatchRow",
    "OrderRow",
    "OutboxPauseRow",
    "OutboxRow",
    "ProductRow",
    "SaleOptionsRow",
    "StreamCursorRow",
    "StreamRunRow",
    "TokenRow",
]
