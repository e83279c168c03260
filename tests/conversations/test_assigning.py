import asyncio

import pytest

from deskbell.conversations import claim_conversation, close_conversation, reopen_conversation
from deskbell.kit.db import Database
from deskbell.kit.errors import Conflict, Refusal
from deskbell.team import Agent
from tests.desk import claim, counts, new_agent, new_desk, post, seen_by, thread


def test_claiming_makes_the_agent_responsible_and_says_so_in_the_thread(db: Database) -> None:
    desk = new_desk(db)
    ack = post(db, desk.visitor)
    claim(db, desk.agent, ack.conversation_id)
    item = seen_by(db, desk.agent, ack.conversation_id)
    assert item.assignee is not None
    assert (item.status, item.assignee.id) == ("awaiting_reply", desk.agent.id)
    note = thread(db, desk.visitor, ack.conversation_id).items[-1].system
    assert note is not None
    assert note.agent is not None
    assert (note.what, note.agent.name) == ("assigned", desk.agent.name)


def test_claiming_twice_is_claiming_once(db: Database) -> None:
    desk = new_desk(db)
    ack = post(db, desk.visitor)
    claim(db, desk.agent, ack.conversation_id)
    claim(db, desk.agent, ack.conversation_id)
    assert len(thread(db, desk.agent, ack.conversation_id).items) == 2


def test_of_two_who_claim_at_once_one_wins_and_the_other_is_told_who(db: Database, other_node: Database) -> None:
    desk = new_desk(db)
    other = new_agent(db, desk.owner, "Ben")
    for _ in range(5):
        conversation_id = post(db, desk.visitor).conversation_id
        refused = _refused_of_two(db, desk.agent, other_node, other, conversation_id)
        assert [refusal.code for refusal in refused] == ["already_claimed"]
        winner = seen_by(db, desk.agent, conversation_id).assignee
        assert winner is not None
        assert refused[0].params == {"name": winner.name}
        db.write_now(close_conversation, desk.agent, conversation_id=conversation_id)


def test_a_closed_conversation_cannot_be_claimed(db: Database) -> None:
    desk = new_desk(db)
    ack = post(db, desk.visitor)
    db.write_now(close_conversation, desk.agent, conversation_id=ack.conversation_id)
    with pytest.raises(Conflict) as refused:
        claim(db, desk.agent, ack.conversation_id)
    assert refused.value.code == "conversation_closed"


def test_closing_and_reopening_may_be_repeated(db: Database) -> None:
    desk = new_desk(db)
    ack = post(db, desk.visitor)
    for _ in range(2):
        db.write_now(close_conversation, desk.agent, conversation_id=ack.conversation_id)
    assert counts(db, desk.agent.project_id) == {("closed", None): 1}
    for _ in range(2):
        db.write_now(reopen_conversation, desk.agent, conversation_id=ack.conversation_id)
    assert counts(db, desk.agent.project_id) == {("replied", desk.agent.id): 1}
    what = [one.system.what for one in thread(db, desk.agent, ack.conversation_id).items if one.system]
    assert what == ["closed", "reopened"]


def _refused_of_two(
    db: Database, agent: Agent, other_node: Database, other: Agent, conversation_id: str
) -> list[Refusal]:
    """Both claim at the same moment, each through another process; the refusals they get."""
    claims: list[tuple[Database, Agent]] = [(db, agent), (other_node, other)]

    async def both() -> list[BaseException | None]:
        writes = (one.write(claim_conversation, who, conversation_id=conversation_id) for one, who in claims)
        return await asyncio.gather(*writes, return_exceptions=True)

    return [answer for answer in asyncio.run(both()) if isinstance(answer, Refusal)]
