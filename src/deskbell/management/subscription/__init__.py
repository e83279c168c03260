"""The subscription in the Console: its page, changes with their preview, and what time brings to seats and owners."""

from deskbell.management.subscription.keeping_up import SeatKeeper

__all__ = ["SeatKeeper"]
