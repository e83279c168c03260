"""Changing what is paid at Stripe: more at once, charged at once; less from the end of the paid period on.

Less is told to Stripe at once too, without a credit: it charges less from the next period on. Until then the project
keeps what it has paid for: `applying` schedules what Stripe has fewer of.
"""

from typing import Any, NamedTuple

import msgspec

from deskbell.audit import By
from deskbell.billing.applying import Told, apply_told, customer_of
from deskbell.billing.rules import PAID
from deskbell.billing.stripe import asked, read_snapshot
from deskbell.kit.clock import system_clock
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import BadInput, Conflict, NotFound
from deskbell.kit.texts import short
from deskbell.settings import Settings
from deskbell.subscriptions import FREE, Change, Wish, change_planned, plans_now, subscription_of


class Charge(msgspec.Struct, frozen=True):
    """What is charged at once for the rest of the period, before taxes; less than nothing: it is credited."""

    currency: str
    amount: int


class _Order(NamedTuple):
    """A change as Stripe is told of it. `price`: Stripe's name of what is paid from then on; None: nothing is."""

    subscription: str
    change: Change
    price: str | None
    currency: str


async def change_paid(
    db: Database, settings: Settings, by: By, *, project_id: str, wish: Wish, revision: int | None
) -> None:
    """Have the project pay for what is wished, and give it that. Wishing what one has cancels what is scheduled.

    Raises `Conflict`: `stale` where it is another subscription now, `payment_due` while a payment is open,
    `payment_declined` when there was no money for more.
    """
    order = await db.read(_order, project_id, wish, revision)
    asked_at = system_clock()
    found = await asked(settings, lambda client: _change(client, order))
    if found is None:
        raise NotFound
    await db.write(apply_told, Told(project_id, read_snapshot(found), asked_at, by=by))


async def cancel_paid(db: Database, settings: Settings, by: By, *, project_id: str, revision: int | None) -> None:
    """Forget the change that is scheduled, at Stripe too."""
    kept = await db.read(subscription_of, project_id)
    wish = Wish(kept.seats or 1, kept.plan)
    await change_paid(db, settings, by, project_id=project_id, wish=wish, revision=revision)


async def charge_of(db: Database, settings: Settings, *, project_id: str, wish: Wish) -> Charge | None:
    """What the change would cost at once, as Stripe counts it; None where nothing is charged before the next period."""
    order = await db.read(_order, project_id, wish, None)
    if order.change.way != "at_once":
        return None
    found = await asked(settings, lambda client: client.v1.subscriptions.retrieve(order.subscription))
    if found is None:
        raise NotFound
    before, after = order.change.before, order.change.after
    amount = await _difference(settings, order, found, order.price, after.seats)
    if read_snapshot(found).quantity != before.seats:
        # Fewer are scheduled, and Stripe counts from those; what leads back to the present ones is paid already.
        amount -= await _difference(settings, order, found, None, before.seats)
    return Charge(order.currency, amount)


async def _difference(settings: Settings, order: _Order, found: dict[str, Any], price: str | None, seats: int) -> int:
    item: dict[str, Any] = {"id": _item(found), "quantity": seats}
    if price is not None:
        item["price"] = price
    details = {"items": [item], "proration_behavior": "always_invoice"}
    params: dict[str, Any] = {"subscription": order.subscription, "subscription_details": details}
    shown = await asked(settings, lambda client: client.v1.invoices.create_preview(params=params))  # pyright: ignore[reportArgumentType] - a dict of its shape
    lines = msgspec.convert(shown or {}, _RawPreview).lines.data
    return sum(one.amount for one in lines if one.parent and one.parent.subscription_item_details.proration)


def _order(tx: Tx, project_id: str, wish: Wish, revision: int | None) -> _Order:
    kept = subscription_of(tx, project_id)
    if revision is not None and revision != kept.revision:
        raise Conflict("stale")
    known = customer_of(tx, project_id)
    if known is None or known.subscription is None:
        raise Conflict("no_payments")
    if known.status not in PAID:
        raise Conflict("payment_due")
    change = change_planned(kept, tx.now, wish)
    price = None if change.after.plan == FREE else _price(change.after.plan, kept.currency, kept.period)
    return _Order(known.subscription, change, price, kept.currency or "")


def _price(plan: str, currency: str | None, period: str | None) -> str:
    """The plan's price at Stripe in the currency and period that the project pays in."""
    for one in plans_now().plan(plan).prices:
        if one.stripe and (one.currency, one.period) == (currency, period):
            return one.stripe
    raise BadInput("unknown_plan", field="plan", plan=short(plan, 40))


def _change(client: Any, order: _Order) -> Any:  # noqa: ANN401 - Stripe's own types are looser
    before, after = order.change.before, order.change.after
    subscription = client.v1.subscriptions
    found = subscription.retrieve(order.subscription)
    item = found.items.data[0]

    def have(seats: int, *, ends: bool) -> Any:  # noqa: ANN401 - as above
        wanted = {"items": [{"id": item.id, "quantity": seats}], "cancel_at_period_end": ends}
        return subscription.update(order.subscription, params=wanted | {"proration_behavior": "none"})

    if order.change.way != "at_once":
        free = after.plan == FREE
        return have(before.seats if free else after.seats, ends=free)
    # First what is paid already, if fewer are scheduled: it would be charged a second time.
    was = (item.quantity, found.cancel_at_period_end)
    if was != (before.seats, False):
        have(before.seats, ends=False)
    more = {
        "items": [{"id": item.id, "quantity": after.seats, "price": order.price}],
        "proration_behavior": "always_invoice",
        "payment_behavior": "error_if_incomplete",
    }
    try:
        return subscription.update(order.subscription, params=more)
    except Exception:
        if was != (before.seats, False):
            have(was[0], ends=was[1])
        raise


def _item(found: dict[str, Any]) -> str:
    return str(found["items"]["data"][0]["id"])


class _RawItemDetails(msgspec.Struct):
    proration: bool = False


class _RawParent(msgspec.Struct):
    subscription_item_details: _RawItemDetails = msgspec.field(default_factory=_RawItemDetails)


class _RawLine(msgspec.Struct):
    amount: int
    parent: _RawParent | None = None


class _RawLines(msgspec.Struct):
    data: list[_RawLine]


class _RawPreview(msgspec.Struct):
    lines: _RawLines
