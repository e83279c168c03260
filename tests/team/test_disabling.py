from collections.abc import Callable
from typing import Any, Concatenate

import pytest
from sqlalchemy import select

from deskbell.audit.tables import audit_entry
from deskbell.kit.catalogue import LANGUAGES, sentences
from deskbell.kit.clock import DAY
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import Conflict, NotFound, Refusal
from deskbell.projects import Owner
from deskbell.team import (
    Administrator,
    AdministratorChange,
    administrators,
    agent_cards,
    disable_administrator,
    enable_administrator,
    modify_administrator,
    remove_agent,
    seats_used,
    settle_seats,
)
from deskbell.team.tables import agent, agent_session
from tests.rooms import (
    ADA,
    PASSWORD,
    Clock,
    add,
    desk,
    enter,
    hash_of,
    new_account,
    new_project,
    rows,
    team_facts,
    together,
)
from tests.services import wait_until

Command = Callable[Concatenate[Tx, Owner, ...], Any]
AWAY: list[Command] = [disable_administrator, remove_agent]


def shop(db: Database) -> tuple[Owner, Administrator]:
    owner = new_project(db, new_account(db))
    return owner, add(db, owner, ADA, name="Ada", password_hash=hash_of(PASSWORD))


@pytest.mark.parametrize("away", AWAY)
def test_whoever_is_out_is_signed_out_and_frees_a_seat(db: Database, away: Command) -> None:
    owner, ada = shop(db)
    with desk(db) as browser:
        assert enter(browser).status_code == 200
        db.write_now(away, owner, agent_id=ada.id)
        assert browser.get("/api/v1/workspace/sessions").json() == {"items": []}
        refused = enter(browser)
        assert (refused.status_code, refused.json()["code"]) == (401, "wrong_credentials")
    assert rows(db, select(agent_session.c.ended_at).where(agent_session.c.agent_id == ada.id)) != [(None,)]
    assert db.read_now(seats_used, owner.project_id) == 1
    assert [card.name for card in db.read_now(agent_cards, owner.project_id)] == ["Olga Owner"]
    assert team_facts(db, owner.project_id, "agent_sessions_ended") == [{"agent_id": ada.id, "session_id": None}]
    assert team_facts(db, owner.project_id, "agent_left") == [{"agent_id": ada.id}]


@pytest.mark.parametrize("away", AWAY)
def test_twice_is_once(db: Database, away: Command) -> None:
    owner, ada = shop(db)
    for _ in range(2):
        db.write_now(away, owner, agent_id=ada.id)
    assert len(team_facts(db, owner.project_id, "agent_left")) == 1
    assert len(noted(db, owner)) == 3


@pytest.mark.parametrize("away", AWAY)
def test_the_last_enabled_administrator_stays(db: Database, away: Command) -> None:
    owner, ada = shop(db)
    db.write_now(disable_administrator, owner, agent_id=ada.id)
    olga = db.read_now(administrators, owner.project_id)[0]
    with pytest.raises(Conflict, match="last_administrator"):
        db.write_now(away, owner, agent_id=olga.id)
    assert db.read_now(administrators, owner.project_id)[0] == olga


@pytest.mark.parametrize("away", AWAY)
def test_two_who_put_each_other_out_at_once_leave_one(db: Database, other_node: Database, away: Command) -> None:
    owner, ada = shop(db)
    olga = db.read_now(administrators, owner.project_id)[0]
    answers = together(
        [
            lambda: db.write(away, owner, agent_id=ada.id),
            lambda: other_node.write(away, owner, agent_id=olga.id),
        ]
    )
    assert [answer.code for answer in answers if isinstance(answer, Refusal)] == ["last_administrator"]
    assert db.read_now(seats_used, owner.project_id) == 1


def test_whoever_is_enabled_again_signs_in_as_before(db: Database) -> None:
    owner, ada = shop(db)
    db.write_now(disable_administrator, owner, agent_id=ada.id)
    enabled = db.write_now(enable_administrator, owner, agent_id=ada.id)
    assert (enabled.disabled_at, enabled.has_seat, enabled.version) == (None, True, ada.version + 2)
    assert db.write_now(enable_administrator, owner, agent_id=ada.id) == enabled
    assert team_facts(db, owner.project_id, "agent_changed")[-1]["agent"]["id"] == ada.id
    with desk(db) as browser:
        assert enter(browser).status_code == 200


def test_the_name_of_whoever_was_removed_stays_and_the_address_is_free(db: Database) -> None:
    owner, ada = shop(db)
    db.write_now(remove_agent, owner, agent_id=ada.id)
    assert [one.email for one in db.read_now(administrators, owner.project_id)] == ["owner@example.com"]
    assert rows(db, select(agent.c.name, agent.c.password_hash).where(agent.c.id == ada.id)) == [("Ada", None)]
    again = add(db, owner, ADA)
    assert again.id != ada.id
    db.write_now(remove_agent, owner, agent_id=again.id)
    assert add(db, owner, ADA).id not in {ada.id, again.id}


