"""Accounts that an operator keeps from signing in."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("blocked_at", sa.BigInteger()))
    op.add_column("account", sa.Column("blocked_because", sa.String(200)))
