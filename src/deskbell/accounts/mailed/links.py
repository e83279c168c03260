"""Links that are mailed: 256 random bits, kept as a digest, used once, for a while; only the newest of a purpose."""

from typing import Literal, TypeAlias

from sqlalchemy import delete, insert, select

from deskbell.accounts.queries import account_of
from deskbell.accounts.tables import Account, account, account_link
from deskbell.kit.clock import DAY, HOUR
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput
from deskbell.kit.ids import new_token, token_hash
from deskbell.kit.texts import email_key

Purpose: TypeAlias = Literal["confirm", "reset"]

_LASTS_MS: dict[Purpose, int] = {"confirm": 3 * DAY, "reset": HOUR}


def new_link(tx: Tx, of: Account, purpose: Purpose) -> str:
    """A link's token; the ones before it open nothing any more."""
    token = new_token()
    _forget(tx, of.id, purpose)
    tx.execute(
        insert(account_link).values(
            account_id=of.id,
            purpose=purpose,
            token_hash=token_hash(token),
            email_key=email_key(of.email),
            expires_at=tx.now + _LASTS_MS[purpose],
        )
    )
    return token


def account_by_link(tx: Tx, token: str, purpose: Purpose) -> Account:
    """Whose link it is, or a refusal: used, run out, replaced by a newer one, or never made."""
    link = account_link.c
    query = (
        select(account)
        .join(account_link, link.account_id == account.c.id)
        .where(
            link.token_hash == token_hash(token),
            link.purpose == purpose,
            link.expires_at > tx.now,
            link.email_key == account.c.email_key,
        )
    )
    row = tx.execute(query).one_or_none()
    if row is None:
        raise BadInput("bad_link", field="token")
    return account_of(row)


def use_link(tx: Tx, token: str, purpose: Purpose) -> Account:
    """The same, and the link is used up."""
    found = account_by_link(tx, token, purpose)
    _forget(tx, found.id, purpose)
    return found


def _forget(tx: Tx, account_id: str, purpose: Purpose) -> None:
    tx.execute(delete(account_link).where(account_link.c.account_id == account_id, account_link.c.purpose == purpose))
