"""Everything on the subscription's page: plan, seats and who holds them, plans to choose from, and how it is paid."""

from typing import NamedTuple

import msgspec

from deskbell.billing import Payments, payments_of
from deskbell.kit.db import Tx
from deskbell.management.subscription.module import SubscriptionModule, subscription_module
from deskbell.projects import Owner
from deskbell.subscriptions import Plan, Subscription, plans_now, state_at, subscription_of
from deskbell.team import InvitationCard, SeatHolder, pending_invitations, seat_holders

_INVITED_SHOWN = 200


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


class Reader(NamedTuple):
    """Who looks, and what the installation's settings mean for them."""

    owner: Owner
    operator: bool
    contact: str
    may_pay: bool


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


def _changeable(kept: Subscription, now: int) -> bool:
    begun = kept.valid_from is not None and kept.valid_from <= now
    return begun and state_at(kept, now) in {"active", "grace"}


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
