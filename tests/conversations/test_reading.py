import pytest

from deskbell.conversations import mark_seen
from deskbell.kit.db import Database
from deskbell.kit.errors import NotFound
from deskbell.team import Agent
from deskbell.visitors import Visitor
from tests.desk import new_agent, new_desk, new_visitor, post, seen_by


def _seen(db: Database, who: Agent | Visitor, conversation_id: str, delivered: int, read: int) -> None:
    db.write_now(mark_seen, who, conversation_id=conversation_id, delivered=delivered, read=read)


def test_unread_counts_others_messages_after_the_agents_own_mark(db: Database) -> None:
    desk = new_desk(db)
    other = new_agent(db, desk.owner, "Ben")
    ack = post(db, desk.visitor, "One")
    post(db, desk.visitor, "Two")
    _seen(db, desk.agent, ack.conversation_id, 1, 1)
    assert seen_by(db, desk.agent, ack.conversation_id).unread == 1
    assert seen_by(db, other, ack.conversation_id).unread == 2
    post(db, desk.agent, "Good morning", to=ack.conversation_id)
    assert seen_by(db, desk.agent, ack.conversation_id).unread == 0
    assert seen_by(db, other, ack.conversation_id).unread == 3


def test_marks_move_forward_only_and_never_past_the_end(db: Database) -> None:
    desk = new_desk(db)
    ack = post(db, desk.visitor, "One")
    post(db, desk.visitor, "Two")
    _seen(db, desk.agent, ack.conversation_id, 99, 2)
    _seen(db, desk.agent, ack.conversation_id, 0, 1)
    item = seen_by(db, desk.agent, ack.conversation_id)
    assert (item.team_delivered, item.team_read) == (2, 2)


def test_what_was_read_was_delivered(db: Database) -> None:
    desk = new_desk(db)
    ack = post(db, desk.visitor)
    post(db, desk.agent, "Hello", to=ack.conversation_id)
    _seen(db, desk.visitor, ack.conversation_id, 0, 3)
    item = seen_by(db, desk.agent, ack.conversation_id)
    assert (item.visitor_delivered, item.visitor_read) == (3, 3)


def test_nobody_marks_a_strangers_conversation(db: Database) -> None:
    desk = new_desk(db)
    ack = post(db, desk.visitor)
    with pytest.raises(NotFound):
        _seen(db, new_visitor(db, desk.agent.project_id), ack.conversation_id, 1, 1)
    with pytest.raises(NotFound):
        _seen(db, new_desk(db, "other@example.com").agent, ack.conversation_id, 1, 1)
