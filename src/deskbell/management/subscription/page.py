"""What the Console shows of a subscription: the module on the project page, and the page behind it."""

from typing import NamedTuple

import msgspec

from deskbell.billing import Charge, Payments, payments_of
from deskbell.kit.db import Tx
from deskbell.management.seating import seats_of
from deskbell.projects import Owner
from deskbell.subscriptions import (
    FREE,
    Change,
    Happening,
    Plan,
    Seats,
    State,
    Subscription,
    Way,
    What,
    Wish,
    change_planned,
    history,
    is_less,
    period_at,
    plans_now,
    state_at,
    subscription_of,
    terms_at,
    turns_after,
)
from deskbell.team import InvitationCard, SeatHolder, pending_invitations, seat_holders

_INVITED_SHOWN = 200


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


class PlanPrice(msgspec.Struct):
    """What one seat costs for one period, in the currency's smallest unit; `payable`: owners can pay it here."""

    currency: str
    period: str
    per_seat: int
    payable: bool


class PlanCard(msgspec.Struct):
    """A plan, to be compared. `seats`: how many it has where none are bought; `features`: which of those named."""

    id: str
    name: dict[str, str]
    description: dict[str, str]
    seats: int
    max_seats: int
    features: list[str]
    prices: list[PlanPrice]
    trial_days: int
    grace_days: int
    offered: bool


class Feature(msgspec.Struct):
    """Something that plans differ in."""

    id: str
    name: dict[str, str]


class SubscriptionPage(msgspec.Struct):
    """Everything about a project's subscription.

    `holders` are in the order in which seats are given; `invited` are those for whom one is kept. `may_raise`: whether
    this owner can take more by themselves; whoever cannot asks `contact`. `currency`, `period`: how it is paid, as far
    as we know. A change that names another `revision` than the newest is refused as `stale`.
    """

    subscription: SubscriptionModule
    revision: int
    changeable: bool
    may_raise: bool
    payments: Payments
    currency: str | None
    period: str | None
    contact: str
    plans: list[PlanCard]
    features: list[Feature]
    holders: list[SeatHolder]
    invited: list[InvitationCard]


class PriceChange(msgspec.Struct):
    """What all seats cost for one period, before and after, in the currency's smallest unit."""

    currency: str
    period: str
    before: int
    after: int


class ChangePreview(msgspec.Struct):
    """What a change would do, and when. `loses`, `returns`: whose seat it would take or give back, as things are.

    `charge`: what the payment provider would charge at once; null where nobody is charged before the next period.
    """

    way: Way
    at: int
    plan: str
    plan_name: dict[str, str]
    seats_before: int
    seats_after: int
    price: PriceChange | None
    loses: list[SeatHolder]
    returns: list[SeatHolder]
    withdraws: bool
    may: bool
    charge: Charge | None = None


class History(msgspec.Struct):
    """A page of what became of a subscription, newest first."""

    items: list["HistoryLine"]
    next: str | None


class HistoryLine(msgspec.Struct):
    """What happened when, by whom and why, and how it stood afterwards."""

    id: str
    at: int
    what: What
    by_kind: str
    by_name: str
    plan: str
    plan_name: dict[str, str]
    seats: int
    valid_until: int | None
    reason: str


class Reader(NamedTuple):
    """Who looks, and what the installation's settings mean for them."""

    owner: Owner
    operator: bool
    contact: str
    may_pay: bool


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


def subscription_page(tx: Tx, reader: Reader) -> SubscriptionPage:
    """Everything on the subscription's page."""
    project_id = reader.owner.project_id
    kept, plans = subscription_of(tx, project_id), plans_now()
    shown = {key: one for key, one in plans.plans.items() if one.offered or key == kept.plan}
    payments = payments_of(tx, project_id, possible=reader.may_pay)
    return SubscriptionPage(
        subscription=subscription_module(tx, project_id),
        revision=kept.revision,
        changeable=_changeable(kept, tx.now),
        may_raise=reader.operator or payments.paying,
        payments=payments,
        currency=kept.currency,
        period=kept.period,
        contact=reader.contact,
        plans=[_card(key, one, reader) for key, one in shown.items()],
        features=[Feature(key, name) for key, name in plans.features.items()],
        holders=seat_holders(tx, project_id),
        invited=pending_invitations(tx, project_id, limit=_INVITED_SHOWN),
    )


