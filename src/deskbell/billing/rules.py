"""What the state of a subscription at Stripe means for the project's own."""

from typing import Literal, NamedTuple, TypeAlias

import msgspec

from deskbell.subscriptions import FREE, Paid, Plans, Subscription, Wish, period_at, state_at, terms_at

Outcome: TypeAlias = Literal["grant", "end", "wait"]
PAID = frozenset({"active", "trialing"})
OWED = frozenset({"past_due", "incomplete"})
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


class Stands(NamedTuple):
    """What is paid means so many seats until the period ends, and after it `later`, if that is less."""

    seats: int
    later: Wish | None


def tax_in(amount: int, *, of: int, tax: int, before: int) -> int:
    """How much tax is in what is paid back of a total, `before` of which was paid back already.

    Parts are rounded so that together they are never more or less than all of it.
    """
    return round(tax * (before + amount) / of) - round(tax * before / of) if of else 0


def outcome_of(snapshot: Snapshot, now: int) -> Outcome:
    """What is paid is granted until its period ends. One that is owed changes nothing: the grace period runs."""
    if snapshot.over:
        return "end"
    return "grant" if snapshot.status in PAID and snapshot.period_end > now else "wait"


def bought(plans: Plans, price: str, *, renews: bool) -> Bought | None:
    """The plan of the catalogue that names this price; None when none does."""
    for key, plan in plans.plans.items():
        for one in plan.prices:
            if price and one.stripe == price:
                return Bought(key, Paid(one.currency, one.period, renews))
    return None


def stands_for(kept: Subscription, said: Snapshot, plan: str, now: int) -> Stands:
    """What the project has until the end of the period that is paid, and what from then on.

    Fewer seats in the same period are the next one's: these are paid.
    """
    has, period = terms_at(kept, now), period_at(kept, now)
    same = state_at(kept, now) == "active" and (has.plan, period.valid_until) == (plan, said.period_end)
    seats = has.seats if same and said.quantity < has.seats else said.quantity
    if not said.renews:
        return Stands(seats, Wish(1, FREE))
    return Stands(seats, Wish(said.quantity) if said.quantity < seats else None)
