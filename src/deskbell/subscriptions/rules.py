"""What a subscription means at a moment: state, period, seats; what a change of it would do; what time brings.

A period's end no longer belongs to it.
"""

from typing import Literal, NamedTuple, TypeAlias

import msgspec

from deskbell.kit.clock import DAY
from deskbell.kit.errors import Conflict
from deskbell.subscriptions.tables import FREE, State, Subscription

REMINDER_DAYS = (14, 7, 1)
"""How many days before the end the owners are reminded."""


class Period(NamedTuple):
    """From when until when the project has what it has; `until` None: without an end."""

    valid_from: int
    valid_until: int | None
    grace_until: int | None


class Terms(NamedTuple):
    """What applies: a plan and how many agents may be there."""

    plan: str
    seats: int


class Seats(msgspec.Struct, frozen=True):
    """How many agents a project may have, has, has invited, may still add; and how many lost their seat."""

    bought: int
    used: int
    pending: int
    remaining: int
    suspended: int = 0


Way: TypeAlias = Literal["nothing", "at_once", "scheduled"]


class Change(NamedTuple):
    """What a wish would change: from what into what, how and when."""

    way: Way
    before: Terms
    after: Terms
    at: int


class Reminder(NamedTuple):
    """When the owners are reminded that it ends, and how many days before."""

    at: int
    days: int


def as_of(kept: Subscription, now: int) -> Subscription:
    """The subscription with what was scheduled for now or earlier already changed."""
    if kept.later_at is None or now < kept.later_at or kept.later_plan is None:
        return kept
    ended = {"later_plan": None, "later_seats": None, "later_at": None, "later_since": None, "later_by": None}
    changed = {"plan": kept.later_plan, "seats": kept.later_seats}
    if kept.later_plan == FREE:
        changed |= {"valid_from": kept.later_at, "valid_until": None, "grace_until": None, "renews": False}
    return msgspec.structs.replace(kept, **changed, **ended)


def state_at(kept: Subscription, now: int) -> State:
    """A bought period comes before the trial; after both the project goes on with the free seats."""
    if kept.suspended_at is not None and now >= kept.suspended_at:
        return "expired"
    one = as_of(kept, now)
    if _has_begun(one, now):
        if one.plan == FREE:
            return "free"
        return _in_period(now, one.valid_until, one.grace_until)
    if now < one.trial_ends_at:
        return "trialing"
    if one.plan == FREE:
        return "free"
    return _in_period(now, one.trial_ends_at, one.trial_grace_until)


def period_at(kept: Subscription, now: int) -> Period:
    """The bought period once it has begun, the trial before."""
    one = as_of(kept, now)
    if _has_begun(one, now) and one.valid_from is not None:
        return Period(one.valid_from, one.valid_until, one.grace_until)
    if one.plan == FREE:
        return Period(one.trial_ends_at, None, None)
    return Period(one.trial_started_at, one.trial_ends_at, one.trial_grace_until)


def terms_at(kept: Subscription, now: int, *, free_seats: int = 1) -> Terms:
    """The plan that applies, and how many enabled agents the project may have."""
    state = state_at(kept, now)
    if state in {"expired", "free"}:
        return Terms(FREE, free_seats)
    one = as_of(kept, now)
    if _has_begun(one, now):
        return Terms(one.plan, one.seats or free_seats)
    return Terms(one.plan, one.trial_seats)


def seats_at(kept: Subscription, now: int, *, used: int, pending: int = 0, free_seats: int = 1) -> Seats:
    """`used`: the enabled agents. `pending`: the invitations that hold, each of which keeps a seat."""
    limit = terms_at(kept, now, free_seats=free_seats).seats
    return Seats(
        bought=limit,
        used=min(used, limit),
        pending=pending,
        remaining=max(0, limit - used - pending),
        suspended=max(0, used - limit),
    )


def require_seat(limit: int, used: int, pending: int = 0) -> None:
    """Refuse one agent more than there are seats, those counted that are kept for whoever is invited."""
    if used >= limit:
        raise Conflict("no_seat_left", seats=limit)
    if used + pending >= limit:
        raise Conflict("no_seat_left", said="seats_promised", seats=limit)


def changed_to(kept: Subscription, now: int, wanted: Terms) -> Change:
    """How a project that has bought something gets what it wants: more at once, less from the period's end on.

    Raises `Conflict` when nothing is bought that could be changed. What has no end, or is over, changes at once.
    """
    state = state_at(kept, now)
    one = as_of(kept, now)
    if state not in {"active", "grace"} or not _has_begun(one, now):
        raise Conflict("nothing_bought")
    before = Terms(one.plan, one.seats or 1)
    if wanted == before:
        return Change("nothing", before, wanted, now)
    if is_less(before, wanted) and state == "active" and one.valid_until is not None:
        return Change("scheduled", before, wanted, one.valid_until)
    return Change("at_once", before, wanted, now)


def is_less(before: Terms, after: Terms) -> bool:
    """Whether a change takes away and adds nothing: what owners may do by themselves."""
    return after.plan == FREE or (after.plan == before.plan and after.seats < before.seats)


def moments(kept: Subscription) -> list[int]:
    """Every moment at which the state or the seats may become others by themselves, in order."""
    ends = [
        kept.trial_ends_at,
        kept.trial_grace_until,
        kept.valid_from,
        kept.valid_until,
        kept.grace_until,
        kept.later_at,
        kept.suspended_at,
    ]
    return sorted({one for one in ends if one is not None})


def reminders(kept: Subscription) -> list[Reminder]:
    """When to remind the owners of the end, in order: none at or before the beginning, none of what goes on."""
    if kept.suspended_at is not None or kept.renews or kept.plan == FREE:
        return []
    begun = kept.valid_from is not None
    start, end = (kept.valid_from, kept.valid_until) if begun else (kept.trial_started_at, kept.trial_ends_at)
    if start is None or end is None or (kept.later_plan == FREE and kept.later_at == end):
        return []
    return [Reminder(end - days * DAY, days) for days in REMINDER_DAYS if end - days * DAY > start]


def turns_after(kept: Subscription, now: int) -> int | None:
    """The next moment after `now` that brings something; None when nothing will."""
    coming = [*moments(kept), *(one.at for one in reminders(kept))]
    return min((at for at in coming if at > now), default=None)


def _in_period(now: int, until: int | None, grace_until: int | None) -> State:
    if until is None or now < until:
        return "active"
    return "grace" if grace_until is not None and now < grace_until else "expired"


def _has_begun(kept: Subscription, now: int) -> bool:
    return kept.valid_from is not None and now >= kept.valid_from
