"""Asking for the second step: a code of the app or a recovery code, each of which opens once."""

from sqlalchemy import delete, update

from deskbell.accounts.queries import Candidate
from deskbell.accounts.tables import account_recovery_code, account_totp
from deskbell.accounts.two_step.rules import matching_step, plain_recovery_code
from deskbell.audit import By, note
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotSignedIn
from deskbell.kit.ids import token_hash
from deskbell.kit.sealing import seal, unseal

_PURPOSE = "authenticator app"


def sealed_secret(secret_key: str, secret: str, account_id: str) -> str:
    """An app's secret as it is kept."""
    return seal(secret_key, _PURPOSE, secret, about=account_id)


def opened_secret(secret_key: str, sealed: str, account_id: str) -> str:
    """An app's secret again; nothing when the installation has another key than then."""
    return unseal(secret_key, _PURPOSE, sealed, about=account_id) or ""


def use_code(tx: Tx, proved: Candidate, *, code: str, secret: str, by: By) -> None:
    """Take one code of the app (`secret`) or one recovery code, or refuse; none opens twice."""
    plain = plain_recovery_code(code)
    if plain is not None:
        mine = account_recovery_code.c.account_id == proved.account_id
        spent = delete(account_recovery_code).where(mine, account_recovery_code.c.code_hash == token_hash(plain))
        if tx.execute(spent).rowcount != 1:
            raise NotSignedIn("wrong_code", field="code")
        note(tx, by, "account.recovery_code_used", account_id=proved.account_id)
        return
    step = matching_step(secret, code, tx.now) if secret else None
    if step is None:
        raise NotSignedIn("wrong_code", field="code")
    this = (account_totp.c.account_id == proved.account_id) & (account_totp.c.sealed_secret == proved.sealed_totp)
    newer = update(account_totp).where(this, account_totp.c.last_step < step).values(last_step=step)
    if tx.execute(newer).rowcount != 1:
        raise NotSignedIn("wrong_code", field="code")
