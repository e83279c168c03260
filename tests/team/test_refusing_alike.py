"""A refused sign-in tells nothing: every refusal has the same words, and costs the same work.

The work is counted, not timed: what takes the time is comparing passwords, so as many comparisons, each at the same
cost, take as long.
"""

from collections.abc import Iterator
from typing import Literal

import pytest
from argon2 import PasswordHasher, extract_parameters

from deskbell.kit.db import Database
from deskbell.projects import Owner
from deskbell.team import disable_agent, remove_agent
from tests.rooms import ADA, PASSWORD, WORKSPACE_SESSION, add, desk, hash_of, new_account, new_project, project_with

CONSOLE_SESSION = "/api/v1/console/session"
Cost = tuple[int, int, int]
Refused = tuple[int, str, list[Cost]]


class Counting(PasswordHasher):
    """Compares passwords as ever, and remembers at what cost."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.compared: list[Cost] = []

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 - the library's own name
        of = extract_parameters(hash if isinstance(hash, str) else hash.decode())
        self.compared.append((of.time_cost, of.memory_cost, of.parallelism))
        return super().verify(hash, password)


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counting]:
    """Little work here too, but counted."""
    hasher = Counting()
    hash_of.cache_clear()
    monkeypatch.setattr("deskbell.kit.passwords._hasher", hasher)
    yield hasher
    hash_of.cache_clear()


def _refusals(db: Database, hasher: Counting, path: str, forms: dict[str, dict[str, str]]) -> dict[str, Refused]:
    """What each of these is answered, and what it cost."""
    refused: dict[str, Refused] = {}
    with desk(db) as browser:
        for who, form in forms.items():
            hasher.compared.clear()
            answer = browser.post(path, json={"password": PASSWORD, **form})
            refused[who] = (answer.status_code, answer.text, list(hasher.compared))
    return refused


def _all_alike(refused: dict[str, Refused], comparisons: int) -> None:
    first = next(iter(refused.values()))
    assert {who: answer for who, answer in refused.items() if answer != first} == {}
    assert (first[0], len(first[2]), len(set(first[2]))) == (401, comparisons, 1)


def test_at_the_console_a_known_address_is_refused_as_an_unknown_one(db: Database, cheap_hashes: Counting) -> None:
    new_account(db, ADA)
    forms = {"known": {"email": ADA, "password": "not this one at all"}, "unknown": {"email": "nobody@example.com"}}
    _all_alike(_refusals(db, cheap_hashes, CONSOLE_SESSION, forms), comparisons=1)


def test_at_the_workspace_an_agent_of_several_projects_is_refused_as_nobody(
    db: Database, cheap_hashes: Counting
) -> None:
    for owner in ("one@example.com", "two@example.com", "three@example.com"):
        project_with(db, owner=owner)
    project_with(db, email="ben@example.com", owner="four@example.com")
    forms = {
        "of three": {"email": ADA, "password": "wrong horse battery"},
        "of one": {"email": "ben@example.com", "password": "wrong horse battery"},
        "of none": {"email": "nobody@example.com"},
    }
    _all_alike(_refusals(db, cheap_hashes, WORKSPACE_SESSION, forms), comparisons=3)


def test_without_a_password_disabled_or_removed_is_refused_as_a_wrong_password(
    db: Database, cheap_hashes: Counting
) -> None:
    owner = _team(db)
    named = {"project_id": owner.project_id}
    forms = {name: {"email": f"{name}@example.com", **named} for name in ("none", "disabled", "removed", "nobody")}
    forms["wrong"] = {"email": ADA, "password": "not this one at all", **named}
    forms["elsewhere"] = {"email": ADA, "project_id": "no-such-project"}
    _all_alike(_refusals(db, cheap_hashes, WORKSPACE_SESSION, forms), comparisons=1)


def _team(db: Database) -> Owner:
    """A project with Ada, and with those who may not sign in."""
    owner = new_project(db, new_account(db))
    add(db, owner, ADA, password_hash=hash_of(PASSWORD))
    add(db, owner, "none@example.com")
    disabled = add(db, owner, "disabled@example.com", password_hash=hash_of(PASSWORD))
    removed = add(db, owner, "removed@example.com", password_hash=hash_of(PASSWORD))
    db.write_now(disable_agent, owner, agent_id=disabled.id)
    db.write_now(remove_agent, owner, agent_id=removed.id)
    return owner
