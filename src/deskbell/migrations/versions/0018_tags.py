"""A project's tags, and those on a conversation."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "tag",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("name_key", sa.String(length=160), nullable=False),
        sa.Column("colour", sa.String(length=8), nullable=False),
        sa.Column("merged_into", ID, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_tag_project_id")),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_tag")),
    )
    op.create_index(
        "ix_tag_name",
        "tag",
        ["project_id", "name_key"],
        unique=True,
        sqlite_where=sa.text("merged_into IS NULL"),
        postgresql_where=sa.text("merged_into IS NULL"),
    )
    op.add_column("conversation", sa.Column("tags", sa.Text(), nullable=False, server_default=""))
