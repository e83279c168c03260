"""Passwords: Argon2id, computed in threads and never more than two at once, so that sign-in cannot take the machine.

A password that is set is judged first, by how soon somebody would guess it who tries the common ones, words, patterns
of the keyboard, and what they know about the person.
"""

import asyncio
import re
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from deskbell.kit.errors import BadInput

MIN_LENGTH = 10
MAX_LENGTH = 200
_ENOUGH = 3  # of 0-4: more than a hundred million guesses
_JUDGED = 64  # characters; judging takes the square of the length, and what follows could only make it better
_KNOWN_WORDS = 20
_WORDS = re.compile(r"[^\W_]{3,40}")
_judging = threading.Lock()
_hasher = PasswordHasher()
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="passwords")


def readable_password(password: str) -> str:
    """Strong enough to be set: 10-200 characters, not one character repeated."""
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH or len(set(password)) < 4 or "\x00" in password:  # noqa: PLR2004 - fewer than four different characters is a pattern
        raise BadInput("weak_password", field="password", min=MIN_LENGTH, max=MAX_LENGTH)
    try:
        password.encode()
    except UnicodeEncodeError:
        raise BadInput("bad_text", field="password") from None
    return password


def work_with(*, memory_mib: int) -> None:
    """How much work the hashes of this process are from now on; what is stored keeps what it was made with."""
    global _hasher  # noqa: PLW0603 - one for the process, chosen before it serves
    _hasher = PasswordHasher(memory_cost=memory_mib * 1024)


async def hashed(password: str, *, about: Iterable[str] = ()) -> str:
    """What to store of a password that may be set. `about`: what a guesser knows, such as e-mail, name, project."""
    readable_password(password)
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(_threads, require_unguessable, password, tuple(about))
    return await loop.run_in_executor(_threads, _hasher.hash, password)


def require_unguessable(password: str, about: Iterable[str] = ()) -> None:
    """Refuse, and say why, what would be guessed soon. Takes some milliseconds: not for the loop's thread."""
    from zxcvbn import zxcvbn  # noqa: PLC0415 - loaded by whoever uses it: its lists take 15 MB

    known = _words_of(about)
    # It keeps the words that it was given in a list of its module.
    with _judging:
        judged = zxcvbn(password[:_JUDGED], user_inputs=known)
    if judged["score"] >= _ENOUGH:
        return
    found = {part.get("dictionary_name") for part in judged["sequence"]}
    if "user_inputs" in found:
        raise BadInput("personal_password", field="password")
    if found == {"passwords"}:
        raise BadInput("common_password", field="password")
    raise BadInput("guessable_password", field="password")


def _words_of(about: Iterable[str]) -> list[str]:
    """The texts and the words in them, a bounded number of bounded ones."""
    texts = [text.lower()[:_JUDGED] for text in about if text]
    words = [word for text in texts for word in _WORDS.findall(text)]
    return list(dict.fromkeys(texts + words))[:_KNOWN_WORDS]


async def matches(password: str, stored: str | None) -> bool:
    """Whether the password is the stored one; takes the same time when there is none."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _verify, password, stored)


def _verify(password: str, stored: str | None) -> bool:
    try:
        same = len(password) <= MAX_LENGTH and _hasher.verify(stored or _nobody(), password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
    return same and stored is not None


def _nobody() -> str:
    """What a sign-in for an unknown or passwordless person is compared with: the same work, so the same time.

    Not computed: that would hold up every start.
    """
    cost = f"m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    return f"$argon2id$v=19${cost}${'nobody' * 3}nobA${'nobody' * 7}A"
