"""Subscriptions: what a project may use and until when.

A state is computed from times, never stored, so it is right to the millisecond. `limits_of` is the one place that says
what a project may use; the plan catalogue is a file of the operator.
"""

from deskbell.subscriptions.catalogue import Plan, Plans, Price, in_language, plans_now, read_plans, use_plans
from deskbell.subscriptions.changing import Wish, cancel_change, change_planned, change_seats
from deskbell.subscriptions.events import SubscriptionChanged
from deskbell.subscriptions.granting import Paid, grant, resume, suspend
from deskbell.subscriptions.naming import plans_named
from deskbell.subscriptions.queries import (
    Limits,
    history,
    limits_of,
    projects_due,
    require_feature,
    require_free_seat,
    subscription_of,
    subscriptions_after,
    subscriptions_of,
)
from deskbell.subscriptions.rules import (
    Change,
    Seats,
    Way,
    is_less,
    period_at,
    seats_at,
    state_at,
    terms_at,
    turns_after,
)
from deskbell.subscriptions.tables import FREE, Happening, State, Subscription, What
from deskbell.subscriptions.trying import Trial, start_trial, trial_offered
from deskbell.subscriptions.turning import Turned, turn

__all__ = [
    "FREE",
    "Change",
    "Happening",
    "Limits",
    "Paid",
    "Plan",
    "Plans",
    "Price",
    "Seats",
    "State",
    "Subscription",
    "SubscriptionChanged",
    "Trial",
    "Turned",
    "Way",
    "What",
    "Wish",
    "cancel_change",
    "change_planned",
    "change_seats",
    "grant",
    "history",
    "in_language",
    "is_less",
    "limits_of",
    "period_at",
    "plans_named",
    "plans_now",
    "projects_due",
    "read_plans",
    "require_feature",
    "require_free_seat",
    "resume",
    "seats_at",
    "start_trial",
    "state_at",
    "subscription_of",
    "subscriptions_after",
    "subscriptions_of",
    "suspend",
    "terms_at",
    "trial_offered",
    "turn",
    "turns_after",
    "use_plans",
]
