"""How each project gives conversations out, and what waits for somebody's first answer."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "service_setting",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("matter", sa.String(16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "matter", name=op.f("pk_service_setting")),
    )
    op.add_column("conversation", sa.Column("given_at", sa.BigInteger()))
    op.add_column("conversation", sa.Column("had_by", sa.Text()))
    op.create_index(
        "ix_conversation_given",
        "conversation",
        ["project_id", "given_at"],
        sqlite_where=sa.text("given_at IS NOT NULL"),
        postgresql_where=sa.text("given_at IS NOT NULL"),
    )
