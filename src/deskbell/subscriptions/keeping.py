"""Keeping: every change of a subscription is written here, with its line in the history and the fact that tells it."""

import msgspec
from sqlalchemy import insert, select, update

from deskbell.audit import By
from deskbell.eventlog import Author, NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.kit.ids import is_id, new_id
from deskbell.kit.texts import short
from deskbell.subscriptions.catalogue import plans_now
from deskbell.subscriptions.events import Nothing, SubscriptionChanged
from deskbell.subscriptions.rules import as_of, period_at, state_at, terms_at
from deskbell.subscriptions.tables import Subscription, What, subscription, subscription_history

SYSTEM = By("system", None, "")
_COLUMNS = Subscription.__struct_fields__[1:]


def for_change(tx: Tx, project_id: str) -> Subscription:
    """The subscription as it stands, held until this transaction ends, or `NotFound`."""
    query = select(subscription).where(subscription.c.project_id == project_id).with_for_update()
    row = tx.execute(query).one_or_none() if is_id(project_id) else None
    if row is None:
        raise NotFound
    return Subscription(*row)


def keep(tx: Tx, changed: Subscription) -> Subscription:
    """Write a changed subscription; whoever looks after seats and reminders comes at once."""
    after = msgspec.structs.replace(changed, changed_at=tx.now, revision=changed.revision + 1, turns_at=tx.now)
    write(tx, after)
    tell(tx, after)
    return after


def write(tx: Tx, after: Subscription) -> None:
    """The row, nothing else."""
    values = {name: getattr(after, name) for name in _COLUMNS}
    tx.execute(update(subscription).where(subscription.c.project_id == after.project_id).values(**values))


def tell(tx: Tx, after: Subscription) -> None:
    """State for the project's team how the subscription is now."""
    free_seats = plans_now().free.seats
    terms, period = terms_at(after, tx.now, free_seats=free_seats), period_at(after, tx.now)
    state = state_at(after, tx.now)
    changed = SubscriptionChanged(terms.plan, state, period.valid_until, period.grace_until, terms.seats)
    append(
        tx,
        project_id=after.project_id,
        new=[NewFact("subscription_changed", Author("system", None, ""), Nothing(), changed)],
    )


def remember(
    tx: Tx, after: Subscription, what: What, by: By, *, at: int | None = None, reason: str = "", later: bool = False
) -> None:
    """One line of the history: how it stands afterwards or, for what is scheduled, how it will."""
    at = tx.now if at is None else at
    shown = as_of(after, after.later_at) if later and after.later_at is not None else after
    terms = terms_at(shown, after.later_at or at if later else at, free_seats=plans_now().free.seats)
    tx.execute(
        insert(subscription_history).values(
            project_id=after.project_id,
            id=new_id(),
            at=at,
            what=what,
            by_kind=by.kind,
            by_name=short(by.name, 80),
            plan=terms.plan,
            seats=terms.seats,
            valid_until=period_at(shown, at).valid_until,
            reason=reason,
        )
    )
