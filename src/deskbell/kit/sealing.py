"""Sealing: what must be kept and read again, but not by somebody who has only the database or the cookie.

AES-256-GCM under a key made from the installation's secret key, another one for each purpose.
"""

import base64
import hashlib
import hmac
import os

_NONCE = 12


def seal(secret_key: str, purpose: str, text: str, *, about: str = "") -> str:
    """The text so that only `unseal` with the same key, purpose and `about` reads it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - loaded by whoever uses it

    nonce = os.urandom(_NONCE)
    closed = AESGCM(derived_key(secret_key, purpose)).encrypt(nonce, text.encode(), about.encode())
    return base64.urlsafe_b64encode(nonce + closed).decode().rstrip("=")


def unseal(secret_key: str, purpose: str, sealed: str, *, about: str = "") -> str | None:
    """What was sealed, or None: under another key, for something else, or changed since."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - loaded by whoever uses it
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - loaded by whoever uses it

    try:
        closed = base64.b64decode(sealed + "=" * (-len(sealed) % 4), altchars=b"-_", validate=True)
        opened = AESGCM(derived_key(secret_key, purpose)).decrypt(closed[:_NONCE], closed[_NONCE:], about.encode())
    except (InvalidTag, ValueError):
        return None
    return opened.decode()


def derived_key(secret_key: str, purpose: str) -> bytes:
    """A key of its own for one purpose. The secret key is long and random, so one pass of HMAC is enough."""
    return hmac.digest(secret_key.encode(), f"deskbell {purpose}".encode(), hashlib.sha256)
