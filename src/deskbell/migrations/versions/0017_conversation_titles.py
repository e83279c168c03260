"""What only the team knows of a conversation: its title."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("conversation", sa.Column("title", sa.String(120)))
