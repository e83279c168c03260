import pytest

from deskbell.kit.db import Database, Tx
from deskbell.presence import LEASE_MS, Lease, keep_leases
from deskbell.projects import Owner
from deskbell.team import administrators, agent_cards, available_agents, note_assignment
from tests.rooms import Clock, add, desk, enter, new_account, new_project, project_with, team_facts


def come(db: Database, owner: Owner, agent_id: str, until: int) -> None:
    lease = Lease(agent_id, "node", owner.project_id, "agent", until)
    db.write_now(keep_leases, owner, [lease])


def assign(db: Database, owner: Owner, agent_id: str) -> None:
    def note(tx: Tx, to: Owner) -> None:
        note_assignment(tx, to.project_id, agent_id)

    db.write_now(note, owner)


def test_who_is_here_and_online_takes_conversations_until_the_lease_ends(db: Database, clock: Clock) -> None:
    owner = new_project(db, new_account(db))
    first = db.read_now(administrators, owner.project_id)[0]
    assert db.read_now(available_agents, owner.project_id) == []
    come(db, owner, first.id, clock.now + LEASE_MS)
    assert db.read_now(available_agents, owner.project_id) == [(first.id, "Olga Owner", 6, None)]
    assert [card.online for card in db.read_now(agent_cards, owner.project_id)] == [True]
    clock.now += LEASE_MS
    assert db.read_now(available_agents, owner.project_id) == []
    assert [card.online for card in db.read_now(agent_cards, owner.project_id)] == [False]


def test_who_waited_longest_for_a_conversation_comes_first(db: Database, clock: Clock) -> None:
    owner = new_project(db, new_account(db))
    ada = add(db, owner, "ada@example.com", name="Ada")
    olga = db.read_now(administrators, owner.project_id)[0]
    for one in (ada, olga):
        come(db, owner, one.id, clock.now + LEASE_MS)

    for one in (olga, ada):
        assign(db, owner, one.id)
        clock.now += 1
    order = [one.id for one in db.read_now(available_agents, owner.project_id)]
    assert order == [olga.id, ada.id]
    assign(db, owner, olga.id)
    order = [one.id for one in db.read_now(available_agents, owner.project_id)]
    assert order == [ada.id, olga.id]


def test_somebody_away_takes_none(db: Database, clock: Clock) -> None:
    project = project_with(db)
    with desk(db) as browser:
        agent = enter(browser).json()["signed_in"]["agent"]
        come(db, project, agent["id"], clock.now + LEASE_MS)
        own = f"/api/v1/workspace/{project.project_id}/me"
        assert len(db.read_now(available_agents, project.project_id)) == 1
        changed = browser.patch(own, json={"availability": "away"}).json()
        assert changed == {**agent, "availability": "away"}
        assert db.read_now(available_agents, project.project_id) == []
        facts = team_facts(db, project.project_id, "agent_changed")
        assert facts[-1]["agent"]["availability"] == "away"
        assert facts[-1]["agent"]["online"] is True
        browser.patch(own, json={"availability": "away", "language": "zh-Hans"})
        assert len(team_facts(db, project.project_id, "agent_changed")) == len(facts)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"availability": "invisible"}, "bad_request"),
        ({"name": " "}, "blank_name"),
        ({"name": "x" * 81}, "name_too_long"),
        ({"language": "\x00"}, "bad_language"),
        ({"name": 10**400}, "bad_request"),
    ],
)
def test_what_an_agent_cannot_be_is_refused(db: Database, change: dict[str, object], code: str) -> None:
    project = project_with(db)
    with desk(db) as browser:
        enter(browser)
        refused = browser.patch(f"/api/v1/workspace/{project.project_id}/me", json=change)
        assert (refused.status_code, refused.json()["code"]) == (400, code)


def test_nobody_gives_themselves_another_role_or_address(db: Database) -> None:
    project = project_with(db)
    with desk(db) as browser:
        agent = enter(browser).json()["signed_in"]["agent"]
        change = {"role": "owner", "email": "x@example.com", "conversation_limit": 99, "id": "0" * 16}
        assert browser.patch(f"/api/v1/workspace/{project.project_id}/me", json=change).json() == agent


def test_a_team_is_shown_only_to_itself(db: Database) -> None:
    mine = new_project(db, new_account(db, "one@example.com"))
    new_project(db, new_account(db, "two@example.com"))
    assert len(db.read_now(agent_cards, mine.project_id)) == 1
