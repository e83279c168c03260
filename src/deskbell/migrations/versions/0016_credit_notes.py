"""Credit notes: which invoice one takes back."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("invoice", sa.Column("credits", sa.Integer()))
    op.create_index("ix_invoice_credits", "invoice", ["credits"])
