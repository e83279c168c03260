"""Fifty at once at the last seat, through every door that leads to one, leave the count at the limit.

A new door (accepting an invitation, importing, single sign-on) joins DOORS.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest

from deskbell.kit.db import Database
from deskbell.kit.errors import Refusal
from deskbell.projects import Owner
from deskbell.team import (
    NewAdministrator,
    add_administrator,
    disable_administrator,
    enable_administrator,
    seats_used,
)
from tests.rooms import add, new_account, new_client_id, new_project, together

Attempt = Callable[[Database], Awaitable[Any]]
Door = Callable[[Database, Owner, int], Sequence[Attempt]]
LIMIT = 3


def adding(db: Database, owner: Owner, count: int) -> list[Attempt]:
    del db
    wanted = [NewAdministrator(new_client_id(), f"new{number}@example.com", None, None) for number in range(count)]
    return [lambda node, one=one: node.write(add_administrator, owner, wanted=one, language="en") for one in wanted]


def enabling(db: Database, owner: Owner, count: int) -> list[Attempt]:
    attempts: list[Attempt] = []
    for number in range(count):
        made = add(db, owner, f"old{number}@example.com")
        db.write_now(disable_administrator, owner, agent_id=made.id)
        attempts.append(lambda node, id_=made.id: node.write(enable_administrator, owner, agent_id=id_))
    return attempts


DOORS: dict[str, list[Door]] = {"adding": [adding], "enabling": [enabling], "all at once": [adding, enabling]}


@pytest.mark.parametrize("doors", DOORS)
def test_fifty_at_once_leave_the_count_at_the_limit(db: Database, other_node: Database, doors: str) -> None:
    owner = new_project(db, new_account(db), seats=LIMIT)
    through = DOORS[doors]
    each = [door(db, owner, 50 // len(through)) for door in through]
    add(db, owner, "second@example.com")
    attempts = [attempt for attempts in zip(*each, strict=True) for attempt in attempts]
    answers = together(
        [
            lambda attempt=attempt, node=(db, other_node)[number % 2]: attempt(node)
            for number, attempt in enumerate(attempts)
        ]
    )
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    assert len(refusals) == 49
    assert {(refusal.code, refusal.params["seats"]) for refusal in refusals} == {("no_seat_left", LIMIT)}
    assert db.read_now(seats_used, owner.project_id) == LIMIT
