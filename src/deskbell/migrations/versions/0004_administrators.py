"""Administrators: removed ones stay as rows, versions tell stale forms, links to set a password."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("agent", sa.Column("removed_at", sa.BigInteger(), nullable=True))
    op.add_column("agent", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "password_link",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("agent_id", ID, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id", "agent_id"],
            ["agent.project_id", "agent.id"],
            name=op.f("fk_password_link_project_id_agent_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "agent_id", name=op.f("pk_password_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_password_link_token_hash")),
    )
