"""The storage ports over one session each; a repository is valid as long as its unit of work is open."""

from adapters.sql.repositories.connections import SqlConnections, SqlOptions
from adapters.sql.repositories.due import SqlDue
from adapters.sql.repositories.jobs import SqlJobs
from adapters.sql.repositories.mirror import SqlMirror
from adapters.sql.repositories.operations import SqlAudit, SqlTokens
from adapters.sql.repositories.orders import SqlEvidence, SqlOrders
from adapters.sql.repositories.publishing import SqlOutbox
from adapters.sql.repositories.stream_runs import SqlStreamRuns

__all__ = [
    "SqlAudit",
    "SqlConnections",
    "SqlDue",
    "SqlEvidence",
    "SqlJobs",
    "SqlMirror",
    "SqlOptions",
    "SqlOrders",
    "SqlOutbox",
    "SqlStreamRuns",
    "SqlTokens",
]
