"""The trial that every new project begins with."""

from typing import NamedTuple

from sqlalchemy import insert

from deskbell.kit.clock import DAY
from deskbell.kit.db import Tx
from deskbell.projects import Owner
from deskbell.subscriptions.tables import subscription


class Trial(NamedTuple):
    """How long a new project may try everything, with how many agents."""

    days: int
    seats: int


def start_trial(tx: Tx, owner: Owner, *, trial: Trial) -> None:
    """Begin the trial of a project that was made in this transaction."""
    tx.execute(
        insert(subscription).values(
            project_id=owner.project_id,
            plan="trial",
            trial_started_at=tx.now,
            trial_ends_at=tx.now + trial.days * DAY,
            trial_seats=trial.seats,
            changed_at=tx.now,
        )
    )
