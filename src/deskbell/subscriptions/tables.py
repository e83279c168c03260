"""The subscription's table."""

from typing import Literal, TypeAlias

import msgspec
from sqlalchemy import Column, ForeignKey, Integer, String, Table

from deskbell.kit.db import Id, Millis, metadata

State: TypeAlias = Literal["trialing", "active", "grace", "expired", "free"]

subscription = Table(
    "subscription",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    # "trial" until something else is chosen; "free" is a plan without an end.
    Column("plan", String(32), nullable=False),
    Column("trial_started_at", Millis, nullable=False),
    Column("trial_ends_at", Millis, nullable=False),
    Column("trial_seats", Integer, nullable=False),
    # What was bought: null until something is. `valid_until` null: without an end.
    Column("seats", Integer),
    Column("valid_from", Millis),
    Column("valid_until", Millis),
    Column("grace_until", Millis),
    Column("changed_at", Millis, nullable=False),
)


class Subscription(msgspec.Struct, frozen=True):
    """A project's subscription as it is kept, in the order of the table's columns."""

    project_id: str
    plan: str
    trial_started_at: int
    trial_ends_at: int
    trial_seats: int
    seats: int | None
    valid_from: int | None
    valid_until: int | None
    grace_until: int | None
    changed_at: int
