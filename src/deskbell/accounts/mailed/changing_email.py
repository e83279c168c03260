"""Changing the account's e-mail address: it is another one as soon as links mailed to both have been followed."""

from typing import Literal, TypeAlias

import msgspec
from sqlalchemy import delete, insert, select, update

from deskbell.accounts.queries import account_of, candidate
from deskbell.accounts.tables import Account, Stranger, account, account_email_change, account_link
from deskbell.audit import note
from deskbell.kit.clock import DAY
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict
from deskbell.kit.ids import new_token, token_hash
from deskbell.kit.texts import email_key, readable_email
from deskbell.mail import Letter, post_letter

Waiting: TypeAlias = Literal["old", "new"]

_LASTS_MS = DAY
_change = account_email_change


class EmailChange(msgspec.Struct, frozen=True):
    """Where a change of address is: done, or waiting for the link at the old or the new one."""

    email: str
    waiting_for: Waiting | None


def ask_for_email(tx: Tx, actor: Account, *, email: str) -> None:
    """Mail links to both addresses. An address that nobody ever confirmed has no say: it may be a typing mistake."""
    email = readable_email(email)
    if email == actor.email:
        raise BadInput("same_email", field="email")
    _require_free(tx, actor.id, email)
    old_token, new_one = new_token(), new_token()
    tx.execute(delete(_change).where(_change.c.account_id == actor.id))
    tx.execute(
        insert(_change).values(
            account_id=actor.id,
            email=email,
            old_token_hash=token_hash(old_token),
            new_token_hash=token_hash(new_one),
            old_confirmed_at=None if actor.email_confirmed else tx.now,
            expires_at=tx.now + _LASTS_MS,
        )
    )
    page, language = "/console/change-email#", actor.language
    post_letter(tx, Letter(to=email, language=language, kind="email_change_new", link=page + new_one))
    if actor.email_confirmed:
        said: dict[str, str | int] = {"email": email}
        post_letter(
            tx, Letter(to=actor.email, language=language, kind="email_change_old", link=page + old_token, params=said)
        )
    note(tx, actor.by, "account.email_change_requested", account_id=actor.id, target=email)


def stop_changing_email(tx: Tx, actor: Account) -> None:
    """Keep the present address. There may be nothing to stop."""
    tx.execute(delete(_change).where(_change.c.account_id == actor.id))


def follow_link(tx: Tx, stranger: Stranger, *, token: str) -> EmailChange:
    """Take the link of one of the two; with the second the address is changed."""
    del stranger
    digest = token_hash(token)
    either = (_change.c.old_token_hash == digest) | (_change.c.new_token_hash == digest)
    row = tx.execute(select(_change).where(either, _change.c.expires_at > tx.now)).one_or_none()
    if row is None:
        raise BadInput("bad_link", field="token")
    side: Waiting = "old" if row.old_token_hash == digest else "new"
    times: dict[Waiting, int | None] = {"old": row.old_confirmed_at, "new": row.new_confirmed_at}
    times[side] = times[side] or tx.now
    waiting: Waiting | None = "old" if times["old"] is None else "new" if times["new"] is None else None
    if waiting is None:
        _put(tx, row.account_id, row.email)
    else:
        mine = update(_change).where(_change.c.account_id == row.account_id)
        tx.execute(mine.values(old_confirmed_at=times["old"], new_confirmed_at=times["new"]))
    return EmailChange(row.email, waiting)


def _put(tx: Tx, account_id: str, email: str) -> None:
    _require_free(tx, account_id, email)
    before = account_of(tx.execute(select(account).where(account.c.id == account_id)).one())
    values = {"email": email, "email_key": email_key(email), "email_confirmed_at": tx.now}
    tx.execute(update(account).where(account.c.id == account_id).values(**values))
    tx.execute(delete(_change).where(_change.c.account_id == account_id))
    tx.execute(delete(account_link).where(account_link.c.account_id == account_id))
    note(tx, before.by, "account.email_changed", account_id=account_id, target=email, before=before.email)


def _require_free(tx: Tx, account_id: str, email: str) -> None:
    taken = candidate(tx, email_key(email))
    if taken is not None and taken.account_id != account_id:
        raise Conflict("email_taken", field="email")
