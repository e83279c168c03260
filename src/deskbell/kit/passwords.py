"""Passwords: Argon2id, computed in threads and never more than two at once, so that sign-in cannot take the machine."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from deskbell.kit.errors import BadInput

MIN_LENGTH = 10
MAX_LENGTH = 200
_hasher = PasswordHasher()
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="passwords")
# What a sign-in for an unknown or passwordless person is compared with: the same work, so the same time. Not computed:
# that would hold up every start.
_NOBODY = (
    f"$argon2id$v=19$m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    f"${'nobody' * 3}nobA${'nobody' * 7}A"
)


def readable_password(password: str) -> str:
    """Strong enough to be set: 10-200 characters, not one character repeated."""
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH or len(set(password)) < 4 or "\x00" in password:  # noqa: PLR2004 - fewer than four different characters is a pattern
        raise BadInput("weak_password", field="password", min=MIN_LENGTH, max=MAX_LENGTH)
    try:
        password.encode()
    except UnicodeEncodeError:
        raise BadInput("bad_text", field="password") from None
    return password


async def hashed(password: str) -> str:
    readable_password(password)
    return await asyncio.get_running_loop().run_in_executor(_threads, _hasher.hash, password)


async def matches(password: str, stored: str | None) -> bool:
    """Whether the password is the stored one; takes the same time when there is none."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _verify, password, stored)


def _verify(password: str, stored: str | None) -> bool:
    try:
        same = len(password) <= MAX_LENGTH and _hasher.verify(stored or _NOBODY, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
    return same and stored is not None
