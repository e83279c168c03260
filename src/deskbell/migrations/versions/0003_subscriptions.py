"""Subscriptions: scheduled changes, suspension, what time brings, and the history of it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    for column in (
        sa.Column("trial_grace_until", sa.BigInteger(), nullable=True),
        sa.Column("renews", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("period", sa.String(length=8), nullable=True),
        sa.Column("suspended_at", sa.BigInteger(), nullable=True),
        sa.Column("suspended_why", sa.String(length=200), nullable=True),
        sa.Column("later_plan", sa.String(length=32), nullable=True),
        sa.Column("later_seats", sa.Integer(), nullable=True),
        sa.Column("later_at", sa.BigInteger(), nullable=True),
        sa.Column("later_since", sa.BigInteger(), nullable=True),
        sa.Column("later_by", sa.String(length=80), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("turned_until", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("turns_at", sa.BigInteger(), nullable=True),
    ):
        op.add_column("subscription", column)
    op.create_index("ix_subscription_turns_at", "subscription", ["turns_at"], unique=False)
    # What was tried had no name until now. Time has not looked at any of them yet: it does at the next start, and the
    # end of a trial that passed long ago is history, not news.
    op.execute("UPDATE subscription SET plan = 'standard' WHERE plan = 'trial'")
    op.execute("UPDATE subscription SET turns_at = 0, turned_until = changed_at")
    op.create_table(
        "subscription_history",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("by_kind", sa.String(length=16), nullable=False),
        sa.Column("by_name", sa.String(length=80), nullable=False),
        sa.Column("plan", sa.String(length=32), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("valid_until", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_subscription_history_project_id")),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_subscription_history")),
    )
