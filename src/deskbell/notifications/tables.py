"""What each agent has chosen."""

from sqlalchemy import Column, ForeignKeyConstraint, Table, Text

from deskbell.kit.db import Id, metadata

# Who has no row has what everybody begins with.
notification_choice = Table(
    "notification_choice",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("agent_id", Id, primary_key=True),
    # `NotificationChoices` as JSON.
    Column("choices", Text, nullable=False),
    ForeignKeyConstraint(["project_id", "agent_id"], ["agent.project_id", "agent.id"]),
)
