"""Whoever leaves the desk leaves nobody waiting: what they had goes back to the queue in the same transaction."""

from collections.abc import Callable
from typing import Any, Concatenate

import msgspec
import pytest

from deskbell.conversations import close_conversation
from deskbell.eventlog import read_after
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import Conflict
from deskbell.management.leaving import dismiss, send_away
from deskbell.projects import Owner
from deskbell.routing.follow import Routing, assign_next
from tests.desk import claim, come_to_the_desk, counts, new_agent, new_desk, new_visitor, post, seen_by, thread

Leave = Callable[Concatenate[Tx, Owner, ...], Any]
LEAVING: list[Leave] = [send_away, dismiss]


@pytest.mark.parametrize("leave", LEAVING)
def test_open_conversations_go_back_and_closed_ones_keep_the_name(db: Database, leave: Leave) -> None:
    desk = new_desk(db)
    ben = new_agent(db, desk.owner, "Ben")
    closed = post(db, desk.visitor).conversation_id
    claim(db, ben, closed)
    db.write_now(close_conversation, ben, conversation_id=closed)
    waiting = post(db, new_visitor(db, desk.owner.project_id)).conversation_id
    claim(db, ben, waiting)
    answered = post(db, new_visitor(db, desk.owner.project_id)).conversation_id
    claim(db, ben, answered)
    post(db, ben, to=answered)

    for _ in range(2):
        db.write_now(leave, desk.owner, agent_id=ben.id)

    assert counts(db, desk.agent.project_id) == {("queuing", None): 2, ("closed", ben.id): 1}
    for one in (waiting, answered):
        item = seen_by(db, desk.agent, one)
        assert (item.status, item.assignee) == ("queuing", None)
        note = thread(db, desk.agent, one).items[-1].system
        assert note is not None
        assert (note.what, note.agent) == ("assigned", None)
    kept = seen_by(db, desk.agent, closed).assignee
    assert kept is not None
    assert kept.name == "Ben"
    facts = db.read_now(read_after, desk.agent.project_id, 0, 1_000)
    returned = [msgspec.json.decode(fact.team or "null") for fact in facts if fact.type == "conversation_returned"]
    assert sorted(one["was"]["status"] for one in returned) == ["awaiting_reply", "replied"]
    assert {one["was"]["assignee_id"] for one in returned} == {ben.id}


@pytest.mark.parametrize("leave", LEAVING)
def test_whoever_waits_is_given_to_somebody_else(db: Database, leave: Leave) -> None:
    desk = new_desk(db)
    ben = new_agent(db, desk.owner, "Ben")
    come_to_the_desk(db, desk.agent, ben)
    waiting, answered = (post(db, new_visitor(db, desk.owner.project_id)).conversation_id for _ in range(2))
    for one in (waiting, answered):
        claim(db, ben, one)
    post(db, ben, to=answered)
    db.write_now(leave, desk.owner, agent_id=ben.id)
    assert db.write_now(assign_next, Routing(desk.owner.project_id)) == 1
    assert counts(db, desk.owner.project_id) == {("awaiting_reply", desk.agent.id): 1, ("queuing", None): 1}


def test_the_last_administrator_keeps_what_they_have(db: Database) -> None:
    desk = new_desk(db)
    one = post(db, desk.visitor).conversation_id
    claim(db, desk.agent, one)
    for leave in LEAVING:
        with pytest.raises(Conflict, match="last_administrator"):
            db.write_now(leave, desk.owner, agent_id=desk.agent.id)
    assert counts(db, desk.agent.project_id) == {("awaiting_reply", desk.agent.id): 1}
