"""What reports know, told from the log."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "report_conversation",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("visitor_id", ID, nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("assigned_at", sa.BigInteger(), nullable=True),
        sa.Column("replied_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("visitor_messages", sa.BigInteger(), nullable=False),
        sa.Column("team_messages", sa.BigInteger(), nullable=False),
        sa.Column("agent_id", ID, nullable=True),
        sa.Column("group_id", ID, nullable=True),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_report_conversation")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_report_conversation_started", "report_conversation", ["project_id", "started_at", "id"])
    op.create_index(
        "ix_report_conversation_closed",
        "report_conversation",
        ["project_id", "closed_at", "id"],
        sqlite_where=sa.text("closed_at IS NOT NULL"),
        postgresql_where=sa.text("closed_at IS NOT NULL"),
    )
    op.create_table(
        "report_day",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("part", ID, nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "day", "kind", "part", name=op.f("pk_report_day")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report_cursor",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("pos", sa.BigInteger(), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_report_cursor")),
        sqlite_with_rowid=False,
    )
