"""Who holds a seat: the order, whoever loses one, whoever gets it back; at every door, to the millisecond."""

import itertools

import pytest
from sqlalchemy import update

from deskbell.audit import By
from deskbell.kit.clock import DAY, HOUR
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import Conflict
from deskbell.projects import Owner
from deskbell.subscriptions import grant
from deskbell.team import (
    LinkWanted,
    administrators,
    agent_by_session,
    agent_cards,
    enable_administrator,
    seat_holders,
    send_password_link,
    settle_seats,
)
from deskbell.team.tables import agent
from tests.rooms import PASSWORD, Clock, add, desk, enter, hash_of, new_account, new_project, team_facts

OPERATOR = By("operator", None, "Opal")
FIRST = "owner@example.com"


def give(db: Database, owner: Owner, clock: Clock, seats: int, lasts: int = HOUR) -> int:
    """Grant so many seats for so long, without grace; answers when it ends."""
    end = clock.now + lasts

    def run(tx: Tx, actor: Owner) -> None:
        given = {"plan": "standard", "seats": seats, "valid_until": end, "grace_days": 0}
        grant(tx, OPERATOR, project_id=actor.project_id, **given)  # pyright: ignore[reportArgumentType] - each is what it should be

    db.write_now(run, owner)
    return end


def settle(db: Database, owner: Owner) -> tuple[list[str], list[str]]:
    return db.write_now(lambda tx, actor: settle_seats(tx, actor.project_id), owner)


def link_to(db: Database, owner: Owner, email: str) -> str:
    """The token in a link to set somebody's password."""
    (agent_id,) = (one.id for one in db.read_now(administrators, owner.project_id) if one.email == email)
    wanted = LinkWanted("https://desk.example", "client-of-the-link")
    sent = db.write_now(send_password_link, owner, agent_id=agent_id, wanted=wanted).password_link
    assert sent is not None
    return (sent.link or "").partition("#")[2]


def make_agent(db: Database, owner: Owner, agent_id: str) -> None:
    db.write_now(lambda tx, _: tx.execute(update(agent).where(agent.c.id == agent_id).values(role="agent")), owner)


@pytest.fixture
def owner(db: Database, clock: Clock) -> Owner:
    """A project with ten seats and four people: the owner, Bea the agent, and Cem and Dan, administrators."""
    project = new_project(db, new_account(db))
    give(db, project, clock, 10)
    for name in ("bea", "cem", "dan"):
        clock.now += 1
        added = add(db, project, f"{name}@example.com", password_hash=hash_of(PASSWORD))
        if name == "bea":
            make_agent(db, project, added.id)
    return project


def seated(db: Database, owner: Owner) -> list[str]:
    return [one.email.partition("@")[0] for one in db.read_now(seat_holders, owner.project_id) if not one.suspended_at]


def test_administrators_come_first_then_agents_each_as_they_joined(db: Database, owner: Owner, clock: Clock) -> None:
    assert [one.email for one in db.read_now(seat_holders, owner.project_id)] == [
        FIRST,
        "cem@example.com",
        "dan@example.com",
        "bea@example.com",
    ]
    for seats, stay in ((3, ["owner", "cem", "dan"]), (2, ["owner", "cem"]), (1, ["owner"])):
        give(db, owner, clock, seats)
        settle(db, owner)
        assert seated(db, owner) == stay
        assert settle(db, owner) == ([], [])


def test_nothing_is_deleted_and_everybody_comes_back_by_themselves(db: Database, owner: Owner, clock: Clock) -> None:
    before = db.read_now(seat_holders, owner.project_id)
    clock.now = give(db, owner, clock, 10)
    lost, returned = settle(db, owner)
    assert (len(lost), returned) == (3, [])
    assert [one.suspended_at for one in db.read_now(seat_holders, owner.project_id)] == [None, *[clock.now] * 3]
    give(db, owner, clock, 3)
    lost, returned = settle(db, owner)
    assert (lost, len(returned)) == ([], 2)
    give(db, owner, clock, 4)
    settle(db, owner)
    assert db.read_now(seat_holders, owner.project_id) == before
    left = team_facts(db, owner.project_id, "agent_left")
    assert len(left) == 3
    assert {one["agent"]["id"] for one in team_facts(db, owner.project_id, "agent_changed")[-3:]} == {
        one["agent_id"] for one in left
    }


