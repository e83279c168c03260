"""A password is compared with the same work whether or not there is one; what would be guessed soon is not set."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

from deskbell.kit import passwords
from deskbell.kit.errors import BadInput
from deskbell.settings import Settings


@pytest.fixture(autouse=True)
def cheap_hashes() -> None:
    """Not here: these tests are about the work itself."""


def test_nobodys_password_takes_the_work_of_somebodys() -> None:
    nobody: Any = passwords._nobody()  # noqa: SLF001 - no caller may see it  # pyright: ignore[reportPrivateUsage] - no caller may see it
    somebody = PasswordHasher().hash("correct horse battery")
    assert extract_parameters(nobody) == extract_parameters(somebody)
    # A mismatch is known after all the work; anything malformed, at once.
    with pytest.raises(VerifyMismatchError):
        PasswordHasher().verify(nobody, "correct horse battery")


def test_an_operator_chooses_how_much_work_a_hash_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher())
    before = asyncio.run(passwords.hashed("three quiet otters swim"))
    assert extract_parameters(before).memory_cost == Settings().password_memory * 1024
    passwords.work_with(memory_mib=19)
    after = asyncio.run(passwords.hashed("three quiet otters swim"))
    works = extract_parameters(after)
    assert (works.memory_cost, works.time_cost) == (19 * 1024, 3)
    assert extract_parameters(passwords._nobody()) == works  # noqa: SLF001 - no caller may see it  # pyright: ignore[reportPrivateUsage] - no caller may see it
    # Whoever was here before gets in all the same.
    assert all(asyncio.run(passwords.matches("three quiet otters swim", one)) for one in (before, after))


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("1234567890", "common_password"),
        ("password12", "common_password"),
        ("qwertyuiop", "common_password"),
        ("ada.lovelace@example.com", "personal_password"),
        ("lovelace12", "personal_password"),
        ("bicycles!1", "personal_password"),
        ("abcdefghij", "guessable_password"),
        ("summer2024!", "guessable_password"),
        ("abcd" * 50, "guessable_password"),
        ("zxcvbn" * 33, "guessable_password"),
    ],
)
def test_what_is_guessed_soon_is_refused_and_said_why(password: str, code: str) -> None:
    about = ("ada.lovelace@example.com", "Ada Lovelace", "Blue Bicycles")
    with pytest.raises(BadInput, match=code):
        asyncio.run(passwords.hashed(password, about=about))


@pytest.mark.parametrize(
    "password",
    ["three quiet otters swim", "kX7fmQ-p4Rtz", "\u8d85\u7d1a\u96e3\u731c\u7684\u4e00\u4e32\u6f22\u5b57\u5403\u98ef"],
)
def test_what_takes_long_to_guess_is_taken(password: str) -> None:
    assert asyncio.run(passwords.hashed(password, about=["ada@example.com"])).startswith("$argon2id$")


def test_one_persons_words_are_no_hint_about_anothers_password() -> None:
    with pytest.raises(BadInput, match="personal_password"):
        passwords.require_unguessable("trumpington", ["Trumpington"])
    with ThreadPoolExecutor(2) as threads:
        judged = [
            threads.submit(passwords.require_unguessable, "trumpington zebra", [word] * 3)
            for word in ("Someone", "Trumpington") * 20
        ]
        assert [one.exception() for one in judged] == [None] * 40


def test_judging_looks_at_a_bounded_part() -> None:
    """Its time grows with the square of the length, and with each known word; a minute of it would be an attack."""
    with pytest.raises(BadInput, match="guessable_password"):
        passwords.require_unguessable("abcdefgh" * 8 + "correct horse battery")
    words = [f"word{number}" for number in range(500)]
    with pytest.raises(BadInput, match="personal_password"):
        passwords.require_unguessable("trumpington", ["trumpington", *words])
    passwords.require_unguessable("trumpington", [*words, "trumpington"])
