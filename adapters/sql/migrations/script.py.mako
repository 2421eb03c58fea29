"""${message}."""

import adapters.sql.columns
import sqlalchemy as sa
import sqlmodel
from alembic import op



revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here from ${down_revision or "nothing"}."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Take it back to ${down_revision or "nothing"}."""
    ${downgrades if downgrades else "pass"}
