"""Webhooks: what happens in a project is told to addresses that its administrators name, signed, until it is taken.

A follower of the log: for each fact that an endpoint wants, one delivery is filed in the transaction that moves the
project's cursor; nodes send deliveries under a lease. Each goes out at least once and keeps its id over all tries;
their order is not promised. What is sent is made from the log when it is sent: what was taken back is told to nobody.
"""

from deskbell.webhooks.content import Payload
from deskbell.webhooks.following import TIDY_EVERY_S, WebhookRoom
from deskbell.webhooks.rules import ONLY_WHEN_CHOSEN, EventName

__all__ = ["ONLY_WHEN_CHOSEN", "TIDY_EVERY_S", "EventName", "Payload", "WebhookRoom"]