def test_sessions_end_and_the_team_no_longer_sees_them(db: Database, owner: Owner, clock: Clock) -> None:
    with desk(db) as browser:
        token = ""
        assert enter(browser, "dan@example.com").status_code == 200
        token = next(str(cookie.value) for cookie in browser.cookies.jar)
        assert db.read_now(agent_by_session, owner.project_id, token) is not None
        clock.now = give(db, owner, clock, 2)
        settle(db, owner)
        assert db.read_now(agent_by_session, owner.project_id, token) is None
        assert [one.name for one in db.read_now(agent_cards, owner.project_id)] == ["Olga Owner"]
        give(db, owner, clock, 10)
        settle(db, owner)
        # The session has ended for good; the person signs in again.
        assert db.read_now(agent_by_session, owner.project_id, token) is None
        assert enter(browser, "dan@example.com").status_code == 200


def test_signing_in_is_refused_in_words_from_the_very_moment(db: Database, owner: Owner, clock: Clock) -> None:
    end = give(db, owner, clock, 3)
    with desk(db) as browser:
        clock.now = end - 1
        assert enter(browser, "dan@example.com").status_code == 200
        clock.now = end
        # Nobody has settled anything yet.
        refused = enter(browser, "dan@example.com")
        assert (refused.status_code, refused.json()["code"]) == (403, "no_seat_for_you")
        settle(db, owner)
        assert enter(browser, "dan@example.com").status_code == 403
        assert enter(browser, "dan@example.com", "a wrong password").status_code == 401
        # A link to set the password is no way around it, and is not used up by trying.
        link = {"token": link_to(db, owner, "dan@example.com"), "password": "another horse battery"}
        refused = browser.post("/api/v1/workspace/password", json=link)
        assert (refused.status_code, refused.json()["code"]) == (403, "no_seat_for_you")
        assert enter(browser, "dan@example.com", link["password"]).status_code == 401
        give(db, owner, clock, 3)
        assert enter(browser, "dan@example.com").status_code == 200
        assert seated(db, owner) == ["owner", "dan"]
        assert browser.post("/api/v1/workspace/password", json=link).status_code == 200


def test_a_seat_that_comes_back_belongs_to_who_lost_it(db: Database, owner: Owner, clock: Clock) -> None:
    clock.now = give(db, owner, clock, 10)
    settle(db, owner)
    give(db, owner, clock, 4)
    # Before anybody is back there are three empty seats; they are not for somebody new.
    with pytest.raises(Conflict, match="no_seat_left"):
        add(db, owner, "eve@example.com")
    give(db, owner, clock, 5)
    add(db, owner, "eve@example.com")
    with pytest.raises(Conflict, match="no_seat_left"):
        add(db, owner, "fay@example.com")


def test_the_first_administrator_never_loses_the_last_seat(db: Database, owner: Owner, clock: Clock) -> None:
    for step in itertools.islice(itertools.cycle((1, 4, 2, 10)), 12):
        clock.now = give(db, owner, clock, step) if step == 1 else clock.now + 1
        give(db, owner, clock, step)
        settle(db, owner)
        assert seated(db, owner)[0] == "owner"
        assert len(seated(db, owner)) == min(step, 4)
    clock.now += 1000 * DAY
    settle(db, owner)
    assert seated(db, owner) == ["owner"]


def test_who_is_disabled_wants_no_seat(db: Database, owner: Owner, clock: Clock) -> None:
    people = db.read_now(seat_holders, owner.project_id)
    give(db, owner, clock, 1)
    settle(db, owner)
    # Enabling would need a seat, and there is none.
    db.write_now(
        lambda tx, _: tx.execute(update(agent).where(agent.c.id == people[1].id).values(disabled_at=tx.now)), owner
    )
    with pytest.raises(Conflict, match="no_seat_left"):
        db.write_now(enable_administrator, owner, agent_id=people[1].id)
    assert [one.id for one in db.read_now(seat_holders, owner.project_id)] == [people[0].id, people[2].id, people[3].id]
