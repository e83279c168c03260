"""Names for things: time-ordered ids for rows, random tokens for whoever must prove something."""

import base64
import hashlib
import json
import random
import re
import secrets
import threading
import time
from typing import Annotated, TypeAlias

from msgspec import Meta

IdText: TypeAlias = Annotated[str, Meta(min_length=1, max_length=64, pattern="^[0-9A-Za-z_-]+$")]
"""An id in a body or a frame: what could not be one never reaches the database, which cannot hold every text."""

_ID = re.compile(r"[0-9a-v]{16}")
_ALPHABET = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789abcdefghijklmnopqrstuv")
_RANDOM_BITS = 36
_random = random.Random(secrets.randbits(256))  # noqa: S311 - as `new_id` explains
_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A new id: 16 characters of [0-9a-v], sorting by time of making, unique over all projects and nodes.

    44 bits of milliseconds and 36 random bits; within one process it never repeats, because a number that would not
    grow is replaced by the last one plus one.
    """
    global _last  # noqa: PLW0603 - the one counter of this process, under its lock
    # Not from `secrets`: an id proves nothing, and a system call for each message would be a tenth of its time.
    number = (time.time_ns() // 1_000_000 << _RANDOM_BITS) | _random.getrandbits(_RANDOM_BITS)
    with _lock:
        _last = max(number, _last + 1)
        number = _last
    return base64.b32encode(number.to_bytes(10)).decode().translate(_ALPHABET)


def is_id(text: str) -> bool:
    """Whether a text from outside could be an id at all; what could not is unknown without asking the database."""
    return _ID.fullmatch(text) is not None


def new_token() -> str:
    """A new secret: 256 random bits in URL-safe text. Store only its `token_hash`."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored in place of a token. The token is random, so a plain digest cannot be guessed back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def request_digest(*values: str | None) -> str:
    """What is kept of a request beside its client id, to tell the same one again from another one."""
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()
