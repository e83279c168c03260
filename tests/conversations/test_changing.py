"""Rewording and taking back: what each side sees of it, now and when they read the log later."""

import msgspec
import pytest

from deskbell.conversations.changing import earlier_texts, edit_message, recall_message
from deskbell.conversations.events import Message
from deskbell.eventlog import read_after, read_visitor_after
from deskbell.kit.clock import DAY
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput, Conflict, Forbidden, NotFound
from deskbell.team import Agent
from tests.conversations.test_noting import note
from tests.desk import new_agent, new_desk, post, seen_by, thread
from tests.rooms import Clock


def _edit(db: Database, agent: Agent, conv: str, id_: str, text: str, revision: int = 0) -> Message:
    return db.write_now(edit_message, agent, conversation_id=conv, message_id=id_, text=text, revision=revision)


def _recall(db: Database, agent: Agent, conv: str, id_: str) -> Message:
    return db.write_now(recall_message, agent, conversation_id=conv, message_id=id_)


def test_a_reworded_message_is_the_same_everywhere_and_the_team_can_look_up_what_it_said(db: Database) -> None:
    desk = new_desk(db)
    conv = post(db, desk.visitor, "Hello?").conversation_id
    ack = post(db, desk.agent, "Your pasword is hunter2", to=conv, client_id="client-id-1")
    before = seen_by(db, desk.agent, conv)
    for _ in range(2):
        edited = _edit(db, desk.agent, conv, ack.id, "Have a look at your mail")
        assert (edited.revision, edited.seq, edited.text) == (1, ack.seq, "Have a look at your mail")
    with pytest.raises(Conflict) as refused:
        _edit(db, desk.agent, conv, ack.id, "Something else")
    assert refused.value.code == "stale"
    assert _edit(db, desk.agent, conv, ack.id, "Look at your mail", 1).revision == 2
    for reader in (desk.agent, desk.visitor):
        last = thread(db, reader, conv).items[-1]
        assert (last.id, last.seq, last.text, last.revision) == (ack.id, ack.seq, "Look at your mail", 2)
    item = seen_by(db, desk.agent, conv)
    assert b"Look at your mail" in bytes(item.last_message or b"")
    item.last_message = before.last_message
    assert item == before

    # Whoever reads the log later reads what it says now; the first answer to a retry stays what it was.
    project = desk.agent.project_id
    theirs = "".join(fact.body for fact in db.read_now(read_visitor_after, project, desk.visitor.id, 0, 100))
    assert "hunter2" not in theirs
    assert "Have a look" not in theirs
    assert theirs.count("message_edited") == 2
    again = post(db, desk.agent, "Your pasword is hunter2", to=conv, client_id="client-id-1")
    assert (again.duplicate, again.id) == (True, ack.id)
    texts = db.read_now(earlier_texts, desk.agent, conversation_id=conv, message_id=ack.id)
    assert [one.text for one in texts.items] == ["Your pasword is hunter2", "Have a look at your mail"]


def test_what_is_recalled_keeps_its_place_and_nothing_else(db: Database) -> None:
    desk = new_desk(db)
    conv = post(db, desk.visitor, "Hello?").conversation_id
    ack = post(db, desk.agent, "Meant for somebody else", to=conv, client_id="client-id-1")
    for _ in range(2):
        gone = _recall(db, desk.agent, conv, ack.id)
        assert (gone.text, gone.seq, gone.revision, gone.recalled_at is None) == ("", ack.seq, 1, False)
    assert [one.seq for one in thread(db, desk.visitor, conv).items] == [1, 2, 3]
    item = seen_by(db, desk.agent, conv)
    assert b"Hello?" in bytes(item.last_message or b"")
    assert (item.message_count, item.status) == (2, "replied")
    facts = db.read_now(read_visitor_after, desk.agent.project_id, desk.visitor.id, 0, 100)
    assert "Meant for" not in "".join(fact.body for fact in facts)
    told = msgspec.json.decode(facts[-1].body)
    assert (told["type"], told["seq"], told["data"]["message"]["text"]) == ("message_recalled", None, "")
    with pytest.raises(Conflict) as refused:
        _edit(db, desk.agent, conv, ack.id, "Back again", 1)
    assert refused.value.code == "message_recalled"
    assert post(db, desk.agent, "Meant for somebody else", to=conv, client_id="client-id-1").duplicate
    texts = db.read_now(earlier_texts, desk.agent, conversation_id=conv, message_id=ack.id)
    assert [one.text for one in texts.items] == ["Meant for somebody else"]


def test_a_note_that_changes_is_told_to_the_team_alone(db: Database) -> None:
    desk = new_desk(db)
    conv = post(db, desk.visitor).conversation_id
    project = desk.agent.project_id
    first, second = note(db, desk.agent, conv, "Rude"), note(db, desk.agent, conv, "Also rude")
    before = len(db.read_now(read_visitor_after, project, desk.visitor.id, 0, 100))
    item = seen_by(db, desk.agent, conv)
    _edit(db, desk.agent, conv, first.id, "A little impatient")
    _recall(db, desk.agent, conv, second.id)
    assert [one.text for one in thread(db, desk.agent, conv).items] == ["Hello", "A little impatient", ""]
    assert len(db.read_now(read_visitor_after, project, desk.visitor.id, 0, 100)) == before
    assert seen_by(db, desk.agent, conv) == item
    types = [(fact.type, fact.visitor_id) for fact in db.read_now(read_after, project, 0, 100)][-2:]
    assert types == [("message_edited", None), ("message_recalled", None)]


def test_only_ones_own_words_for_a_day(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    ben, stranger = new_agent(db, desk.owner, "Ben"), new_desk(db, "other@example.com").agent
    theirs = post(db, desk.visitor, "Hello?")
    conv = theirs.conversation_id
    ack = post(db, desk.agent, "Good morning", to=conv)
    line = thread(db, desk.agent, conv).items[1].id
    for who, id_ in ((ben, ack.id), (desk.agent, theirs.id), (desk.agent, line)):
        with pytest.raises(Forbidden):
            _edit(db, who, conv, id_, "Not mine")
        with pytest.raises(Forbidden):
            _recall(db, who, conv, id_)
    for who, id_ in ((stranger, ack.id), (desk.agent, "nothing")):
        with pytest.raises(NotFound):
            _edit(db, who, conv, id_, "Not mine")
        with pytest.raises(NotFound):
            db.read_now(earlier_texts, who, conversation_id=conv, message_id=id_)
    with pytest.raises(BadInput):
        _edit(db, desk.agent, conv, ack.id, "  ")
    clock.now += DAY
    assert _edit(db, desk.agent, conv, ack.id, "Just in time").revision == 1
    clock.now += 1
    for change in (
        lambda: _edit(db, desk.agent, conv, ack.id, "Late", 1),
        lambda: _recall(db, desk.agent, conv, ack.id),
    ):
        with pytest.raises(Conflict) as refused:
            change()
        assert refused.value.code == "too_late_to_change"
