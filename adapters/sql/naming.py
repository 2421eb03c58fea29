"""Names of constraints, and the one collection that every table of ours belongs to."""

import sqlalchemy as sa
from sqlmodel import SQLModel

METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
"""Set before any table exists: SQLite can change only constraints that have a name."""


class Row(SQLModel):
    """What every row class has in common: our names; a row validates nothing and decides nothing.

    Shape: what is not given is NULL; no column has another default.
    """

    metadata = METADATA

    def __init__(self, **values: object) -> None:
        """Keep the values as they are: SQLModel and SQLAlchemy would each look at every one, for 100 µs a row."""
        vars(self).update(values)


def table_of(row: type[SQLModel]) -> sa.Table:
    """Answer the table behind a row class, for statements that bypass the session's own bookkeeping."""
    return METADATA.tables[str(row.__tablename__)]
