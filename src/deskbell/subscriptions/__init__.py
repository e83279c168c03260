"""Subscriptions: what a project may use and until when.

A state is computed from times, never stored, so it is right to the millisecond.
"""

from deskbell.subscriptions.queries import require_free_seat, subscription_of, subscriptions_of
from deskbell.subscriptions.rules import Seats, period_at, seats_at, state_at
from deskbell.subscriptions.tables import State, Subscription
from deskbell.subscriptions.trying import Trial, start_trial

__all__ = [
    "Seats",
    "State",
    "Subscription",
    "Trial",
    "period_at",
    "require_free_seat",
    "seats_at",
    "start_trial",
    "state_at",
    "subscription_of",
    "subscriptions_of",
]
