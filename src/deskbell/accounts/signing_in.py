"""Signing in and out: sessions begin with a password, last while they are used, and end at once."""

from sqlalchemy import delete, insert, select, update

from deskbell.accounts.blocking import require_unblocked
from deskbell.accounts.queries import Candidate, account_by_token, account_of, candidate_by_id
from deskbell.accounts.tables import Account, Stranger, account, account_session
from deskbell.accounts.two_step.asking import use_code
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotSignedIn
from deskbell.kit.ids import token_hash
from deskbell.kit.sessions import LASTS_MS
from deskbell.kit.texts import short


def sign_in(
    tx: Tx, stranger: Stranger, *, proved: Candidate, token: str, code: str | None = None, totp_secret: str = ""
) -> Account:
    """Begin a session for whom the stranger proved to be with a password, unless it has changed since.

    Where a second step is asked for, `code` is one of the app, whose secret is `totp_secret`, or a recovery code.
    """
    if candidate_by_id(tx, proved.account_id) != proved:
        raise NotSignedIn("wrong_credentials")
    return begin_session(tx, stranger, proved=proved, token=token, code=code, totp_secret=totp_secret, how="password")


def begin_session(  # noqa: PLR0913 - what proves the two steps, each by name
    tx: Tx,
    stranger: Stranger,
    *,
    proved: Candidate,
    token: str,
    how: str,
    code: str | None = None,
    totp_secret: str = "",
    one_step: bool = False,
) -> Account:
    """Begin a session for whoever took the first step. `one_step`: that was a passkey, which is both."""
    found = account_of(tx.execute(select(account).where(account.c.id == proved.account_id)).one())
    if proved.sealed_totp is not None and not one_step:
        if not code:
            raise NotSignedIn("second_factor_needed", field="code")
        use_code(tx, proved, code=code, secret=totp_secret, by=found.by)
    open_session(tx, stranger, account_id=found.id, token=token)
    note(tx, found.by, "account.signed_in", account_id=found.id, how=how)
    return found


def sign_in_half(tx: Tx, stranger: Stranger, *, proved: Candidate, token: str, code: str, totp_secret: str) -> Account:
    """The second step for whom a provider named: the same as after a password."""
    return begin_session(tx, stranger, proved=proved, token=token, code=code, totp_secret=totp_secret, how="openid")


def note_failure(tx: Tx, stranger: Stranger, *, account_id: str | None, email: str) -> None:
    """Write down that somebody tried in vain; for unknown people too, so that it takes as long."""
    note(tx, stranger.by(email), "account.sign_in_failed", account_id=account_id, target=email)


def sign_out(tx: Tx, stranger: Stranger, *, token: str) -> None:
    """End the session that this token opened; there may be none."""
    del stranger
    known = account_by_token(tx, token)
    tx.execute(delete(account_session).where(account_session.c.token_hash == token_hash(token)))
    if known is not None:
        note(tx, known.account.by, "account.signed_out", account_id=known.account.id)


def prove_again(tx: Tx, actor: Account, *, token: str) -> None:
    """Note that whoever holds this session has just proved to be the account's person."""
    mine = (account_session.c.account_id == actor.id) & (account_session.c.token_hash == token_hash(token))
    tx.execute(update(account_session).where(mine).values(proved_at=tx.now))


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
            proved_at=tx.now,
        )
    )
