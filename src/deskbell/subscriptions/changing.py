"""Changing: more seats at once, fewer from the period's end on; what is scheduled can be cancelled until then."""

import msgspec

from deskbell.audit import By, note
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict, Forbidden
from deskbell.kit.texts import short
from deskbell.subscriptions.catalogue import plans_now
from deskbell.subscriptions.keeping import for_change, keep, remember
from deskbell.subscriptions.rules import Change, Terms, as_of, changed_to, is_less
from deskbell.subscriptions.tables import FREE, Subscription


class Wish(msgspec.Struct, frozen=True):
    """How many seats somebody wants, and of which plan; None: of the one that they have."""

    seats: int
    plan: str | None = None


def change_planned(kept: Subscription, now: int, wish: Wish) -> Change:
    """What the wish would change and when. Raises the refusal of what cannot be."""
    plans = plans_now()
    current = as_of(kept, now)
    wanted = wish.plan or current.plan
    offer = plans.plans.get(wanted)
    if offer is None or (wanted != current.plan and not offer.offered):
        raise BadInput("unknown_plan", field="plan", plan=short(wanted, 40))
    if wanted == FREE:
        return changed_to(kept, now, Terms(FREE, offer.seats))
    if not 1 <= wish.seats <= offer.max_seats:
        raise BadInput("bad_seats", field="seats", max=offer.max_seats)
    return changed_to(kept, now, Terms(wanted, wish.seats))


def change_seats(
    tx: Tx, by: By, *, project_id: str, wish: Wish, revision: int | None = None, paid: bool = False, reason: str = ""
) -> Subscription:
    """Change what the project has bought as `change_planned` says. Repeating it changes nothing more.

    More costs more: it needs an operator, or that it is `paid`. `revision`: how it stood when the wish was made; since
    then somebody else may have changed it (`stale`). Wishing what one has cancels what is scheduled.
    """
    before = for_change(tx, project_id)
    if revision is not None and revision != before.revision:
        raise Conflict("stale")
    change = change_planned(before, tx.now, wish)
    if change.way == "nothing":
        return cancel_change(tx, by, project_id=project_id)
    if not is_less(change.before, change.after) and not paid and by.kind not in {"operator", "system"}:
        raise Forbidden("seats_not_yours")
    if change.way == "scheduled":
        return _schedule(tx, by, before, change, reason)
    now = as_of(before, tx.now)
    changed = msgspec.structs.replace(now, plan=change.after.plan, seats=change.after.seats, **_NOTHING_LATER)
    if change.after.plan == FREE:
        changed = msgspec.structs.replace(changed, valid_from=tx.now, valid_until=None, grace_until=None, renews=False)
    after = keep(tx, changed)
    remember(tx, after, "seats_changed", by, reason=short(reason, 200))
    _note(tx, by, "subscription.seats_changed", after, change, reason)
    return after


def cancel_change(tx: Tx, by: By, *, project_id: str, revision: int | None = None) -> Subscription:
    """Forget what is scheduled; nothing when nothing is."""
    before = for_change(tx, project_id)
    if revision is not None and revision != before.revision:
        raise Conflict("stale")
    if before.later_at is None or before.later_at <= tx.now:
        return before
    after = keep(tx, msgspec.structs.replace(before, **_NOTHING_LATER))
    remember(tx, after, "change_cancelled", by)
    note(tx, by, "subscription.change_cancelled", project_id=project_id, seats=before.later_seats)
    return after


_NOTHING_LATER = {"later_plan": None, "later_seats": None, "later_at": None, "later_since": None, "later_by": None}


def _schedule(tx: Tx, by: By, before: Subscription, change: Change, reason: str) -> Subscription:
    if (before.later_plan, before.later_seats, before.later_at) == (*change.after, change.at):
        return before
    now = as_of(before, tx.now)
    later = {
        "later_plan": change.after.plan,
        "later_seats": change.after.seats,
        "later_at": change.at,
        "later_since": tx.now,
        "later_by": short(by.name, 80),
    }
    after = keep(tx, msgspec.structs.replace(now, **later))
    remember(tx, after, "change_scheduled", by, reason=short(reason, 200), later=True)
    _note(tx, by, "subscription.change_scheduled", after, change, reason)
    return after


def _note(tx: Tx, by: By, action: str, after: Subscription, change: Change, reason: str) -> None:
    plan, seats = change.after
    note(
        tx, by, action, project_id=after.project_id,
        plan=plan, seats=seats, before=change.before.seats, at=change.at, reason=short(reason, 200),
    )  # fmt: skip
