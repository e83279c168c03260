"""Where an account is signed in, and the end of that: one by one, or everywhere."""

import msgspec
from sqlalchemy import ColumnElement, delete, func, select

from deskbell.accounts.tables import Account, account_session
from deskbell.audit import note
from deskbell.kit.browsers import read_user_agent
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.kit.ids import token_hash

_MOST = 200
_NAME = 16


class SessionCard(msgspec.Struct, frozen=True):
    """One place where the account is signed in. `last_used_at` is noted once an hour."""

    id: str
    browser: str
    system: str
    ip: str
    created_at: int
    last_used_at: int
    this: bool


def sessions_of(tx: Tx, actor: Account, *, token: str) -> list[SessionCard]:
    """The sessions that hold, this one first, then by last use. `token` is this one's."""
    query = (
        select(account_session)
        .where(account_session.c.account_id == actor.id, account_session.c.expires_at > tx.now)
        .order_by(account_session.c.last_seen_at.desc(), account_session.c.token_hash)
        .limit(_MOST)
    )
    this = token_hash(token)
    cards: list[SessionCard] = []
    for row in tx.execute(query):
        about = read_user_agent(row.user_agent)
        cards.append(
            SessionCard(
                id=row.token_hash[:_NAME],
                browser=about.browser,
                system=about.system,
                ip=row.ip,
                created_at=row.created_at,
                last_used_at=row.last_seen_at,
                this=row.token_hash == this,
            )
        )
    return sorted(cards, key=lambda card: not card.this)


def end_session(tx: Tx, actor: Account, *, session_id: str) -> None:
    """End one of the account's sessions, or `NotFound`."""
    named = func.substr(account_session.c.token_hash, 1, _NAME) == session_id
    one = (account_session.c.account_id == actor.id) & named
    row = tx.execute(select(account_session.c.user_agent, account_session.c.ip).where(one)).first()
    if row is None:
        raise NotFound
    tx.execute(delete(account_session).where(one))
    about = read_user_agent(row.user_agent)
    target = " · ".join(filter(None, (about.browser, about.system, row.ip)))
    note(tx, actor.by, "account.session_ended", account_id=actor.id, target=target)


def end_other_sessions(tx: Tx, actor: Account, *, token: str) -> None:
    """Sign out everywhere but here."""
    end_sessions(tx, actor.id, but=token)
    note(tx, actor.by, "account.sessions_ended", account_id=actor.id)


def end_sessions(tx: Tx, account_id: str, *, but: str | None = None) -> None:
    """End all of an account's sessions but the one with this token."""
    theirs: ColumnElement[bool] = account_session.c.account_id == account_id
    if but is not None:
        theirs &= account_session.c.token_hash != token_hash(but)
    tx.execute(delete(account_session).where(theirs))
