"""Devices on which agents are reached, how far the log was read for them, and what is on its way."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "push_device",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("agent_id", ID, nullable=False),
        sa.Column("session_id", ID, nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("endpoint_hash", sa.String(64), nullable=False),
        sa.Column("p256dh", sa.String(120), nullable=False),
        sa.Column("auth", sa.String(40), nullable=False),
        sa.Column("user_agent", sa.String(400), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "agent_id"],
            ["agent.project_id", "agent.id"],
            name=op.f("fk_push_device_project_id_agent_id_agent"),
        ),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_push_device")),
        sa.UniqueConstraint("project_id", "endpoint_hash", name=op.f("uq_push_device_project_id_endpoint_hash")),
    )
    op.create_index("ix_push_device_agent", "push_device", ["project_id", "agent_id"])
    op.create_table(
        "push_cursor",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("followed_to", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_push_cursor")),
    )
    op.create_table(
        "push_due",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("agent_id", ID, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "device_id", "conversation_id", name=op.f("pk_push_due")),
    )
    op.create_index("ix_push_due_at", "push_due", ["due_at"])
