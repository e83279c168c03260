"""The Workspace's team, for its administrators: who is in it, how busy they are, and what can be done to them."""

from typing import Any

import pytest
from sqlalchemy import select

from deskbell.audit.tables import audit_entry
from deskbell.kit.clock import DAY
from deskbell.kit.db import Database
from deskbell.kit.errors import Conflict, NotFound, Refusal
from deskbell.management.leaving import dismiss, put_aside
from deskbell.management.seating import change_member
from deskbell.management.team.page import member_now, member_page, team
from deskbell.team import Agent, AgentChange, administrators, enable_agent
from tests.desk import claim, counts, new_agent, new_desk, post
from tests.rooms import Clock, rows, team_facts, together


def change(db: Database, who: Agent, agent_id: str, **what: Any) -> None:
    db.write_now(change_member, who, agent_id=agent_id, change=AgentChange(**what))


def test_everybody_with_what_they_are_busy_with(db: Database) -> None:
    desk = new_desk(db)
    ben = new_agent(db, desk.owner, "Ben")
    claim(db, ben, post(db, desk.visitor).conversation_id)
    project_id = desk.owner.project_id
    everybody = db.read_now(member_page, project_id, after=None, limit=50)
    first = db.read_now(member_page, project_id, after=None, limit=1)
    rest = db.read_now(member_page, project_id, after=first.next, limit=50)
    assert [*first.items, *rest.items] == everybody.items
    assert (first.next, rest.next) == (first.items[-1].id, None)
    his = next(one for one in everybody.items if one.id == ben.id)
    assert (his.name, his.role, his.state, his.open) == ("Ben", "administrator", "active", 1)
    assert his == db.read_now(member_now, project_id, ben.id)
    now = db.read_now(team, project_id)
    assert now.seats.used == len(everybody.items)
    may = {one.role: set(one.permissions) for one in now.roles}
    assert may["agent"] < may["administrator"]


def test_roles_and_limits_are_changed_and_the_last_administrator_stays(db: Database) -> None:
    desk = new_desk(db)
    ben = new_agent(db, desk.owner, "Ben")
    project_id = desk.owner.project_id
    before = db.read_now(member_now, project_id, ben.id)
    change(db, desk.agent, ben.id, role="agent", conversation_limit=2, version=before.version)
    after = db.read_now(member_now, project_id, ben.id)
    assert (after.role, after.conversation_limit, after.version) == ("agent", 2, before.version + 1)
    card = team_facts(db, project_id, "agent_changed")[-1]["agent"]
    assert (card["id"], card["role"], card["conversation_limit"]) == (ben.id, "agent", 2)
    # What is so already, changes nothing; what is no longer so, is stale.
    change(db, desk.agent, ben.id, role="agent", conversation_limit=2)
    assert db.read_now(member_now, project_id, ben.id) == after
    with pytest.raises(Conflict, match="stale"):
        change(db, desk.agent, ben.id, role="administrator", version=before.version)
    for limit in (-1, 101):
        with pytest.raises(Refusal, match="bad_conversation_limit"):
            change(db, desk.agent, ben.id, conversation_limit=limit)
    for _ in range(2):
        with pytest.raises(Conflict, match="last_administrator"):
            change(db, desk.agent, desk.agent.id, role="agent")
    for leave in (put_aside, dismiss):
        with pytest.raises(Conflict, match="last_administrator"):
            db.write_now(leave, desk.agent, agent_id=desk.agent.id)
    change(db, desk.agent, ben.id, role="administrator")
    change(db, desk.agent, desk.agent.id, role="agent")
    assert [one.id for one in db.read_now(administrators, project_id) if one.has_seat] == [ben.id]


def test_two_who_take_the_role_from_each_other_at_once_leave_one(db: Database, other_node: Database) -> None:
    desk = new_desk(db)
    ben = new_agent(db, desk.owner, "Ben")
    wish = AgentChange(role="agent")
    answers = together(
        [
            lambda: db.write(change_member, desk.agent, agent_id=ben.id, change=wish),
            lambda: other_node.write(change_member, ben, agent_id=desk.agent.id, change=wish),
        ]
    )
    assert [one.code for one in answers if isinstance(one, Refusal)] == ["last_administrator"]


def test_whoever_is_put_out_hands_on_what_they_had(db: Database) -> None:
    desk = new_desk(db)
    project_id = desk.owner.project_id
    ben = new_agent(db, desk.owner, "Ben")
    change(db, desk.agent, ben.id, role="agent")
    claim(db, ben, post(db, desk.visitor).conversation_id)
    for _ in range(2):
        db.write_now(put_aside, desk.agent, agent_id=ben.id)
    assert counts(db, project_id) == {("queuing", None): 1}
    assert db.read_now(member_now, project_id, ben.id).state == "disabled"
    db.write_now(enable_agent, desk.agent, agent_id=ben.id)
    assert db.read_now(member_now, project_id, ben.id).state == "active"
    for _ in range(2):
        db.write_now(dismiss, desk.agent, agent_id=ben.id)
    with pytest.raises(NotFound):
        db.read_now(member_now, project_id, ben.id)
    with pytest.raises(NotFound):
        db.write_now(enable_agent, desk.agent, agent_id=ben.id)
    entry = audit_entry.c
    found = rows(db, select(entry.action).where(entry.project_id == project_id).order_by(entry.id))
    done = [row.action for row in found]
    assert done[-4:] == ["administrator.made_agent", "agent.disabled", "agent.enabled", "agent.removed"]


def test_administrators_are_given_seats_first(db: Database, clock: Clock) -> None:
    """A role decides who stays when there are fewer seats than people."""
    desk = new_desk(db)
    project_id = desk.owner.project_id
    ben = new_agent(db, desk.owner, "Ben")
    clock.now += 14 * DAY
    change(db, desk.agent, ben.id, conversation_limit=1)
    assert db.read_now(member_now, project_id, ben.id).state == "no_seat"
    change(db, desk.agent, desk.agent.id, role="agent")
    assert db.read_now(member_now, project_id, ben.id).state == "active"
    assert db.read_now(member_now, project_id, desk.agent.id).state == "no_seat"
