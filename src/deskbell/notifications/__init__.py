"""Notifications: of what each agent wants to hear, and how they are reached while the Workspace is closed.

What happens in an open Workspace it tells by itself; this room keeps the choices, and reaches the devices of those who
have none open.
"""

from deskbell.notifications.choosing import choices_of, choose
from deskbell.notifications.push.follow import Pushes
from deskbell.notifications.rules import NotificationChoices

__all__ = ["NotificationChoices", "Pushes", "choices_of", "choose"]
