"""Accounts: people who sign in to the Console, their sessions, and who may sign up.

An account is no part of any project: it owns projects; an operator's administers the installation too.
"""

from deskbell.accounts.appointing import dismiss_operator, make_operator
from deskbell.accounts.blocking import block_account, unblock_account
from deskbell.accounts.finding import (
    AccountCard,
    AccountsOnly,
    account_card,
    account_named,
    account_totals,
    accounts_by_id,
    find_accounts,
    ids_of_accounts_like,
)
from deskbell.accounts.helping_in import add_account, lift_two_step, make_reset_link, vouch_for_email
from deskbell.accounts.leaving import accounts_to_delete, ask_to_delete, forget_account, keep_account
from deskbell.accounts.rules import require_confirmed
from deskbell.accounts.signing_up import sign_up
from deskbell.accounts.tables import Account, Operator, Stranger
from deskbell.accounts.web import provide_account, provide_operator
from deskbell.accounts.writing_to import Correspondent, correspondents

__all__ = [
    "Account",
    "AccountCard",
    "AccountsOnly",
    "Correspondent",
    "Operator",
    "Stranger",
    "account_card",
    "account_named",
    "account_totals",
    "accounts_by_id",
    "accounts_to_delete",
    "add_account",
    "ask_to_delete",
    "block_account",
    "correspondents",
    "dismiss_operator",
    "find_accounts",
    "forget_account",
    "ids_of_accounts_like",
    "keep_account",
    "lift_two_step",
    "make_operator",
    "make_reset_link",
    "provide_account",
    "provide_operator",
    "require_confirmed",
    "sign_up",
    "unblock_account",
    "vouch_for_email",
]
