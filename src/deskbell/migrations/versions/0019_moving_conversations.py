"""Conversations wait for a group, are set aside, and do not go back to whoever put them back; blocked visitors."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("conversation", sa.Column("group_id", ID))
    op.add_column("conversation", sa.Column("snoozed_until", sa.BigInteger()))
    op.add_column("conversation", sa.Column("released_by", ID))
    op.create_index(
        "ix_conversation_snoozed",
        "conversation",
        ["snoozed_until"],
        sqlite_where=sa.text("snoozed_until IS NOT NULL"),
        postgresql_where=sa.text("snoozed_until IS NOT NULL"),
    )
    op.add_column("visitor", sa.Column("blocked_at", sa.BigInteger()))
