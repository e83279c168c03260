"""Granting: an operator or a payment gives a project a plan, seats and a period; an operator may stop and resume it."""

import msgspec

from deskbell.audit import By, note
from deskbell.kit.clock import DAY
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput
from deskbell.kit.texts import short
from deskbell.subscriptions.catalogue import MAX_SEATS, plans_now
from deskbell.subscriptions.keeping import for_change, keep, remember
from deskbell.subscriptions.rules import as_of, state_at
from deskbell.subscriptions.tables import FREE, Subscription

MAX_YEARS = 100


class Paid(msgspec.Struct, frozen=True):
    """How a period is paid: in which currency, how often, and whether the next one follows by itself."""

    currency: str | None = None
    period: str | None = None
    renews: bool = False


def grant(  # noqa: PLR0913 - what is granted, each by name
    tx: Tx,
    by: By,
    *,
    project_id: str,
    plan: str,
    seats: int,
    valid_until: int | None,
    grace_days: int | None = None,
    reason: str = "",
    paid: Paid = Paid(),  # noqa: B008 - a frozen value
) -> Subscription:
    """Give the project this plan from now on, instead of whatever it had; `valid_until` None: without an end.

    `grace_days` None: as the plan says. The same plan goes on: its period keeps its beginning. What an operator has
    suspended stays so unless it is an operator who grants. Call it in a unit of work of that project (the actor's
    `project_id`). Raises `BadInput` for what no plan or period can be.
    """
    before = for_change(tx, project_id)
    offer = plans_now().plans.get(plan)
    if offer is None:
        raise BadInput("unknown_plan", field="plan", plan=short(plan, 40))
    if not 1 <= seats <= min(offer.max_seats, MAX_SEATS):
        raise BadInput("bad_seats", field="seats", max=min(offer.max_seats, MAX_SEATS))
    if valid_until is not None and not tx.now < valid_until <= tx.now + MAX_YEARS * 366 * DAY:
        raise BadInput("bad_period", field="valid_until")
    days = offer.grace_days if grace_days is None else grace_days
    if not 0 <= days <= 3650:  # noqa: PLR2004 - ten years, as in the catalogue
        raise BadInput("bad_period", field="grace_days")
    if plan == FREE:
        valid_until = None
    now = as_of(before, tx.now)
    goes_on = now.plan == plan and now.valid_from is not None and state_at(before, tx.now) in {"active", "grace"}
    after = keep(
        tx,
        msgspec.structs.replace(
            _without_later(now),
            plan=plan,
            seats=seats,
            valid_from=now.valid_from if goes_on else tx.now,
            valid_until=valid_until,
            grace_until=None if valid_until is None else valid_until + days * DAY,
            renews=paid.renews and valid_until is not None,
            currency=paid.currency,
            period=paid.period,
            **({"suspended_at": None, "suspended_why": None} if by.kind == "operator" else {}),
        ),
    )
    remember(tx, after, "granted", by, reason=short(reason, 200))
    note(
        tx, by, "subscription.granted",
        project_id=project_id, plan=plan, seats=seats, valid_until=valid_until, reason=short(reason, 200),
    )  # fmt: skip
    return after


def suspend(tx: Tx, by: By, *, project_id: str, reason: str) -> Subscription:
    """Stop the subscription until it is resumed: the project goes on with the free plan's limits, nothing is deleted.

    Its time runs on meanwhile. Doing it again changes only the reason.
    """
    before = for_change(tx, project_id)
    why = short(reason, 200)
    if before.suspended_at is not None and before.suspended_why == why:
        return before
    stopped = msgspec.structs.replace(before, suspended_at=before.suspended_at or tx.now, suspended_why=why)
    after = keep(tx, stopped)
    remember(tx, after, "suspended", by, reason=why)
    note(tx, by, "subscription.suspended", project_id=project_id, reason=why)
    return after


def resume(tx: Tx, by: By, *, project_id: str, reason: str = "") -> Subscription:
    """End a suspension; what was bought applies again for as long as it would have."""
    before = for_change(tx, project_id)
    if before.suspended_at is None:
        return before
    after = keep(tx, msgspec.structs.replace(before, suspended_at=None, suspended_why=None))
    remember(tx, after, "resumed", by, reason=short(reason, 200))
    note(tx, by, "subscription.resumed", project_id=project_id, reason=short(reason, 200))
    return after


def _without_later(one: Subscription) -> Subscription:
    return msgspec.structs.replace(
        one, later_plan=None, later_seats=None, later_at=None, later_since=None, later_by=None
    )
