"""Leaving: an account is deleted two weeks after its person asked, unless they sign in and keep it."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, func, select, update

from deskbell.accounts.ending_sessions import end_sessions
from deskbell.accounts.tables import (
    Account,
    account,
    account_email_change,
    account_identity,
    account_link,
    account_passkey,
    account_recovery_code,
    account_totp,
)
from deskbell.audit import By, note
from deskbell.kit.clock import DAY
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict
from deskbell.mail import Letter, post_letter

WAITS_MS = 14 * DAY
_NAMED = 5
_OF_THE_PERSON = (
    account_email_change,
    account_identity,
    account_link,
    account_passkey,
    account_recovery_code,
    account_totp,
)


def ask_to_delete(tx: Tx, actor: Account, *, alone_in: Sequence[str]) -> int:
    """Begin the waiting, sign out everywhere, and answer when it ends. `alone_in`: projects without another owner."""
    if alone_in:
        more = ["…"] if len(alone_in) > _NAMED else []
        raise Conflict("only_owner", projects=", ".join([*alone_in[:_NAMED], *more]))
    if actor.operator and _operators(tx) == 1:
        raise Conflict("only_operator")
    ends = actor.deletes_at or tx.now + WAITS_MS
    tx.execute(update(account).where(account.c.id == actor.id).values(deletes_at=ends))
    end_sessions(tx, actor.id)
    if actor.deletes_at is None:
        note(tx, actor.by, "account.deletion_requested", account_id=actor.id)
        post_letter(
            tx, Letter(to=actor.email, language=actor.language, kind="account_deletion", link="/console/sign-in")
        )
    return ends


def keep_account(tx: Tx, actor: Account) -> Account:
    """Stay after all. Staying already is as good."""
    tx.execute(update(account).where(account.c.id == actor.id).values(deletes_at=None))
    if actor.deletes_at is not None:
        note(tx, actor.by, "account.deletion_cancelled", account_id=actor.id)
    return msgspec.structs.replace(actor, deletes_at=None)


def accounts_to_delete(tx: Tx, *, limit: int) -> list[str]:
    """Whose waiting is over."""
    due = select(account.c.id).where(account.c.deletes_at <= tx.now, account.c.deleted_at.is_(None))
    return list(tx.execute(due.order_by(account.c.deletes_at).limit(limit)).scalars())


def forget_account(tx: Tx, account_id: str) -> None:
    """Take everything of the person away. The row stays, because what they did refers to it."""
    due = (account.c.id == account_id) & (account.c.deletes_at <= tx.now) & account.c.deleted_at.is_(None)
    row = tx.execute(select(account.c.email).where(due)).one_or_none()
    if row is None:
        return
    end_sessions(tx, account_id)
    for table in _OF_THE_PERSON:
        tx.execute(delete(table).where(table.c.account_id == account_id))
    nobody = f"{account_id}@deleted.invalid"
    gone = {"email": nobody, "email_key": nobody, "name": "—", "password_hash": None, "operator_since": None}
    tx.execute(update(account).where(due).values(deleted_at=tx.now, **gone))
    note(tx, By("system", None, ""), "account.deleted", target=account_id)


def _operators(tx: Tx) -> int:
    staying = account.c.operator_since.is_not(None) & account.c.deletes_at.is_(None)
    return tx.execute(select(func.count()).select_from(account).where(staying)).scalar_one()