def test_whoever_was_removed_is_found_by_nothing(db: Database) -> None:
    owner, ada = shop(db)
    db.write_now(remove_agent, owner, agent_id=ada.id)
    commands: list[Command] = [disable_administrator, enable_administrator]
    for command in commands:
        with pytest.raises(NotFound):
            db.write_now(command, owner, agent_id=ada.id)
    with pytest.raises(NotFound):
        db.write_now(modify_administrator, owner, agent_id=ada.id, change=AdministratorChange(name="Back"))


@pytest.mark.parametrize("command", [*AWAY, enable_administrator])
@pytest.mark.parametrize("agent_id", ["", "\x00", "0" * 16, "theirs"])
def test_somebody_elses_and_unknown_ones_are_not_found(db: Database, command: Command, agent_id: str) -> None:
    owner, _ = shop(db)
    theirs = new_project(db, new_account(db, "stranger@example.com"))
    foreign = add(db, theirs, "bob@example.com")
    with pytest.raises(NotFound):
        db.write_now(command, owner, agent_id=foreign.id if agent_id == "theirs" else agent_id)
    assert db.read_now(administrators, theirs.project_id)[1] == foreign


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stale_change_is_refused_in_words(db: Database, language: str) -> None:
    owner, ada = shop(db)
    with desk(db) as browser:
        browser.post("/api/v1/console/session", json={"email": "owner@example.com", "password": PASSWORD})
        path = f"/api/v1/console/projects/{owner.project_id}/administrators/{ada.id}"
        headers = {"accept-language": language}
        refused = browser.patch(path, json={"name": "Eve", "version": ada.version + 1}, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "stale")
    assert refused.json()["message"] == sentences(language)["stale"]


def test_a_change_that_began_from_an_older_one_is_stale(db: Database) -> None:
    owner, ada = shop(db)
    change = AdministratorChange(name="Ada Two", version=ada.version)
    after = db.write_now(modify_administrator, owner, agent_id=ada.id, change=change)
    assert after.version == ada.version + 1
    with pytest.raises(Conflict, match="stale"):
        db.write_now(modify_administrator, owner, agent_id=ada.id, change=change)
    assert db.read_now(administrators, owner.project_id)[1] == after


@pytest.mark.parametrize("away", AWAY)
def test_the_seat_goes_to_whoever_had_lost_theirs(db: Database, clock: Clock, away: Command) -> None:
    owner, ada = shop(db)
    clock.now += 14 * DAY

    def settle(tx: Tx, actor: Owner) -> None:
        settle_seats(tx, actor.project_id)

    db.write_now(settle, owner)
    olga, suspended = db.read_now(administrators, owner.project_id)
    assert (olga.has_seat, suspended.has_seat) == (True, False)
    db.write_now(away, owner, agent_id=olga.id)
    assert [one.has_seat for one in db.read_now(administrators, owner.project_id) if one.id == ada.id] == [True]
    if away is disable_administrator:
        with pytest.raises(Conflict, match="no_seat_left"):
            db.write_now(enable_administrator, owner, agent_id=olga.id)


def test_signing_in_and_out_and_failing_to_is_noted(db: Database) -> None:
    owner, _ = shop(db)
    with desk(db) as browser:
        enter(browser, password="not this one at all")
        wait_until(lambda: len(noted(db, owner, "agent.")) == 1, "the note of a failure")
        enter(browser)
        browser.delete(f"/api/v1/workspace/{owner.project_id}/session")
    assert noted(db, owner, "agent.") == [
        ("agent.sign_in_failed", ADA),
        ("agent.signed_in", ADA),
        ("agent.signed_out", ADA),
    ]


def test_what_was_done_is_noted(db: Database, clock: Clock) -> None:
    owner, ada = shop(db)
    clock.now += 1
    change = AdministratorChange("ada.l@example.com", "Ada L", hash_of(PASSWORD))
    db.write_now(modify_administrator, owner, agent_id=ada.id, change=change)
    commands: list[Command] = [disable_administrator, enable_administrator, remove_agent]
    for command in commands:
        clock.now += 1
        db.write_now(command, owner, agent_id=ada.id)
    assert noted(db, owner) == [
        ("administrator.added", "owner@example.com"),
        ("administrator.added", ADA),
        ("administrator.email_changed", "ada.l@example.com"),
        ("administrator.renamed", "ada.l@example.com"),
        ("administrator.password_changed", "ada.l@example.com"),
        ("administrator.disabled", "ada.l@example.com"),
        ("administrator.enabled", "ada.l@example.com"),
        ("administrator.removed", "ada.l@example.com"),
    ]


def noted(db: Database, owner: Owner, kind: str = "administrator.") -> list[tuple[str, str]]:
    mine = audit_entry.c.action.like(f"{kind}%"), audit_entry.c.project_id == owner.project_id
    found = select(audit_entry.c.action, audit_entry.c.target).where(*mine).order_by(audit_entry.c.id)
    return [(row.action, row.target) for row in rows(db, found)]
