"""An authenticator in a few lines: makes keys and answers challenges as a telephone does (ES256, attestation none)."""

import base64
import hashlib
import json
import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

_PRESENT, _VERIFIED, _NEW_KEY = 0x01, 0x04, 0x40


class Authenticator:
    """One device of one person. `verifies`: it asks for a finger, a face or a PIN."""

    def __init__(self, *, verifies: bool = True) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = os.urandom(32)
        self.handle = ""
        self.count = 0
        self.verifies = verifies

    def register(self, options: dict[str, Any], origin: str) -> dict[str, Any]:
        self.handle = options["user"]["id"]
        client = _client_data("webauthn.create", options["challenge"], origin)
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        # {1: 2, 3: -7, -1: 1, -2: x, -3: y} in CBOR: an ES256 key.
        public = bytes.fromhex("a5010203262001215820") + x + bytes.fromhex("225820") + y
        given = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + public
        data = self._data(options["rp"]["id"], _NEW_KEY) + given
        # A map in CBOR: the format is none, its statement empty, and then the data.
        attested = bytes.fromhex("a363666d74646e6f6e656761747453746d74a0686175746844617461") + _cbor_bytes(data)
        return self._credential({"clientDataJSON": _text(client), "attestationObject": _text(attested)})

    def answer(self, options: dict[str, Any], origin: str) -> dict[str, Any]:
        self.count += 1
        client = _client_data("webauthn.get", options["challenge"], origin)
        data = self._data(options["rpId"], 0)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._credential(
            {
                "clientDataJSON": _text(client),
                "authenticatorData": _text(data),
                "signature": _text(signature),
                "userHandle": self.handle,
            }
        )

    def _data(self, host: str, more: int) -> bytes:
        flags = _PRESENT | more | (_VERIFIED if self.verifies else 0)
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        name = _text(self.credential_id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}


def _client_data(kind: str, challenge: str, origin: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()


def _cbor_bytes(data: bytes) -> bytes:
    return b"\x59" + len(data).to_bytes(2, "big") + data


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
