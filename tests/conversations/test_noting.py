"""Notes: what the team writes to itself, and what its visitor must never see of it."""

import asyncio

import pytest

from deskbell.conversations import Ack, close_conversation, mark_seen, messages_page, queue_message, visitor_view
from deskbell.conversations.noting import MAX_NOTES_TOGETHER, see_mention
from deskbell.eventlog import read_after, read_visitor_after
from deskbell.kit.db import Database
from deskbell.kit.errors import Conflict, Forbidden, NotFound
from deskbell.team import Agent
from tests.desk import claim, counts, new_agent, new_desk, new_visitor, post, seen_by, thread
from tests.rooms import Clock, new_client_id


def note(db: Database, agent: Agent, to: str, text: str = "Between us", **more: object) -> Ack:
    given = {"conversation_id": to, "client_id": new_client_id(), "text": text, "note": True, **more}

    async def noted() -> Ack:
        return await queue_message(db, agent, **given)  # pyright: ignore[reportArgumentType] - passed on by name

    return asyncio.run(noted())


def test_a_visitor_sees_nothing_of_a_note_and_nothing_changes_by_it(db: Database) -> None:
    desk = new_desk(db)
    conv = post(db, desk.visitor, "Hello?").conversation_id
    before, counted = seen_by(db, desk.agent, conv), counts(db, desk.agent.project_id)
    page, theirs = thread(db, desk.visitor, conv), db.read_now(visitor_view, desk.visitor).conversations
    told = len(db.read_now(read_visitor_after, desk.agent.project_id, desk.visitor.id, 0, 100))
    ack = note(db, desk.agent, conv, "A difficult one")
    assert ack.seq == 1
    assert seen_by(db, desk.agent, conv) == before
    assert counts(db, desk.agent.project_id) == counted
    assert thread(db, desk.visitor, conv) == page
    assert db.read_now(visitor_view, desk.visitor).conversations == theirs
    assert len(db.read_now(read_visitor_after, desk.agent.project_id, desk.visitor.id, 0, 100)) == told
    assert post(db, desk.visitor, "Anybody?").seq == 2

    items = thread(db, desk.agent, conv).items
    assert [(one.kind, one.seq, one.text) for one in items] == [
        ("text", 1, "Hello?"), ("note", 1, "A difficult one"), ("text", 2, "Anybody?"),
    ]  # fmt: skip
    assert [one.kind for one in db.read_now(messages_page, desk.visitor, conversation_id=conv, after=0, limit=9).items]
    for_team = [fact for fact in db.read_now(read_after, desk.agent.project_id, 0, 100) if fact.type == "note_posted"]
    assert [fact.visitor_id for fact in for_team] == [None]


def test_a_note_neither_reopens_nor_answers_nor_takes_what_is_not_read(db: Database) -> None:
    desk = new_desk(db)
    other = new_agent(db, desk.owner, "Ben")
    conv = post(db, desk.visitor).conversation_id
    claim(db, other, conv)
    note(db, desk.agent, conv)
    item = seen_by(db, desk.agent, conv)
    assert (item.status, item.unread, item.assignee_id, item.team_read) == ("awaiting_reply", 1, other.id, 0)
    db.write_now(close_conversation, other, conversation_id=conv)
    note(db, desk.agent, conv)
    assert seen_by(db, desk.agent, conv).status == "closed"
    db.write_now(mark_seen, desk.visitor, conversation_id=conv, delivered=99, read=99)
    assert seen_by(db, desk.agent, conv).visitor_read == 3


def test_a_note_is_retried_as_a_message_is_and_only_agents_write_any(db: Database) -> None:
    desk = new_desk(db)
    conv = post(db, desk.visitor).conversation_id
    first = note(db, desk.agent, conv, "Once", client_id="client-id-1")
    again = note(db, desk.agent, conv, "Once", client_id="client-id-1")
    assert (again.id, again.seq, again.pos, again.duplicate) == (first.id, first.seq, first.pos, True)
    for between_us, text in ((True, "Something else"), (False, "Once")):
        with pytest.raises(Conflict) as refused:
            note(db, desk.agent, conv, text, client_id="client-id-1", note=between_us)
        assert refused.value.code == "client_id_reused"
    said = post(db, desk.agent, "Said", to=conv, client_id="client-id-2")
    with pytest.raises(Conflict):
        note(db, desk.agent, conv, "Said", client_id="client-id-2")
    assert said.seq == 3
    with pytest.raises(Forbidden):
        note(db, desk.visitor, conv)  # pyright: ignore[reportArgumentType] - a visitor who tries
    with pytest.raises(NotFound):
        note(db, new_desk(db, "other@example.com").agent, conv)


def test_whoever_is_named_is_told_until_they_have_seen_it(db: Database) -> None:
    desk, stranger = new_desk(db), new_desk(db, "other@example.com").agent
    ben = new_agent(db, desk.owner, "Ben")
    conv = post(db, desk.visitor).conversation_id
    ids = [ben.id, desk.agent.id, stranger.id, "nobody", ben.id]
    ack = note(db, desk.agent, conv, "@Ben, please", mentions=ids)
    (item,) = (one for one in thread(db, ben, conv).items if one.kind == "note")
    assert [one.id for one in item.mentions] == [ben.id, desk.agent.id]
    assert (seen_by(db, ben, conv).mentioned, seen_by(db, desk.agent, conv).mentioned) == (ack.pos, None)
    later = note(db, desk.agent, conv, "And @Ben again", mentions=[ben.id])
    for pos, left in ((ack.pos, later.pos), (later.pos, None), (later.pos, None)):
        db.write_now(see_mention, ben, conversation_id=conv, pos=pos)
        assert seen_by(db, ben, conv).mentioned == left
    kinds = [fact.type for fact in db.read_now(read_after, desk.agent.project_id, 0, 100)]
    assert kinds.count("mention_seen") == 1
    with pytest.raises(NotFound):
        db.write_now(see_mention, stranger, conversation_id=conv, pos=later.pos)


def test_pages_hold_every_note_once_however_many_there_are(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    conv = post(db, desk.visitor, "0").conversation_id

    async def many(count: int) -> None:
        notes = [
            queue_message(db, desk.agent, conversation_id=conv, client_id=new_client_id(), text=f"{n}", note=True)
            for n in range(count)
        ]
        await asyncio.gather(*notes)

    for n in range(1, 5):
        asyncio.run(many(MAX_NOTES_TOGETHER))
        clock.now += 1
        post(db, desk.visitor, f"{n}")
    whole = sorted([("text", n, 0) for n in range(1, 6)] + [("note", n, 0) for n in range(1, 5)] * MAX_NOTES_TOGETHER)
    for step in ("before", "after"):
        walked: list[tuple[str, int, int]] = []
        at: int | None = None if step == "before" else 0
        while at is None or 0 <= at < 5:
            page = db.read_now(messages_page, desk.agent, conversation_id=conv, limit=10, **{step: at})
            assert [one.pos for one in page.items] == sorted(one.pos for one in page.items)
            walked += [(one.kind, one.seq, 0) for one in page.items]
            at = page.items[0 if step == "before" else -1].seq
            if not page.has_more:
                break
        assert sorted(walked) == whole
    note(db, desk.agent, conv)
    asyncio.run(many(MAX_NOTES_TOGETHER - 1))
    with pytest.raises(Conflict) as refused:
        note(db, desk.agent, conv)
    assert refused.value.code == "too_many_notes"
    with pytest.raises(NotFound):
        thread(db, new_visitor(db, desk.agent.project_id), conv)
