"""Projects that are searched, pictured, owned by several, offered, closed and erased."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("project") as batch:
        batch.add_column(sa.Column("name_key", sa.String(length=240), server_default="", nullable=False))
        batch.add_column(sa.Column("renamed_by", sa.String(length=80), nullable=True))
        batch.add_column(sa.Column("settings_changed_by", sa.String(length=80), nullable=True))
        batch.add_column(sa.Column("avatar", sa.String(length=32), nullable=True))
        batch.add_column(sa.Column("closed_at", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("closed_by", sa.String(length=80), nullable=True))
    op.create_index(
        "ix_project_closed",
        "project",
        ["closed_at"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NOT NULL"),
        postgresql_where=sa.text("closed_at IS NOT NULL"),
    )
    op.create_table(
        "project_avatar",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_avatar_project_id")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_project_avatar")),
    )
    op.create_index("ix_project_avatar_digest", "project_avatar", ["digest"], unique=False)
    op.create_table(
        "owner_offer",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("leaves", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_by_name", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_owner_offer_project_id")),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_owner_offer")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_owner_offer_token_hash")),
    )
    _fill_name_keys()


def _fill_name_keys() -> None:
    project = sa.table("project", sa.column("id", ID), sa.column("name"), sa.column("name_key"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(project.c.id, project.c.name)).all():
        key = unicodedata.normalize("NFKC", row.name).casefold()[:240]
        connection.execute(sa.update(project).where(project.c.id == row.id).values(name_key=key))
