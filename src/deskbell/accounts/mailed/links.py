"""Links that are mailed: 256 random bits, kept as a digest, used once, for a while; only the newest of a purpose."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from sqlalchemy import delete, insert, select

from deskbell.accounts.queries import account_of
from deskbell.accounts.tables import Account, account, account_link
from deskbell.kit.clock import DAY, HOUR
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput
from deskbell.kit.ids import new_token, token_hash
from deskbell.kit.texts import email_key

# "handed": a reset link that an operator hands over; whoever has it has proved no mailbox.
Purpose: TypeAlias = Literal["confirm", "reset", "handed"]

_LASTS_MS: dict[Purpose, int] = {"confirm": 3 * DAY, "reset": HOUR, "handed": HOUR}


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


def account_by_link(tx: Tx, token: str, *purposes: Purpose) -> Account:
    """Whose link it is, or a refusal: used, run out, replaced by a newer one, or never made."""
    return _followed(tx, token, purposes)[0]


def use_link(tx: Tx, token: str, *purposes: Purpose) -> tuple[Account, Purpose]:
    """The same, and which of them it was for; all links for these are used up."""
    found, purpose = _followed(tx, token, purposes)
    for one in purposes:
        _forget(tx, found.id, one)
    return found, purpose


def _followed(tx: Tx, token: str, purposes: Sequence[Purpose]) -> tuple[Account, Purpose]:
    link = account_link.c
    query = (
        select(account, link.purpose)
        .join(account_link, link.account_id == account.c.id)
        .where(
            link.token_hash == token_hash(token),
            link.purpose.in_(purposes),
            link.expires_at > tx.now,
            link.email_key == account.c.email_key,
        )
    )
    row = tx.execute(query).one_or_none()
    if row is None:
        raise BadInput("bad_link", field="token")
    return account_of(row), row.purpose


def _forget(tx: Tx, account_id: str, purpose: Purpose) -> None:
    tx.execute(delete(account_link).where(account_link.c.account_id == account_id, account_link.c.purpose == purpose))
