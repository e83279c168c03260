"""Groups of a team, and who is in them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "agent_group",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=320), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("request_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_agent_group_project_id")),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_agent_group")),
        sa.UniqueConstraint("project_id", "client_id", name=op.f("uq_agent_group_project_id_client_id")),
    )
    op.create_index(
        "ix_agent_group_name",
        "agent_group",
        ["project_id", "name_key"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "agent_group_member",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("agent_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "group_id"],
            ["agent_group.project_id", "agent_group.id"],
            name=op.f("fk_agent_group_member_project_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "agent_id"],
            ["agent.project_id", "agent.id"],
            name=op.f("fk_agent_group_member_project_id_agent_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "group_id", "agent_id", name=op.f("pk_agent_group_member")),
    )
    op.create_index("ix_agent_group_member_agent", "agent_group_member", ["project_id", "agent_id"])
