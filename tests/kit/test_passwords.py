"""A password is compared with the same work whether or not there is somebody who has one."""

from typing import Any

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

from deskbell.kit import passwords


def test_nobodys_password_takes_the_work_of_somebodys() -> None:
    nobody: Any = passwords._NOBODY  # noqa: SLF001 - no caller may see it  # pyright: ignore[reportPrivateUsage] - no caller may see it
    somebody = PasswordHasher().hash("correct horse battery")
    assert extract_parameters(nobody) == extract_parameters(somebody)
    # A mismatch is known after all the work; anything malformed, at once.
    with pytest.raises(VerifyMismatchError):
        PasswordHasher().verify(nobody, "correct horse battery")
