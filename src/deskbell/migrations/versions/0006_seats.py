"""Seats: an agent may be without one for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("agent", sa.Column("suspended_at", sa.BigInteger(), nullable=True))
