"""What can be asked about accounts."""

from typing import Any, NamedTuple

from sqlalchemy import Row, Select, exists, select

from deskbell.accounts.rules import SignUp, may_sign_up
from deskbell.accounts.tables import Account, account, account_session, account_totp
from deskbell.kit.clock import MINUTE
from deskbell.kit.db import Tx
from deskbell.kit.ids import token_hash
from deskbell.kit.sessions import is_due

PROOF_LASTS_MS = 15 * MINUTE
"""How long after somebody proved who they are the keys to the account may be changed."""


class Candidate(NamedTuple):
    """Who somebody says they are, and what proves it."""

    account_id: str
    password_hash: str | None
    sealed_totp: str | None


class Known(NamedTuple):
    """Whose session it is, whether its use is to be noted, and whether they proved it a short while ago."""

    account: Account
    due: bool
    proven: bool


def is_first(tx: Tx) -> bool:
    """Whether there is no account yet."""
    return not tx.execute(select(exists(select(account.c.id)))).scalar_one()


def sign_up_allowed(tx: Tx, setting: SignUp) -> bool:
    """Whether an account could be made now."""
    return may_sign_up(setting, first=setting == "first" and is_first(tx))


def candidate(tx: Tx, email_key: str) -> Candidate | None:
    """The account that has this e-mail address."""
    row = tx.execute(_candidates().where(account.c.email_key == email_key)).one_or_none()
    return None if row is None else Candidate(*row)


def candidate_by_id(tx: Tx, account_id: str) -> Candidate:
    """The same of an account that has been found in another way."""
    return Candidate(*tx.execute(_candidates().where(account.c.id == account_id)).one())


def _candidates() -> Select[Any, Any, Any]:
    totp = account_totp.c.sealed_secret
    of_this = (account_totp.c.account_id == account.c.id) & account_totp.c.confirmed_at.is_not(None)
    return select(account.c.id, account.c.password_hash, totp).outerjoin_from(account, account_totp, of_this)


def account_by_token(tx: Tx, token: str) -> Known | None:
    """Who holds this session's token; None when it is unknown, ended or expired."""
    query = (
        select(account, account_session.c.last_seen_at, account_session.c.proved_at)
        .join(account_session, account_session.c.account_id == account.c.id)
        .where(account_session.c.token_hash == token_hash(token), account_session.c.expires_at > tx.now)
        .where(account.c.blocked_at.is_(None))
    )
    row = tx.execute(query).one_or_none()
    if row is None:
        return None
    proven = row.proved_at is not None and tx.now - row.proved_at < PROOF_LASTS_MS
    return Known(account_of(row), is_due(row.last_seen_at, tx.now), proven)


def account_of(row: Row[Any]) -> Account:
    """The account in a row of its table."""
    return Account(
        id=row.id,
        email=row.email,
        name=row.name,
        language=row.language,
        time_zone=row.time_zone,
        operator=row.operator_since is not None,
        created_at=row.created_at,
        email_confirmed=row.email_confirmed_at is not None,
        deletes_at=row.deletes_at,
    )