def change_preview(tx: Tx, reader: Reader, *, wish: Wish) -> ChangePreview:
    """What a change would do. It is computed as the change itself would be, and writes nothing."""
    project_id = reader.owner.project_id
    kept, plans = subscription_of(tx, project_id), plans_now()
    change = change_planned(kept, tx.now, wish)
    people = seat_holders(tx, project_id)
    now = terms_at(kept, tx.now, free_seats=plans.free.seats).seats
    after = change.after.seats
    may = reader.operator or payments_of(tx, project_id, possible=reader.may_pay).paying
    return ChangePreview(
        way=change.way,
        at=change.at,
        plan=change.after.plan,
        plan_name=plans.plan(change.after.plan).name,
        seats_before=change.before.seats,
        seats_after=after,
        price=_price_change(kept, change),
        loses=people[after:now],
        returns=people[now:after],
        withdraws=kept.later_at is not None and change.way != "scheduled",
        may=change.way == "nothing" or is_less(change.before, change.after) or may,
    )


def history_page(tx: Tx, owner: Owner, *, after: str | None, limit: int) -> History:
    """What became of the project's subscription."""
    found, following = history(tx, owner.project_id, after, limit)
    return History([_line(one) for one in found], following)


def _plan_shown(kept: Subscription, now: int) -> str:
    """What was tried or bought goes on being named after its end: *Standard, expired*."""
    if state_at(kept, now) == "free":
        return FREE
    return kept.later_plan if kept.later_plan and kept.later_at is not None and kept.later_at <= now else kept.plan


def _changeable(kept: Subscription, now: int) -> bool:
    begun = kept.valid_from is not None and kept.valid_from <= now
    return begun and state_at(kept, now) in {"active", "grace"}


def _scheduled(kept: Subscription, now: int) -> Scheduled | None:
    if kept.later_at is None or kept.later_at <= now or kept.later_plan is None:
        return None
    name = plans_now().plan(kept.later_plan).name
    since, by = kept.later_since or now, kept.later_by or ""
    return Scheduled(kept.later_plan, name, kept.later_seats or 1, kept.later_at, since, by)


def _card(key: str, plan: Plan, reader: Reader) -> PlanCard:
    return PlanCard(
        id=key,
        name=plan.name,
        description=plan.description,
        seats=plan.seats,
        max_seats=plan.max_seats,
        features=plan.features,
        prices=[
            PlanPrice(one.currency, one.period, one.minor, reader.may_pay and bool(one.stripe)) for one in plan.prices
        ],
        trial_days=plan.trial_days,
        grace_days=plan.grace_days,
        offered=plan.offered,
    )


def _price_change(kept: Subscription, change: Change) -> PriceChange | None:
    """In the currency and period that the project pays in, or the first that both plans have."""
    before, after = plans_now().plan(change.before.plan), plans_now().plan(change.after.plan)
    for one in before.prices:
        if kept.currency not in {None, one.currency} or kept.period not in {None, one.period}:
            continue
        same = [two for two in after.prices if (two.currency, two.period) == (one.currency, one.period)]
        if same or change.after.plan == FREE:
            cost = same[0].minor * change.after.seats if same else 0
            return PriceChange(one.currency, one.period, one.minor * change.before.seats, cost)
    return None


def _line(one: Happening) -> HistoryLine:
    name = plans_now().plan(one.plan).name
    return HistoryLine(
        one.id, one.at, one.what, one.by_kind, one.by_name, one.plan, name, one.seats, one.valid_until, one.reason
    )
