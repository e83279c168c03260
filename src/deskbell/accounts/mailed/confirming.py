"""Confirming that an e-mail address is the account's: by following a link that was mailed there."""

from sqlalchemy import update

from deskbell.accounts.mailed.links import new_link, use_link
from deskbell.accounts.tables import Account, Stranger, account
from deskbell.audit import By, note
from deskbell.kit.db import Tx
from deskbell.mail import Letter, post_letter


def ask_to_confirm(tx: Tx, actor: Account) -> None:
    """Mail a link to the account's address, unless it has been confirmed."""
    if actor.email_confirmed:
        return
    link = f"/console/confirm#{new_link(tx, actor, 'confirm')}"
    post_letter(tx, Letter(to=actor.email, language=actor.language, kind="confirm_email", link=link))


def confirm_email(tx: Tx, stranger: Stranger, *, token: str) -> str:
    """Take a link that was mailed; the address that is confirmed by it. Who follows it need not be signed in."""
    del stranger
    found, _ = use_link(tx, token, "confirm")
    put_confirmed(tx, found, by=found.by)
    return found.email


def put_confirmed(tx: Tx, of: Account, *, by: By) -> None:
    """Write down that the account's address has proved to be its own, or that an operator says so."""
    if of.email_confirmed:
        return
    tx.execute(update(account).where(account.c.id == of.id).values(email_confirmed_at=tx.now))
    note(tx, by, "account.email_confirmed", account_id=of.id, target=of.email)
