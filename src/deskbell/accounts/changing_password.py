"""Changing the password, or setting the first one of an account that signed in otherwise."""

from sqlalchemy import delete, select, update

from deskbell.accounts.ending_sessions import end_sessions
from deskbell.accounts.tables import Account, account, account_email_change, account_link
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict
from deskbell.mail import Letter, post_letter


def change_password(tx: Tx, actor: Account, *, before: str | None, password_hash: str, token: str) -> None:
    """Put one password in the place of another, and sign out everywhere but here.

    `before` is the digest that the present password was checked against: whoever else changed it meanwhile wins.
    """
    if tx.execute(select(account.c.password_hash).where(account.c.id == actor.id)).scalar() != before:
        raise Conflict("stale")
    put_password(tx, actor, password_hash=password_hash)
    end_sessions(tx, actor.id, but=token)
    note(tx, actor.by, "account.password_changed", account_id=actor.id)


def put_password(tx: Tx, actor: Account, *, password_hash: str) -> None:
    """Write the new digest, forget the links that would lead around it, and tell the person in case it was not they."""
    values = {"password_hash": password_hash, "password_changed_at": tx.now}
    tx.execute(update(account).where(account.c.id == actor.id).values(**values))
    tx.execute(delete(account_link).where(account_link.c.account_id == actor.id, account_link.c.purpose == "reset"))
    # A thief may have asked for an address of their own: whoever has the address can set the password.
    tx.execute(delete(account_email_change).where(account_email_change.c.account_id == actor.id))
    post_letter(tx, Letter(to=actor.email, language=actor.language, kind="password_changed", link="/console/reset"))


def require_present(*, right: bool) -> None:
    """Refuse a change by somebody who does not know the present password."""
    if not right:
        raise BadInput("wrong_password", field="present")
