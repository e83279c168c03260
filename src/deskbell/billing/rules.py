"""What the state of a subscription at Stripe means for the project's own."""

from typing import Literal, NamedTuple, TypeAlias

import msgspec

from deskbell.subscriptions import Paid, Plans

Outcome: TypeAlias = Literal["grant", "end", "wait"]
_PAID = frozenset({"active", "trialing"})
_OVER = frozenset({"canceled", "unpaid", "incomplete_expired", "paused"})


class Snapshot(msgspec.Struct, frozen=True):
    """A subscription at Stripe as it was when it was asked for."""

    id: str
    customer: str
    project_id: str
    status: str
    price: str
    quantity: int
    period_end: int
    renews: bool

    @property
    def over(self) -> bool:
        """Whether nothing more will be paid for it."""
        return self.status in _OVER


class Bought(NamedTuple):
    """Which plan a price of Stripe's stands for, and how it is paid."""

    plan: str
    paid: Paid


def outcome_of(snapshot: Snapshot, now: int) -> Outcome:
    """What is paid is granted until its period ends. One that is owed changes nothing: the grace period runs."""
    if snapshot.over:
        return "end"
    return "grant" if snapshot.status in _PAID and snapshot.period_end > now else "wait"


def bought(plans: Plans, price: str, *, renews: bool) -> Bought | None:
    """The plan of the catalogue that names this price; None when none does."""
    for key, plan in plans.plans.items():
        for one in plan.prices:
            if price and one.stripe == price:
                return Bought(key, Paid(one.currency, one.period, renews))
    return None
