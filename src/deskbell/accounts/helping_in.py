"""Helping in: what an operator does, on the machine, for somebody who cannot get in and whom no letter would help."""

from sqlalchemy import select

from deskbell.accounts.finding import AccountCard, account_card
from deskbell.accounts.mailed.confirming import put_confirmed
from deskbell.accounts.mailed.links import new_link
from deskbell.accounts.queries import account_of, candidate
from deskbell.accounts.signing_up import put_account
from deskbell.accounts.tables import Account, Operator, account
from deskbell.accounts.two_step.enabling import disable_two_step
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict
from deskbell.kit.ids import new_id
from deskbell.kit.preferences import UTC, readable_language
from deskbell.kit.texts import email_key, readable_email, readable_name


def make_reset_link(tx: Tx, operator: Operator, *, account_id: str) -> str:
    """Where on this server the account's password can be set, once, within an hour. Whoever has it gets in."""
    found = _account(tx, account_id)
    note(tx, operator.by, "account.reset_link_made", account_id=found.id, target=found.email)
    return f"/console/reset#{new_link(tx, found, 'handed')}"


def lift_two_step(tx: Tx, operator: Operator, *, account_id: str) -> AccountCard:
    """Ask the account for no second step any more: its app and its recovery codes are lost."""
    disable_two_step(tx, _account(tx, account_id), by=operator.by)
    return account_card(tx, account_id)


def vouch_for_email(tx: Tx, operator: Operator, *, account_id: str) -> AccountCard:
    """Take the account's address for its own though no letter got there."""
    put_confirmed(tx, _account(tx, account_id), by=operator.by)
    return account_card(tx, account_id)


def add_account(tx: Tx, operator: Operator, *, email: str, name: str, language: str) -> AccountCard:
    """Make an account without a password, whether or not strangers may sign up; a reset link lets its person in."""
    email = readable_email(email)
    if candidate(tx, email_key(email)) is not None:
        raise Conflict("email_taken", field="email")
    made = Account(
        id=new_id(),
        email=email,
        name=readable_name(name),
        language=readable_language(language),
        time_zone=UTC,
        operator=False,
        created_at=tx.now,
    )
    put_account(tx, made, password_hash=None)
    note(tx, operator.by, "account.created", account_id=made.id)
    return account_card(tx, made.id)


def _account(tx: Tx, account_id: str) -> Account:
    """One that is there, or `NotFound`."""
    account_card(tx, account_id)
    return account_of(tx.execute(select(account).where(account.c.id == account_id)).one())
