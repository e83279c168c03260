"""Writing first: an agent begins a conversation with a visitor who is known."""

import asyncio

import pytest

from deskbell.conversations import Ack, close_conversation, queue_first_words
from deskbell.kit.db import Database
from deskbell.kit.errors import Conflict, NotFound
from deskbell.team import Agent
from deskbell.visitors import block_visitor
from tests.desk import counts, new_desk, new_visitor, post, seen_by, thread


def first_words(db: Database, agent: Agent, visitor_id: str, *, client_id: str = "first-words-1") -> Ack:
    """The agent writes to somebody."""

    async def write() -> Ack:
        return await queue_first_words(db, agent, visitor_id=visitor_id, client_id=client_id, text="May I help?")

    return asyncio.run(write())


def test_an_agent_begins_and_is_responsible_and_the_visitor_answers_in_it(db: Database) -> None:
    desk = new_desk(db)
    ack = first_words(db, desk.agent, desk.visitor.id)
    assert first_words(db, desk.agent, desk.visitor.id).duplicate
    item = seen_by(db, desk.agent, ack.conversation_id)
    assert (item.status, item.assignee_id, item.unread) == ("replied", desk.agent.id, 0)
    assert counts(db, desk.agent.project_id) == {("replied", desk.agent.id): 1}
    assert [one.text for one in thread(db, desk.visitor, ack.conversation_id).items if one.kind == "text"] == [
        "May I help?"
    ]
    assert post(db, desk.visitor, "Yes").conversation_id == ack.conversation_id


def test_nobody_begins_twice_with_whoever_is_blocked_or_with_a_stranger(db: Database) -> None:
    desk, elsewhere = new_desk(db), new_desk(db, "other@example.com")
    other = new_visitor(db, desk.agent.project_id)
    ack = first_words(db, desk.agent, desk.visitor.id)
    with pytest.raises(Conflict, match="client_id_reused"):
        first_words(db, desk.agent, other.id)
    with pytest.raises(Conflict, match="visitor_is_talking"):
        first_words(db, desk.agent, desk.visitor.id, client_id="first-words-2")
    db.write_now(close_conversation, desk.agent, conversation_id=ack.conversation_id)
    db.write_now(block_visitor, desk.agent, visitor_id=desk.visitor.id)
    with pytest.raises(Conflict, match="visitor_is_blocked"):
        first_words(db, desk.agent, desk.visitor.id, client_id="first-words-3")
    with pytest.raises(NotFound):
        first_words(db, desk.agent, elsewhere.visitor.id, client_id="first-words-4")
