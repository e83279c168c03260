"""The trial that every new project begins with."""

from typing import NamedTuple

from sqlalchemy import insert

from deskbell.audit import note
from deskbell.kit.clock import DAY
from deskbell.kit.db import Tx
from deskbell.projects import Owner
from deskbell.settings import Settings
from deskbell.subscriptions.catalogue import plans_now
from deskbell.subscriptions.keeping import remember
from deskbell.subscriptions.rules import turns_after
from deskbell.subscriptions.tables import FREE, Subscription, subscription


class Trial(NamedTuple):
    """Which plan a new project may try, for how long, with how many agents, and what it has left after the end."""

    days: int
    seats: int
    plan: str = "standard"
    grace_days: int = 0


def trial_offered(settings: Settings) -> Trial:
    """The trial as the plan catalogue offers it; the settings may say other days and seats."""
    plans = plans_now()
    plan = plans.plan(plans.trial or FREE)
    days = plan.trial_days if settings.trial_days < 0 else settings.trial_days
    seats = settings.trial_seats or plan.seats
    return Trial(days if plans.trial else 0, seats, plans.trial or FREE, plan.grace_days)


def start_trial(tx: Tx, owner: Owner, *, trial: Trial) -> None:
    """Begin the trial of a project that was made in this transaction; without days it begins with the free plan."""
    ends_at = tx.now + trial.days * DAY
    begun = Subscription(
        project_id=owner.project_id,
        plan=trial.plan if trial.days else FREE,
        trial_started_at=tx.now,
        trial_ends_at=ends_at,
        trial_seats=trial.seats,
        seats=None,
        valid_from=None,
        valid_until=None,
        grace_until=None,
        changed_at=tx.now,
        trial_grace_until=ends_at + trial.grace_days * DAY if trial.days and trial.grace_days else None,
        turned_until=tx.now,
    )
    row = {name: getattr(begun, name) for name in Subscription.__struct_fields__}
    tx.execute(insert(subscription).values(**row | {"turns_at": turns_after(begun, tx.now)}))
    remember(tx, begun, "trial_started", owner.by)
    note(tx, owner.by, "subscription.trial_started", project_id=owner.project_id, plan=begun.plan, seats=trial.seats)
