"""Signing in and out: sessions begin with a password, last while they are used, and end at once."""

from sqlalchemy import delete, insert, select, update

from deskbell.accounts.blocking import require_unblocked
from deskbell.accounts.queries import Candidate, account_of
from deskbell.accounts.tables import Account, Stranger, account, account_session
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotSignedIn
from deskbell.kit.ids import token_hash
from deskbell.kit.sessions import LASTS_MS
from deskbell.kit.texts import short


def sign_in(tx: Tx, stranger: Stranger, *, proved: Candidate, token: str) -> Account:
    """Begin a session for whom the stranger proved to be, unless the password has changed since."""
    query = select(account).where(account.c.id == proved.account_id, account.c.password_hash == proved.password_hash)
    row = tx.execute(query).one_or_none()
    if row is None:
        raise NotSignedIn("wrong_credentials")
    open_session(tx, stranger, account_id=row.id, token=token)
    return account_of(row)


def sign_out(tx: Tx, stranger: Stranger, *, token: str) -> None:
    """End the session that this token opened; there may be none."""
    del stranger
    tx.execute(delete(account_session).where(account_session.c.token_hash == token_hash(token)))


def note_use(tx: Tx, actor: Account, *, token: str) -> None:
    """Have the session last from now on again."""
    mine = (account_session.c.account_id == actor.id) & (account_session.c.token_hash == token_hash(token))
    tx.execute(update(account_session).where(mine).values(last_seen_at=tx.now, expires_at=tx.now + LASTS_MS))


def open_session(tx: Tx, stranger: Stranger, *, account_id: str, token: str) -> None:
    """Write a session's row, and forget the account's sessions that have run out."""
    require_unblocked(tx, account_id)
    mine = account_session.c.account_id == account_id
    tx.execute(delete(account_session).where(mine, account_session.c.expires_at <= tx.now))
    tx.execute(
        insert(account_session).values(
            token_hash=token_hash(token),
            account_id=account_id,
            created_at=tx.now,
            last_seen_at=tx.now,
            expires_at=tx.now + LASTS_MS,
            user_agent=short(stranger.user_agent, 400),
            ip=short(stranger.ip, 45),
        )
    )
