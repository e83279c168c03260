"""What a subscription means at a moment: state, period, seats. A period's end no longer belongs to it."""

from typing import NamedTuple

import msgspec

from deskbell.kit.errors import Conflict
from deskbell.subscriptions.tables import State, Subscription

FREE_SEATS = 1


class Period(NamedTuple):
    """From when until when the project has what it has; `until` None: without an end."""

    valid_from: int
    valid_until: int | None
    grace_until: int | None


class Seats(msgspec.Struct, frozen=True):
    """How many agents a project may have, has, has invited, and may still add."""

    bought: int
    used: int
    pending: int
    remaining: int


def state_at(subscription: Subscription, now: int) -> State:
    """A bought period comes before the trial; after both the project goes on with the free seats."""
    if _has_begun(subscription, now):
        if subscription.valid_until is None or now < subscription.valid_until:
            return "active"
        if subscription.grace_until is not None and now < subscription.grace_until:
            return "grace"
        return "expired"
    if now < subscription.trial_ends_at:
        return "trialing"
    return "free" if subscription.plan == "free" else "expired"


def period_at(subscription: Subscription, now: int) -> Period:
    """The bought period once it has begun, the trial before."""
    if _has_begun(subscription, now) and subscription.valid_from is not None:
        return Period(subscription.valid_from, subscription.valid_until, subscription.grace_until)
    return Period(subscription.trial_started_at, subscription.trial_ends_at, None)


def seat_limit_at(subscription: Subscription, now: int) -> int:
    """How many enabled agents the project may have."""
    state = state_at(subscription, now)
    if state == "trialing":
        return subscription.trial_seats
    if state in {"active", "grace"}:
        return subscription.seats or FREE_SEATS
    return FREE_SEATS


def seats_at(subscription: Subscription, now: int, *, used: int, pending: int = 0) -> Seats:
    """Pending invitations occupy nothing: whether there is a seat is decided at acceptance."""
    limit = seat_limit_at(subscription, now)
    return Seats(bought=limit, used=used, pending=pending, remaining=max(0, limit - used))


def require_seat(limit: int, used: int) -> None:
    """Refuse one agent more than there are seats."""
    if used >= limit:
        raise Conflict("no_seat_left", seats=limit)


def _has_begun(subscription: Subscription, now: int) -> bool:
    return subscription.valid_from is not None and now >= subscription.valid_from
