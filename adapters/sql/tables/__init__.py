"""Rows by subject; importing this package makes every table known to the metadata."""

from adapters.sql.tables.access import AuditRow, TokenRow
from adapters.sql.tables.catalogue import (
    AlarmRow,
    CatalogueStateRow,
    ContactEmailRow,
    ContactImportRow,
    ListCustomerRow,
    PriceListRow,
    SelectionRow,
    ToldContactRow,
    ToldProductRow,
)
from adapters.sql.tables.connections import ConnectionRow, SaleOptionsRow
from adapters.sql.tables.mirror import BooksRow, ContactRow, FollowUpRow, MatchRow, ProductRow
from adapters.sql.tables.notices import HintRow, SubscriptionRow
from adapters.sql.tables.operations import CallBudgetRow, RestoreRow
from adapters.sql.tables.orders import AttemptRow, EvidenceRow, HeldForRow, OrderRow
from adapters.sql.tables.publishing import OutboxRow, OutboxSilenceRow
from adapters.sql.tables.running import DueRow, JobRow, StreamCursorRow, StreamRunRow
from adapters.sql.tables.shipping import DriftRow, SalePollRow, SaleWatchRow

__all__ = [
    "AlarmRow",
    "AttemptRow",
    "AuditRow",
    "BooksRow",
    "CallBudgetRow",
    "CatalogueStateRow",
    "ConnectionRow",
    "ContactEmailRow",
    "ContactImportRow",
    "ContactRow",
    "DriftRow",
    "DueRow",
    "EvidenceRow",
    "FollowUpRow",
    "HeldForRow",
    "HintRow",
    "JobRow",
    "ListCustomerRow",
    "MatchRow",
    "OrderRow",
    "OutboxRow",
    "OutboxSilenceRow",
    "PriceListRow",
    "ProductRow",
    "RestoreRow",
    "SaleOptionsRow",
    "SalePollRow",
    "SaleWatchRow",
    "SelectionRow",
    "StreamCursorRow",
    "StreamRunRow",
    "SubscriptionRow",
    "TokenRow",
    "ToldContactRow",
    "ToldProductRow",
]
