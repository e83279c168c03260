"""The key by which push services know this installation, and the sealing of what is sent through them.

The key is made from the installation's secret key, so that every node has the same one and none is stored. Under
another secret key browsers subscribe anew.
"""

import base64
from functools import cache
from importlib import import_module
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from deskbell.kit.clock import HOUR, SECOND
from deskbell.kit.sealing import derived_key

# The order of the curve's group: a private key is a number below it.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_LASTS_MS = 12 * HOUR
_POINT = 65


@cache
def own_key(secret_key: str) -> ec.EllipticCurvePrivateKey:
    """The installation's key for push services."""
    number = int.from_bytes(derived_key(secret_key, "web push"), "big") % (_ORDER - 1) + 1
    return ec.derive_private_key(number, ec.SECP256R1())


def public_text(secret_key: str) -> str:
    """Its public half, as browsers take it."""
    return _text(_point_of(own_key(secret_key).public_key()))


def vouching(secret_key: str, *, endpoint: str, subject: str, now: int) -> str:
    """The `Authorization` with which a push service lets us in (RFC 8292)."""
    from joserfc import jwt  # noqa: PLC0415 - loaded by whoever has something to send
    from joserfc.jwk import ECKey  # noqa: PLC0415 - loaded by whoever has something to send

    key = own_key(secret_key)
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": (now + _LASTS_MS) // SECOND, "sub": subject}
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    token = jwt.encode({"alg": "ES256", "typ": "JWT"}, claims, ECKey.import_key(pem))
    return f"vapid t={token}, k={public_text(secret_key)}"


def sealed(words: bytes, *, p256dh: str, auth: str) -> bytes:
    """The words so that only the device reads them (RFC 8291)."""
    # Loaded by whoever has something to send; it has no types.
    encrypt = import_module("http_ece").encrypt
    return encrypt(
        words,
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=decoded(p256dh),
        auth_secret=decoded(auth),
        version="aes128gcm",
    )


def is_public_key(text: str) -> bool:
    """Whether this is a point of the curve, as browsers write one."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(text))
    except ValueError:
        return False
    return len(decoded(text)) == _POINT


def decoded(text: str) -> bytes:
    """Raises `ValueError` for what is no base64."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
