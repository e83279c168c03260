"""The audit log, and the letters to be sent."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("project_id", ID, nullable=True),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("by_kind", sa.String(length=8), nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("by_name", sa.String(length=254), nullable=False),
        sa.Column("target", sa.String(length=254), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.Column("user_agent", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_project", "audit_entry", ["project_id", "at", "id"], unique=False)
    op.create_index("ix_audit_entry_account", "audit_entry", ["account_id", "at", "id"], unique=False)
    op.create_index("ix_audit_entry_at", "audit_entry", ["at", "id"], unique=False)
    op.create_table(
        "letter",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("recipient_key", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("emptied_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("give_up_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_by", sa.String(length=32), nullable=True),
        sa.Column("leased_until", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("filed_at", sa.BigInteger(), nullable=True),
        sa.Column("failed_at", sa.BigInteger(), nullable=True),
        sa.Column("problem", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("key", name=op.f("uq_letter_key")),
    )
    op.create_index("ix_letter_due", "letter", ["due_at"], unique=False)
    op.create_index("ix_letter_recipient", "letter", ["recipient_key", "created_at"], unique=False)
