"""Accounts: people who sign in to the Console, their sessions, and who may sign up.

An account is no part of any project: it owns projects; an operator's administers the installation too.
"""

from deskbell.accounts.signing_up import sign_up
from deskbell.accounts.tables import Account, Stranger
from deskbell.accounts.web import provide_account, provide_operator

__all__ = ["Account", "Stranger", "provide_account", "provide_operator", "sign_up"]
