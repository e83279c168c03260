"""Leaving for good: deleting an account, which must leave no project without an owner."""

from deskbell.management.deleting_accounts.deleting import delete_due

__all__ = ["delete_due"]
