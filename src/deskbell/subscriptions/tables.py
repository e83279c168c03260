"""The subscription's table, and the table of what became of it."""

from typing import Literal, TypeAlias

import msgspec
from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, false

from deskbell.kit.db import Id, Millis, metadata

State: TypeAlias = Literal["trialing", "active", "grace", "expired", "free"]
What: TypeAlias = Literal[
    "trial_started",
    "granted",
    "seats_changed",
    "change_scheduled",
    "change_cancelled",
    "change_applied",
    "suspended",
    "resumed",
    "grace_began",
    "expired",
]

FREE = "free"
"""The plan without an end and without a price: what remains when nothing is paid."""

subscription = Table(
    "subscription",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    # What is bought; before that, what is tried.
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
    Column("trial_grace_until", Millis),
    # Whoever is paid goes on by themselves at the end of the period: nobody need be reminded.
    Column("renews", Boolean, nullable=False, server_default=false()),
    # In which currency and how often it is paid, as a price of the plan says; null: not by this server's knowledge.
    Column("currency", String(3)),
    Column("period", String(8)),
    # An operator has stopped it, for that reason, until it is resumed.
    Column("suspended_at", Millis),
    Column("suspended_why", String(200)),
    # What it changes into, from when, and who wanted that when.
    Column("later_plan", String(32)),
    Column("later_seats", Integer),
    Column("later_at", Millis),
    Column("later_since", Millis),
    Column("later_by", String(80)),
    # Counts the changes, so that a form filled in before the newest one is noticed.
    Column("revision", Integer, nullable=False, server_default="1"),
    # Until when everything that time alone brings was looked after, and when there is something again.
    Column("turned_until", Millis, nullable=False, server_default="0"),
    Column("turns_at", Millis),
    Index("ix_subscription_turns_at", "turns_at"),
)

subscription_history = Table(
    "subscription_history",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("id", Id, primary_key=True),
    Column("at", Millis, nullable=False),
    Column("what", String(32), nullable=False),
    Column("by_kind", String(16), nullable=False),
    Column("by_name", String(80), nullable=False),
    # How it stood afterwards, or for something scheduled how it will.
    Column("plan", String(32), nullable=False),
    Column("seats", Integer, nullable=False),
    Column("valid_until", Millis),
    Column("reason", String(200), nullable=False),
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
    trial_grace_until: int | None = None
    renews: bool = False
    currency: str | None = None
    period: str | None = None
    suspended_at: int | None = None
    suspended_why: str | None = None
    later_plan: str | None = None
    later_seats: int | None = None
    later_at: int | None = None
    later_since: int | None = None
    later_by: str | None = None
    revision: int = 1
    turned_until: int = 0
    turns_at: int | None = None


class Happening(msgspec.Struct, frozen=True):
    """One line of a subscription's history: what happened when, by whom and why, and how it stood afterwards."""

    id: str
    at: int
    what: What
    by_kind: str
    by_name: str
    plan: str
    seats: int
    valid_until: int | None
    reason: str
