"""Setting a forgotten password with a mailed link."""

from sqlalchemy import select

from deskbell.accounts.changing_password import put_password
from deskbell.accounts.ending_sessions import end_sessions
from deskbell.accounts.mailed.confirming import put_confirmed
from deskbell.accounts.mailed.links import new_link, use_link
from deskbell.accounts.queries import account_of
from deskbell.accounts.tables import Account, Stranger, account
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.texts import email_key
from deskbell.mail import Letter, post_letter


def ask_to_reset(tx: Tx, stranger: Stranger, *, email: str) -> None:
    """Mail a link to whoever has this address here. Nobody learns from this whether somebody has."""
    row = tx.execute(select(account).where(account.c.email_key == email_key(email))).one_or_none()
    if row is None:
        return
    found = account_of(row)
    link = f"/console/reset#{new_link(tx, found, 'reset')}"
    post_letter(tx, Letter(to=found.email, language=found.language, kind="reset_password", link=link))
    note(tx, stranger.by(""), "account.password_reset_requested", account_id=found.id, target=found.email)


def reset_password(tx: Tx, stranger: Stranger, *, token: str, password_hash: str) -> Account:
    """Take a link, put the new password, and sign out everywhere. Whoever got it by mail has proved the address too."""
    del stranger
    found, purpose = use_link(tx, token, "reset", "handed")
    put_password(tx, found, password_hash=password_hash)
    if purpose == "reset":
        put_confirmed(tx, found, by=found.by)
    end_sessions(tx, found.id)
    note(tx, found.by, "account.password_reset", account_id=found.id)
    return found
