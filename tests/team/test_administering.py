from typing import Any

import pytest
from sqlalchemy import select, update

from deskbell.kit.clock import DAY
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput, Conflict, NotFound, Refusal
from deskbell.projects import Owner
from deskbell.team import (
    Administrator,
    AdministratorChange,
    NewAdministrator,
    add_administrator,
    administrators,
    modify_administrator,
    seats_used,
)
from deskbell.team.tables import agent
from tests.rooms import (
    PASSWORD,
    Clock,
    add,
    hash_of,
    new_account,
    new_client_id,
    new_project,
    rows,
    team_facts,
    together,
)


def test_an_administrator_is_added_and_takes_a_seat(db: Database) -> None:
    owner = new_project(db, new_account(db))
    made = add(db, owner, "ada@example.com", name="Ada", password_hash="hash")
    assert (made.email, made.name, made.has_password) == ("ada@example.com", "Ada", True)
    assert made.password_changed_at == made.created_at
    assert db.read_now(seats_used, owner.project_id) == 2
    assert team_facts(db, owner.project_id, "agent_changed")[-1]["agent"] == {
        "id": made.id,
        "name": "Ada",
        "role": "administrator",
        "availability": "online",
        "online": False,
        "conversation_limit": 6,
        "load": 0,
    }


def test_without_a_name_the_first_part_of_the_address_is_it(db: Database) -> None:
    owner = new_project(db, new_account(db))
    assert add(db, owner, "ada.l@example.com").name == "ada.l"
    assert add(db, owner, "\u200b@example.com").name == "Administrator"


def test_an_address_is_once_in_a_team_but_may_be_in_others(db: Database) -> None:
    account = new_account(db)
    one, two = new_project(db, account), new_project(db, account)
    add(db, one, "ada@example.com")
    add(db, two, "ada@example.com")
    for again in ("ADA@example.com", " ada@example.com ", account.email):
        with pytest.raises(Conflict, match="administrator_exists"):
            add(db, one, again)


def test_the_same_request_again_finds_the_same_administrator(db: Database) -> None:
    owner = new_project(db, new_account(db))
    made = add(db, owner, "ada@example.com", client_id="client-aaaa")
    assert add(db, owner, "ada@example.com", client_id="client-aaaa") == made
    with pytest.raises(Conflict, match="client_id_reused"):
        add(db, owner, "bob@example.com", client_id="client-aaaa")
    assert db.read_now(seats_used, owner.project_id) == 2


@pytest.mark.parametrize("client_id", ["", "short", "with space in it", "x" * 65, "nul\x00nul\x00nul"])
def test_a_client_id_has_a_form(db: Database, client_id: str) -> None:
    owner = new_project(db, new_account(db))
    with pytest.raises(BadInput, match="bad_client_id"):
        add(db, owner, "ada@example.com", client_id=client_id)


def test_thirty_at_once_for_the_last_seat_on_two_nodes_leave_the_limit_whole(
    db: Database, other_node: Database
) -> None:
    owner = new_project(db, new_account(db), seats=3)
    add(db, owner, "second@example.com")
    wanted = [NewAdministrator(new_client_id(), f"person{number}@example.com", None, None) for number in range(30)]
    answers = together(
        [
            lambda node=(db, other_node)[number % 2], one=one: node.write(
                add_administrator, owner, wanted=one, language="en"
            )
            for number, one in enumerate(wanted)
        ]
    )
    assert sum(isinstance(answer, Administrator) for answer in answers) == 1
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    assert {(refusal.code, refusal.params["seats"]) for refusal in refusals} == {("no_seat_left", 3)}
    assert db.read_now(seats_used, owner.project_id) == 3


