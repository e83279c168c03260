"""Turning: what time alone brings to a subscription is written down once it has come, and owners are told beforehand.

States are right to the millisecond without this: it keeps the history, applies what was scheduled, says what is due.
"""

from typing import NamedTuple

import msgspec

from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.subscriptions.keeping import SYSTEM, for_change, remember, tell, write
from deskbell.subscriptions.rules import as_of, moments, period_at, reminders, state_at, turns_after
from deskbell.subscriptions.tables import Subscription


class Turned(NamedTuple):
    """What has come: the subscription as it is now, and how many days before its end its owners must be told."""

    subscription: Subscription
    remind: int | None


def turn(tx: Tx, project_id: str) -> Turned:
    """Write down everything that has come since the last time. Doing it twice does nothing twice."""
    kept = for_change(tx, project_id)
    since = min(kept.turned_until, tx.now)
    # What begins with a change was told, and counted as a revision, by whoever made it.
    came = [at for at in moments(kept) if since < at <= tx.now and at != kept.changed_at]
    due = [one for one in reminders(kept) if since < one.at <= tx.now]
    for at in came:
        _note_moment(tx, kept, at)
    after = msgspec.structs.replace(
        as_of(kept, tx.now),
        turned_until=max(kept.turned_until, tx.now),
        turns_at=turns_after(as_of(kept, tx.now), tx.now),
        revision=kept.revision + (1 if came else 0),
    )
    write(tx, after)
    if came:
        tell(tx, after)
    # After a long silence only the newest reminder is still true, and none of an end that has passed.
    end = period_at(after, tx.now).valid_until
    remind = due[-1].days if due and end is not None and tx.now < end else None
    return Turned(after, remind)


def _note_moment(tx: Tx, kept: Subscription, at: int) -> None:
    if at == kept.later_at:
        changed = as_of(kept, at)
        remember(tx, changed, "change_applied", SYSTEM, at=at)
        note(
            tx, SYSTEM, "subscription.change_applied",
            project_id=kept.project_id, plan=changed.plan, seats=changed.seats,
        )  # fmt: skip
    before, now = state_at(kept, at - 1), state_at(kept, at)
    if before == now:
        return
    if now == "grace":
        remember(tx, kept, "grace_began", SYSTEM, at=at)
        note(tx, SYSTEM, "subscription.grace_began", project_id=kept.project_id)
    elif now == "expired" and at != kept.suspended_at:
        remember(tx, kept, "expired", SYSTEM, at=at)
        note(tx, SYSTEM, "subscription.expired", project_id=kept.project_id)
