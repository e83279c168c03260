"""What a change of seats or plan would do, before it is made."""

import msgspec

from deskbell.billing import Charge, payments_of
from deskbell.kit.db import Tx
from deskbell.management.subscription.page import Reader
from deskbell.subscriptions import (
    FREE,
    Change,
    Subscription,
    Way,
    Wish,
    change_planned,
    is_less,
    plans_now,
    subscription_of,
    terms_at,
)
from deskbell.team import SeatHolder, seat_holders


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
