"""Of what each agent wants to hear."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "notification_choice",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("agent_id", ID, nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "agent_id"],
            ["agent.project_id", "agent.id"],
            name=op.f("fk_notification_choice_project_id_agent_id_agent"),
        ),
        sa.PrimaryKeyConstraint("project_id", "agent_id", name=op.f("pk_notification_choice")),
    )
