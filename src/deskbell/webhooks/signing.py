"""Signing, as Standard Webhooks has it: secrets that we make, kept sealed, and the headers of one try."""

import base64
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from standardwebhooks import Webhook

from deskbell.kit.sealing import seal, unseal
from deskbell.webhooks.rules import BOTH_SECRETS_MS, MAX_SECRETS

_PURPOSE = "webhooks"
_BYTES = 32


class Sealed(msgspec.Struct, frozen=True):
    """A secret that only the installation's key opens. `until`: when it stops signing; null: it is the present one."""

    text: str
    until: int | None = None


def new_secret() -> str:
    """A new secret, as receivers are given it."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def keep(secret: str, before: str, *, key: str, webhook_id: str, now: int) -> str:
    """What is stored once there is a new secret: it, and for a day those before."""
    earlier = [
        msgspec.structs.replace(one, until=one.until or now + BOTH_SECRETS_MS)
        for one in _stored(before)
        if one.until is None or one.until > now
    ]
    new = Sealed(seal(key, _PURPOSE, secret, about=webhook_id))
    return msgspec.json.encode([new, *earlier][:MAX_SECRETS]).decode()


def both_until(stored: str, now: int) -> int | None:
    """Until when an earlier secret signs too; None: it does not."""
    return max((one.until for one in _stored(stored) if one.until is not None and one.until > now), default=None)


def opened(stored: str, *, key: str, webhook_id: str, now: int) -> list[str]:
    """The secrets that sign now, the newest first; none where the installation's key is another one."""
    valid = (one for one in _stored(stored) if one.until is None or one.until > now)
    texts = (unseal(key, _PURPOSE, one.text, about=webhook_id) for one in valid)
    return [one for one in texts if one is not None]


def signed(body: str, *, webhook_id: str, now: int, by: Sequence[str]) -> dict[str, str]:
    """The three headers of one try, with a signature by each secret. `webhook_id` is that of the message."""
    seconds = now // 1000
    at = datetime.fromtimestamp(seconds, UTC)
    return {
        "webhook-id": webhook_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(Webhook(secret).sign(webhook_id, at, body) for secret in by),
    }


def _stored(text: str) -> list[Sealed]:
    return msgspec.json.decode(text, type=list[Sealed]) if text else []
