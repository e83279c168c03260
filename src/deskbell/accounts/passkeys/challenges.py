"""Challenges: random, of our own making, for one purpose, and answered once within minutes.

They are signed and not kept, so that strangers who ask for them fill nothing; only answered ones are remembered.
"""

import hashlib
import hmac
import os
from typing import Literal, TypeAlias

from sqlalchemy import delete, insert, select

from deskbell.accounts.tables import account_spent_challenge
from deskbell.kit.clock import MINUTE
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput
from deskbell.kit.ids import token_hash
from deskbell.kit.sealing import derived_key

Purpose: TypeAlias = Literal["register", "sign_in"]

LASTS_MS = 5 * MINUTE
_RANDOM = 16
_TIME = 8


def new_challenge(secret_key: str, purpose: Purpose, account_id: str, now: int) -> bytes:
    """A challenge; `account_id` is whose, or nothing where that is what will be proved."""
    body = os.urandom(_RANDOM) + now.to_bytes(_TIME, "big")
    return body + _signature(secret_key, purpose, account_id, body)


def is_ours(challenge: bytes, secret_key: str, purpose: Purpose, account_id: str, now: int) -> bool:
    """Whether we made it for this, a short while ago."""
    body, signature = challenge[: _RANDOM + _TIME], challenge[_RANDOM + _TIME :]
    made_at = int.from_bytes(body[_RANDOM:], "big")
    right = hmac.compare_digest(_signature(secret_key, purpose, account_id, body), signature)
    return right and 0 <= now - made_at < LASTS_MS


def spend(tx: Tx, challenge: bytes) -> None:
    """Remember that it was answered, or refuse because it was before."""
    spent = account_spent_challenge
    tx.execute(delete(spent).where(spent.c.expires_at <= tx.now))
    digest = token_hash(challenge.hex())
    if tx.execute(select(spent.c.expires_at).where(spent.c.challenge_hash == digest)).first() is not None:
        raise BadInput("passkey_failed")
    tx.execute(insert(spent).values(challenge_hash=digest, expires_at=tx.now + 2 * LASTS_MS))


def _signature(secret_key: str, purpose: Purpose, account_id: str, body: bytes) -> bytes:
    key = derived_key(secret_key, "passkey challenge")
    return hmac.digest(key, f"{purpose} {account_id} ".encode() + body, hashlib.sha256)
