"""What can be asked about accounts."""

from typing import Any, NamedTuple

from sqlalchemy import Row, exists, select

from deskbell.accounts.rules import SignUp, may_sign_up
from deskbell.accounts.tables import Account, account, account_session
from deskbell.kit.db import Tx
from deskbell.kit.ids import token_hash
from deskbell.kit.sessions import is_due


class Candidate(NamedTuple):
    """Who somebody says they are, and what proves it."""

    account_id: str
    password_hash: str


class Known(NamedTuple):
    """Whose session it is, and whether its use is to be noted."""

    account: Account
    due: bool


def is_first(tx: Tx) -> bool:
    """Whether there is no account yet."""
    return not tx.execute(select(exists(select(account.c.id)))).scalar_one()


def sign_up_allowed(tx: Tx, setting: SignUp) -> bool:
    """Whether an account could be made now."""
    return may_sign_up(setting, first=setting == "first" and is_first(tx))


def candidate(tx: Tx, email_key: str) -> Candidate | None:
    """The account that has this e-mail address."""
    query = select(account.c.id, account.c.password_hash).where(account.c.email_key == email_key)
    row = tx.execute(query).one_or_none()
    return None if row is None else Candidate(*row)


def account_by_token(tx: Tx, token: str) -> Known | None:
    """Who holds this session's token; None when it is unknown, ended or expired."""
    query = (
        select(account, account_session.c.last_seen_at)
        .join(account_session, account_session.c.account_id == account.c.id)
        .where(account_session.c.token_hash == token_hash(token), account_session.c.expires_at > tx.now)
        .where(account.c.blocked_at.is_(None))
    )
    row = tx.execute(query).one_or_none()
    return None if row is None else Known(account_of(row), is_due(row.last_seen_at, tx.now))


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
    )
