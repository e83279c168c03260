"""Notifications: of what each agent wants to hear, and how they are reached while the Workspace is closed.

What happens in an open Workspace it tells by itself; this room keeps the choices.
"""

from deskbell.notifications.choosing import choices_of, choose
from deskbell.notifications.rules import NotificationChoices

__all__ = ["NotificationChoices", "choices_of", "choose"]
