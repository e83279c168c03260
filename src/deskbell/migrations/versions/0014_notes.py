"""Notes of the team in conversations, and whom they name."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "note",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("pos", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("ts", sa.BigInteger(), nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("author_name", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("mentions", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("project_id", "conversation_id", "pos", name=op.f("pk_note")),
        sqlite_with_rowid=False,
    )
    op.create_index("uq_note_client", "note", ["project_id", "author_id", "client_id"], unique=True)
    op.create_index("ix_note_seq", "note", ["project_id", "conversation_id", "seq"])
    op.create_table(
        "mention",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("agent_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("pos", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "agent_id", "conversation_id", name=op.f("pk_mention")),
        sqlite_with_rowid=False,
    )