def test_twenty_times_the_same_request_at_once_adds_one(db: Database, other_node: Database) -> None:
    owner = new_project(db, new_account(db))
    wanted = NewAdministrator("client-aaaa", "ada@example.com", None, None)
    answers = together(
        [
            lambda node=node: node.write(add_administrator, owner, wanted=wanted, language="en")
            for node in [db, other_node] * 10
        ]
    )
    assert len({answer.id for answer in answers if isinstance(answer, Administrator)}) == 1
    assert not [answer for answer in answers if isinstance(answer, Refusal)]
    assert db.read_now(seats_used, owner.project_id) == 2


def test_whoever_is_disabled_frees_a_seat(db: Database) -> None:
    owner = new_project(db, new_account(db), seats=2)
    ada = add(db, owner, "ada@example.com")
    with pytest.raises(Conflict, match="no_seat_left"):
        add(db, owner, "bob@example.com")

    def disable(tx: Any, _: Owner) -> None:
        tx.execute(update(agent).where(agent.c.id == ada.id).values(disabled_at=tx.now))

    db.write_now(disable, owner)
    assert add(db, owner, "bob@example.com").email == "bob@example.com"


def test_after_the_trial_nobody_is_added_beyond_the_free_seat(db: Database, clock: Clock) -> None:
    owner = new_project(db, new_account(db))
    clock.now += 14 * DAY - 1
    add(db, owner, "ada@example.com")
    clock.now += 1
    with pytest.raises(Conflict, match="no_seat_left"):
        add(db, owner, "bob@example.com")


def test_account_and_password_are_changed_together(db: Database) -> None:
    owner = new_project(db, new_account(db))
    before = db.read_now(administrators, owner.project_id)[0]
    assert (before.has_password, before.password_changed_at) == (False, None)
    password_hash = hash_of(PASSWORD)
    change = AdministratorChange("new@example.com", "New", password_hash)
    after = db.write_now(modify_administrator, owner, agent_id=before.id, change=change)
    assert (after.email, after.name, after.has_password) == ("new@example.com", "New", True)
    assert team_facts(db, owner.project_id, "agent_sessions_ended") == [{"agent_id": before.id, "session_id": None}]
    assert team_facts(db, owner.project_id, "agent_changed")[-1]["agent"]["name"] == "New"
    assert rows(db, select(agent.c.email_key)) == [("new@example.com",)]


def test_another_name_alone_ends_no_session(db: Database) -> None:
    owner = new_project(db, new_account(db))
    first = db.read_now(administrators, owner.project_id)[0]
    change = AdministratorChange(name="New", email=first.email)
    db.write_now(modify_administrator, owner, agent_id=first.id, change=change)
    assert team_facts(db, owner.project_id, "agent_sessions_ended") == []


def test_a_change_that_is_refused_changes_nothing(db: Database) -> None:
    owner = new_project(db, new_account(db))
    add(db, owner, "ada@example.com")
    first = db.read_now(administrators, owner.project_id)[0]
    for change, code in (
        (AdministratorChange("ada@example.com", "New", "hash"), "administrator_exists"),
        (AdministratorChange("nowhere", "New", "hash"), "bad_email"),
        (AdministratorChange("new@example.com", " ", "hash"), "blank_name"),
    ):
        with pytest.raises(Refusal, match=code):
            db.write_now(modify_administrator, owner, agent_id=first.id, change=change)
    assert db.read_now(administrators, owner.project_id)[0] == first


@pytest.mark.parametrize("agent_id", ["", "\x00", "0" * 16, "nonsense"])
def test_an_unknown_administrator_and_a_foreign_one_are_not_found(db: Database, agent_id: str) -> None:
    mine = new_project(db, new_account(db))
    theirs = new_project(db, new_account(db, "stranger@example.com"))
    foreign = db.read_now(administrators, theirs.project_id)[0].id
    change = AdministratorChange(name="Mallory")
    for one in (agent_id, foreign):
        with pytest.raises(NotFound):
            db.write_now(modify_administrator, mine, agent_id=one, change=change)
    assert db.read_now(administrators, theirs.project_id)[0].name == "Olga Owner"
