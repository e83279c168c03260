"""What the Console shows of a subscription on the project page, and the Workspace to its administrators."""

import msgspec

from deskbell.kit.db import Tx
from deskbell.management.seating import seats_of
from deskbell.subscriptions import (
    FREE,
    Seats,
    State,
    Subscription,
    period_at,
    plans_now,
    state_at,
    subscription_of,
    turns_after,
)


class Scheduled(msgspec.Struct):
    """What the subscription changes into, from when, and who wanted that when."""

    plan: str
    plan_name: dict[str, str]
    seats: int
    at: int
    since: int
    by: str


class SubscriptionModule(msgspec.Struct):
    """What the project may use until when. Compare the times with `server_time`, not with another clock.

    `turns_at`: the next moment at which something changes by itself. Names are texts by language.
    """

    plan: str
    plan_name: dict[str, str]
    state: State
    valid_from: int
    valid_until: int | None
    grace_until: int | None
    renews: bool
    suspended_at: int | None
    suspended_why: str | None
    scheduled: Scheduled | None
    turns_at: int | None
    seats: Seats
    server_time: int


def subscription_module(tx: Tx, project_id: str) -> SubscriptionModule:
    """The module on the project page."""
    kept, plans = subscription_of(tx, project_id), plans_now()
    period = period_at(kept, tx.now)
    plan = _plan_shown(kept, tx.now)
    return SubscriptionModule(
        plan=plan,
        plan_name=plans.plan(plan).name,
        state=state_at(kept, tx.now),
        valid_from=period.valid_from,
        valid_until=period.valid_until,
        grace_until=period.grace_until,
        renews=kept.renews and kept.later_plan != FREE,
        suspended_at=kept.suspended_at,
        suspended_why=kept.suspended_why,
        scheduled=_scheduled(kept, tx.now),
        turns_at=turns_after(kept, tx.now),
        seats=seats_of(tx, project_id),
        server_time=tx.now,
    )


def _plan_shown(kept: Subscription, now: int) -> str:
    """What was tried or bought goes on being named after its end: *Standard, expired*."""
    if state_at(kept, now) == "free":
        return FREE
    return kept.later_plan if kept.later_plan and kept.later_at is not None and kept.later_at <= now else kept.plan


def _scheduled(kept: Subscription, now: int) -> Scheduled | None:
    if kept.later_at is None or kept.later_at <= now or kept.later_plan is None:
        return None
    name = plans_now().plan(kept.later_plan).name
    since, by = kept.later_since or now, kept.later_by or ""
    return Scheduled(kept.later_plan, name, kept.later_seats or 1, kept.later_at, since, by)
