"""What a project has settled, one row for each matter; what nobody has touched has no row and is as it comes."""

from typing import Literal, TypeAlias

from sqlalchemy import Column, Integer, String, Table, Text

from deskbell.kit.db import Id, Millis, metadata

Matter: TypeAlias = Literal["routing", "hours"]

service_setting = Table(
    "service_setting",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("matter", String(16), primary_key=True),
    # The whole of it as JSON: it is read whole and written whole.
    Column("value", Text, nullable=False),
    # Counts its changes: a form that began from another one is stale.
    Column("version", Integer, nullable=False),
    Column("changed_at", Millis, nullable=False),
    Column("changed_by", String(80), nullable=False),
)
