"""What happens to a subscription. Only the team is told. These docstrings are the public reference."""

import msgspec

from deskbell.subscriptions.tables import State


class Nothing(msgspec.Struct, frozen=True):
    """No public part: the fact is for the team alone."""


class SubscriptionChanged(msgspec.Struct, frozen=True):
    """`subscription_changed` (team): the project's subscription is another one now, or became so by time."""

    plan: str
    state: State
    valid_until: int | None
    grace_until: int | None
    seats: int
