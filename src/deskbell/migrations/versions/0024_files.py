"""Files that messages and notes carry."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    for table in ("message", "note"):
        op.add_column(table, sa.Column("attachments", sa.Text(), nullable=True))
    op.create_table(
        "file",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("owner_id", ID, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("media_type", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("ready_at", sa.BigInteger(), nullable=True),
        sa.Column("message_id", ID, nullable=True),
        sa.Column("visitor_id", ID, nullable=True),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_file")),
    )
    _partial("ix_file_waiting", ["project_id", "owner_id"], "message_id IS NULL")
    _partial("ix_file_left", ["created_at"], "message_id IS NULL")
    _partial("ix_file_removed", ["removed_at"], "removed_at IS NOT NULL")
    _partial("ix_file_message", ["project_id", "message_id"], "message_id IS NOT NULL")


def _partial(name: str, columns: list[str], where: str) -> None:
    op.create_index(name, "file", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
