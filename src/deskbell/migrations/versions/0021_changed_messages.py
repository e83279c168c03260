"""Messages that are reworded or taken back, and what they said before."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    for table in ("message", "note"):
        op.add_column(table, sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
        op.add_column(table, sa.Column("edited_at", sa.BigInteger(), nullable=True))
        op.add_column(table, sa.Column("recalled_at", sa.BigInteger(), nullable=True))
    op.create_table(
        "earlier_text",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("pos", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("ts", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "conversation_id", "pos", "revision", name=op.f("pk_earlier_text")),
        sqlite_with_rowid=False,
    )
