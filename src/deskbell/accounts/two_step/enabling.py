"""Turning two-step sign-in on and off, and making recovery codes."""

from sqlalchemy import delete, func, insert, select, update

from deskbell.accounts.tables import Account, account_recovery_code, account_totp
from deskbell.accounts.two_step.rules import matching_step, new_recovery_codes, plain_recovery_code
from deskbell.audit import By, note
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict
from deskbell.kit.ids import token_hash


def begin_two_step(tx: Tx, actor: Account, *, sealed_secret: str) -> None:
    """Keep a secret that no code was typed for yet; one that was begun before gives way."""
    mine = account_totp.c.account_id == actor.id
    if tx.execute(select(account_totp.c.confirmed_at).where(mine)).scalar() is not None:
        raise Conflict("two_step_on")
    tx.execute(delete(account_totp).where(mine))
    tx.execute(insert(account_totp).values(account_id=actor.id, sealed_secret=sealed_secret, last_step=0))


def sealed_secret_of(tx: Tx, account_id: str) -> str | None:
    """The secret that was begun or is used."""
    return tx.execute(select(account_totp.c.sealed_secret).where(account_totp.c.account_id == account_id)).scalar()


def enable_two_step(tx: Tx, actor: Account, *, sealed_secret: str, secret: str, code: str) -> list[str]:
    """Turn it on with the first code of the app, and answer the recovery codes: only now can they be read."""
    step = matching_step(secret, code, tx.now) if secret else None
    if step is None:
        raise BadInput("wrong_code", field="code")
    begun = (account_totp.c.account_id == actor.id) & (account_totp.c.sealed_secret == sealed_secret)
    on = update(account_totp).where(begun, account_totp.c.confirmed_at.is_(None))
    if tx.execute(on.values(confirmed_at=tx.now, last_step=step)).rowcount != 1:
        raise Conflict("two_step_on")
    note(tx, actor.by, "account.two_factor_enabled", account_id=actor.id)
    return _made(tx, actor)


def make_recovery_codes(tx: Tx, actor: Account) -> list[str]:
    """New codes; the old ones open nothing any more."""
    if not _is_on(tx, actor.id):
        raise Conflict("two_step_off")
    note(tx, actor.by, "account.recovery_codes_made", account_id=actor.id)
    return _made(tx, actor)


def disable_two_step(tx: Tx, actor: Account, *, by: By | None = None) -> None:
    """Ask for no second step any more. Off already is as good. `by`: an operator for them."""
    was_on = _is_on(tx, actor.id)
    tx.execute(delete(account_totp).where(account_totp.c.account_id == actor.id))
    tx.execute(delete(account_recovery_code).where(account_recovery_code.c.account_id == actor.id))
    if was_on:
        note(tx, by or actor.by, "account.two_factor_disabled", account_id=actor.id)


def recovery_codes_left(tx: Tx, account_id: str) -> int:
    mine = account_recovery_code.c.account_id == account_id
    return tx.execute(select(func.count()).select_from(account_recovery_code).where(mine)).scalar_one()


def _is_on(tx: Tx, account_id: str) -> bool:
    query = select(account_totp.c.confirmed_at).where(account_totp.c.account_id == account_id)
    return tx.execute(query).scalar() is not None


def _made(tx: Tx, actor: Account) -> list[str]:
    tx.execute(delete(account_recovery_code).where(account_recovery_code.c.account_id == actor.id))
    codes = new_recovery_codes()
    kept = [(actor.id, token_hash(plain_recovery_code(code) or "")) for code in codes]
    tx.insert_many(account_recovery_code, ("account_id", "code_hash"), kept)
    return codes
