"""What the team notes of a visitor, and the pages on which they were."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("visitor", sa.Column("remark", sa.String(200)))
    op.add_column("visitor", sa.Column("customer_id", sa.String(80)))
    op.create_table(
        "visitor_page",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("visitor_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "visitor_id", "id", name=op.f("pk_visitor_page")),
    )
