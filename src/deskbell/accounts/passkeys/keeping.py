"""Keeping passkeys: adding, naming and removing them, and what one is known by."""

from typing import NamedTuple

import msgspec
from sqlalchemy import delete, func, insert, select, update

from deskbell.accounts.passkeys.challenges import spend
from deskbell.accounts.queries import candidate_by_id
from deskbell.accounts.signing_in import begin_session, prove_again
from deskbell.accounts.tables import Account, Stranger, account_passkey
from deskbell.accounts.ways_in import require_another_way_in
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict, NotFound, NotSignedIn
from deskbell.kit.ids import new_id
from deskbell.kit.texts import readable_name

_MOST = 20


class PasskeyCard(msgspec.Struct, frozen=True):
    """A passkey as its person knows it."""

    id: str
    name: str
    created_at: int
    last_used_at: int | None


class NewPasskey(NamedTuple):
    """What an authenticator proved when it made a key; the texts are base64url."""

    challenge: bytes
    credential_id: str
    public_key: str
    sign_count: int


class StoredKey(NamedTuple):
    """What its answers are checked against."""

    id: str
    account_id: str
    public_key: str
    sign_count: int


class UsedKey(NamedTuple):
    """A right answer: to which challenge, by which key, whose counter now is this."""

    challenge: bytes
    key: StoredKey
    sign_count: int


def passkeys_of(tx: Tx, actor: Account) -> list[PasskeyCard]:
    mine = select(account_passkey).where(account_passkey.c.account_id == actor.id).order_by(account_passkey.c.id)
    return [PasskeyCard(row.id, row.name, row.created_at, row.last_used_at) for row in tx.execute(mine)]


def credentials_of(tx: Tx, account_id: str) -> list[str]:
    """What its authenticators must not make a second key beside."""
    mine = account_passkey.c.account_id == account_id
    return list(tx.execute(select(account_passkey.c.credential_id).where(mine)).scalars())


def stored_key(tx: Tx, credential_id: str) -> StoredKey | None:
    key = account_passkey.c
    row = tx.execute(
        select(key.id, key.account_id, key.public_key, key.sign_count).where(key.credential_id == credential_id)
    ).one_or_none()
    return None if row is None else StoredKey(*row)


def add_passkey(tx: Tx, actor: Account, *, made: NewPasskey, name: str) -> PasskeyCard:
    """Keep a new passkey; the same answer again finds the one that it made."""
    name = readable_name(name)
    key = account_passkey.c
    before = tx.execute(select(account_passkey).where(key.credential_id == made.credential_id)).one_or_none()
    if before is not None:
        if before.account_id != actor.id:
            raise BadInput("passkey_failed")
        return PasskeyCard(before.id, before.name, before.created_at, before.last_used_at)
    count = select(func.count()).select_from(account_passkey).where(key.account_id == actor.id)
    if tx.execute(count).scalar_one() >= _MOST:
        raise Conflict("too_many_passkeys")
    spend(tx, made.challenge)
    card = PasskeyCard(new_id(), name, tx.now, None)
    tx.execute(
        insert(account_passkey).values(
            id=card.id,
            account_id=actor.id,
            credential_id=made.credential_id,
            public_key=made.public_key,
            sign_count=made.sign_count,
            name=name,
            created_at=tx.now,
        )
    )
    note(tx, actor.by, "account.passkey_added", account_id=actor.id, target=name)
    return card


def name_passkey(tx: Tx, actor: Account, *, passkey_id: str, name: str) -> PasskeyCard:
    """Call one's own passkey something else."""
    name = readable_name(name)
    row = _mine(tx, actor, passkey_id)
    if row.name == name:
        return row
    tx.execute(update(account_passkey).where(account_passkey.c.id == row.id).values(name=name))
    note(tx, actor.by, "account.passkey_renamed", account_id=actor.id, target=name, before=row.name)
    return PasskeyCard(row.id, name, row.created_at, row.last_used_at)


def remove_passkey(tx: Tx, actor: Account, *, passkey_id: str) -> None:
    """Let it open nothing any more, unless nothing else lets the person in."""
    card = _mine(tx, actor, passkey_id)
    require_another_way_in(tx, actor.id)
    tx.execute(delete(account_passkey).where(account_passkey.c.id == card.id))
    note(tx, actor.by, "account.passkey_removed", account_id=actor.id, target=card.name)


def sign_in_with_passkey(tx: Tx, stranger: Stranger, *, used: UsedKey, token: str) -> Account:
    """Begin a session for whom the passkey belongs to: it is something one has and something one is or knows."""
    _note_use(tx, used)
    proved = candidate_by_id(tx, used.key.account_id)
    return begin_session(tx, stranger, proved=proved, token=token, how="passkey", one_step=True)


def prove_with_passkey(tx: Tx, actor: Account, *, used: UsedKey, token: str) -> None:
    """Note that the person is here, when the passkey is one of theirs."""
    if used.key.account_id != actor.id:
        raise BadInput("passkey_failed")
    _note_use(tx, used)
    prove_again(tx, actor, token=token)


def _note_use(tx: Tx, used: UsedKey) -> None:
    spend(tx, used.challenge)
    # The counter as it was when the answer was checked: of two answers at once one has the key.
    this = (account_passkey.c.id == used.key.id) & (account_passkey.c.sign_count == used.key.sign_count)
    noted = update(account_passkey).where(this).values(sign_count=used.sign_count, last_used_at=tx.now)
    if tx.execute(noted).rowcount != 1:
        raise NotSignedIn("passkey_unknown")


def _mine(tx: Tx, actor: Account, passkey_id: str) -> PasskeyCard:
    found = next((one for one in passkeys_of(tx, actor) if one.id == passkey_id), None)
    if found is None:
        raise NotFound
    return found
