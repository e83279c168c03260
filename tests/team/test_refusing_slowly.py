"""How long a refused sign-in takes tells nothing. With all the work of real hashes, for that is what takes the time."""

import time
from collections.abc import Iterator

import pytest

from deskbell.kit.db import Database
from tests.rooms import ADA, desk, enter, hash_of, project_with


@pytest.fixture(autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Not here, and none of another test's."""
    hash_of.cache_clear()
    yield
    hash_of.cache_clear()


def test_a_refusal_takes_the_same_time_for_an_agent_of_several_projects_and_for_nobody(db: Database) -> None:
    for owner in ("one@example.com", "two@example.com", "three@example.com"):
        project_with(db, owner=owner)
    with desk(db) as browser:

        def seconds(email: str) -> float:
            start = time.perf_counter()
            assert enter(browser, email, "wrong horse battery").status_code == 401
            return time.perf_counter() - start

        taken = [(seconds(ADA), seconds("nobody@example.com")) for _ in range(4)]
    # The quickest of each: whatever else the machine does only ever adds.
    several, nobody = (min(times) for times in zip(*taken, strict=True))
    assert several / 1.6 < nobody < several * 1.6
