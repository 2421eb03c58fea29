"""The storage ports over one transaction each; a repository is valid as long as its unit of work is open."""

from adapters.sql.repositories.alarms import SqlAlarms
from adapters.sql.repositories.catalogue_views import SqlCatalogueViews
from adapters.sql.repositories.choices import SqlChoices
from adapters.sql.repositories.connections import SqlConnections, SqlOptions
from adapters.sql.repositories.due import SqlDue
from adapters.sql.repositories.figures import SqlFigures
from adapters.sql.repositories.gap import SqlGap
from adapters.sql.repositories.jobs import SqlJobs
from adapters.sql.repositories.mirror import SqlMirror
from adapters.sql.repositories.notices import SqlHints, SqlSubscriptions
from adapters.sql.repositories.operations import SqlAudit, SqlRestores, SqlTokens
from adapters.sql.repositories.orders import SqlEvidence, SqlOrders
from adapters.sql.repositories.price_lists import SqlPriceLists
from adapters.sql.repositories.publications import SqlPublications
from adapters.sql.repositories.publishing import SqlOutbox
from adapters.sql.repositories.retention import SqlRetention
from adapters.sql.repositories.shipping import SqlDrift, SqlShipping
from adapters.sql.repositories.stream_runs import SqlStreamRuns

__all__ = [
    "SqlAlarms",
    "SqlAudit",
    "SqlCatalogueViews",
    "SqlChoices",
    "SqlConnections",
    "SqlDrift",
    "SqlDue",
    "SqlEvidence",
    "SqlFigures",
    "SqlGap",
    "SqlHints",
    "SqlJobs",
    "SqlMirror",
    "SqlOptions",
    "SqlOrders",
    "SqlOutbox",
    "SqlPriceLists",
    "SqlPublications",
    "SqlRestores",
    "SqlRetention",
    "SqlShipping",
    "SqlStreamRuns",
    "SqlSubscriptions",
    "SqlTokens",
]
