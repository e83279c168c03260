"""Since when somebody is here."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column("lease", sa.Column("since", sa.BigInteger(), server_default="0", nullable=False))
