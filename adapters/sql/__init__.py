"""Our tables in SQLite or PostgreSQL: engine, rows, repositories, migrations; the task engine shares the database."""

from adapters.sql.call_budget import SqlCallBudget
from adapters.sql.engine import UnusableDatabaseUrl, make_engine
from adapters.sql.key_file import key_beside, key_file
from adapters.sql.migrate import migrate, pending
from adapters.sql.rotation import SqlSecrets
from adapters.sql.unit_of_work import SqlUnitOfWork, TransactionOpen, refuse_inside_transaction, transaction_is_open
from adapters.sql.vault import SecretUnreadable, UnusableKeys, Vault, new_key

__all__ = [
    "SecretUnreadable",
    "SqlCallBudget",
    "SqlSecrets",
    "SqlUnitOfWork",
    "TransactionOpen",
    "UnusableDatabaseUrl",
    "UnusableKeys",
    "Vault",
    "key_beside",
    "key_file",
    "make_engine",
    "migrate",
    "new_key",
    "pending",
    "refuse_inside_transaction",
    "transaction_is_open",
]
