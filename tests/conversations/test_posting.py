import asyncio

import pytest

from deskbell.conversations import Ack, close_conversation, queue_message
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput, Conflict, NotFound
from tests.desk import claim, counts, new_desk, new_visitor, post, seen_by, thread
from tests.rooms import Clock


def test_a_visitors_first_message_begins_a_conversation_in_the_queue(db: Database) -> None:
    desk = new_desk(db)
    ack = post(db, desk.visitor, "Is anybody there?")
    item = seen_by(db, desk.agent, ack.conversation_id)
    assert (item.status, item.assignee, item.unread, item.message_count) == ("queuing", None, 1, 1)
    assert item.waiting_since == ack.ts
    assert counts(db, desk.agent.project_id) == {("queuing", None): 1}


def test_further_messages_go_into_the_open_conversation(db: Database) -> None:
    desk = new_desk(db)
    acks = [post(db, desk.visitor, text) for text in ("One", "Two", "Three")]
    assert len({ack.conversation_id for ack in acks}) == 1
    assert [ack.seq for ack in acks] == [1, 2, 3]


def test_sends_that_wait_together_keep_their_order_and_leave_no_hole(db: Database) -> None:
    desk = new_desk(db)
    others = [new_visitor(db, desk.agent.project_id) for _ in range(5)]

    async def everybody() -> list[Ack]:
        sends = [
            queue_message(db, visitor, conversation_id=None, client_id=f"{visitor.id}-{number}", text=f"{number}")
            for number in range(40)
            for visitor in others
        ]
        return await asyncio.gather(*sends)

    acks = asyncio.run(everybody())
    for place in range(len(others)):
        mine = acks[place :: len(others)]
        assert [ack.seq for ack in mine] == list(range(1, 41))
        read = thread(db, desk.agent, mine[0].conversation_id)
        assert [message.text for message in read.items] == [f"{number}" for number in range(40)]
    positions = sorted(ack.pos for ack in acks)
    assert len(set(positions)) == len(positions)


def test_the_same_client_id_is_answered_the_same_and_stored_once(db: Database) -> None:
    desk = new_desk(db)
    first = post(db, desk.visitor, "Once", client_id="client-id-1")
    again = post(db, desk.visitor, "Once", client_id="client-id-1")
    assert again.duplicate
    assert not first.duplicate
    assert (again.id, again.seq, again.ts, again.pos) == (first.id, first.seq, first.ts, first.pos)
    assert len(thread(db, desk.visitor, first.conversation_id).items) == 1


def test_the_same_client_id_twice_in_one_batch_is_stored_once(db: Database) -> None:
    desk = new_desk(db)

    async def twice() -> list[Ack]:
        both = [
            queue_message(db, desk.visitor, conversation_id=None, client_id="client-id-1", text="Once")
            for _ in range(2)
        ]
        return await asyncio.gather(*both)

    first, second = asyncio.run(twice())
    assert (first.seq, first.duplicate, second.seq, second.duplicate) == (1, False, 1, True)


def test_the_same_client_id_with_another_text_is_refused_and_changes_nothing(db: Database) -> None:
    desk = new_desk(db)
    ack = post(db, desk.visitor, "Once", client_id="client-id-1")
    with pytest.raises(Conflict) as refused:
        post(db, desk.visitor, "Something else", client_id="client-id-1")
    assert refused.value.code == "client_id_reused"
    assert [message.text for message in thread(db, desk.visitor, ack.conversation_id).items] == ["Once"]


def test_two_visitors_may_use_the_same_client_id(db: Database) -> None:
    desk = new_desk(db)
    other = new_visitor(db, desk.agent.project_id)
    first = post(db, desk.visitor, "Mine", client_id="client-id-1")
    second = post(db, other, "Mine too", client_id="client-id-1")
    assert not second.duplicate
    assert first.conversation_id != second.conversation_id


@pytest.mark.parametrize("whose", ["another visitor of the project", "a visitor of another project"])
def test_a_strangers_conversation_is_not_found(db: Database, whose: str) -> None:
    desk = new_desk(db)
    ack = post(db, desk.visitor)
    stranger = (
        new_visitor(db, desk.agent.project_id)
        if whose == "another visitor of the project"
        else new_desk(db, "other@example.com").visitor
    )
    with pytest.raises(NotFound):
        post(db, stranger, "Let me in", to=ack.conversation_id)
    with pytest.raises(NotFound):
        thread(db, stranger, ack.conversation_id)
    assert len(thread(db, desk.visitor, ack.conversation_id).items) == 1


def test_an_agent_of_another_project_finds_nothing(db: Database) -> None:
    desk, other = new_desk(db), new_desk(db, "other@example.com")
    ack = post(db, desk.visitor)
    with pytest.raises(NotFound):
        post(db, other.agent, "Hello", to=ack.conversation_id)


def test_an_answer_takes_the_conversation_from_the_queue_and_counts_as_replied(db: Database) -> None:
    desk = new_desk(db)
    ack = post(db, desk.visitor)
    post(db, desk.agent, "Good morning", to=ack.conversation_id)
    item = seen_by(db, desk.agent, ack.conversation_id)
    assert item.assignee is not None
    assert (item.status, item.assignee.id, item.waiting_since, item.unread) == (
        "replied",
        desk.agent.id,
        None,
        0,
    )
    kinds = [(one.kind, one.author.kind) for one in thread(db, desk.visitor, ack.conversation_id).items]
    assert kinds == [("text", "visitor"), ("system", "agent"), ("text", "agent")]
    assert counts(db, desk.agent.project_id) == {("replied", desk.agent.id): 1}


def test_a_visitors_message_opens_a_closed_conversation_again(db: Database) -> None:
    desk = new_desk(db)
    ack = post(db, desk.visitor)
    claim(db, desk.agent, ack.conversation_id)
    db.write_now(close_conversation, desk.agent, conversation_id=ack.conversation_id)
    post(db, desk.visitor, "One more thing", to=ack.conversation_id)
    item = seen_by(db, desk.agent, ack.conversation_id)
    assert (item.status, item.closed_at, item.assignee) == ("queuing", None, None)
    last = thread(db, desk.visitor, ack.conversation_id).items[-2:]
    assert [one.system.what if one.system else one.text for one in last] == ["reopened", "One more thing"]


def test_after_a_closed_conversation_a_message_to_nowhere_begins_a_new_one(db: Database) -> None:
    desk = new_desk(db)
    ack = post(db, desk.visitor)
    db.write_now(close_conversation, desk.visitor, conversation_id=ack.conversation_id)
    assert post(db, desk.visitor, "Something else").conversation_id != ack.conversation_id


def test_times_never_go_back_when_the_clock_does(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    first = post(db, desk.visitor)
    clock.now -= 3_600_000
    second = post(db, desk.visitor)
    assert second.ts == first.ts


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "blank_message"), (" \n\x00\t ", "blank_message"), ("x" * 16_385, "message_too_long")],
)
def test_an_unreadable_text_is_refused_before_it_is_queued(db: Database, text: str, code: str) -> None:
    desk = new_desk(db)
    with pytest.raises(BadInput) as refused:
        post(db, desk.visitor, text)
    assert refused.value.code == code


def test_sixteen_kilobytes_of_any_script_fit(db: Database) -> None:
    desk = new_desk(db)
    text = "鈴" * (16_384 // 3)
    ack = post(db, desk.visitor, text)
    assert thread(db, desk.agent, ack.conversation_id).items[0].text == text
