from typing import get_args

import pytest

from deskbell.conversations import close_conversation, inbox_page
from deskbell.conversations.listing import ConversationItem, Order, View
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput
from tests.desk import Desk, claim, counts, new_desk, new_visitor, post
from tests.rooms import Clock


def _busy_desk(db: Database, clock: Clock) -> Desk:
    """Twelve conversations: four queue, four are answered, two wait for an answer, two are closed."""
    desk = new_desk(db)
    for number in range(12):
        clock.now += 1_000
        conversation_id = post(db, new_visitor(db, desk.agent.project_id), f"Number {number}").conversation_id
        if number % 3 == 1:
            post(db, desk.agent, "Answer", to=conversation_id)
        elif number % 6 == 2:
            claim(db, desk.agent, conversation_id)
        elif number % 6 == 5:
            db.write_now(close_conversation, desk.agent, conversation_id=conversation_id)
    return desk


def _walk(db: Database, desk: Desk, view: View, order: Order) -> list[ConversationItem]:
    """Every item of a view, three to a page."""
    items: list[ConversationItem] = []
    after: str | None = None
    while True:
        page = db.read_now(inbox_page, desk.agent, view=view, order=order, after=after, limit=3)
        items += page.items
        after = page.next
        if after is None:
            return items


@pytest.mark.parametrize("order", get_args(Order))
def test_pages_hold_every_conversation_of_a_view_once(db: Database, clock: Clock, order: Order) -> None:
    desk = _busy_desk(db, clock)
    sizes: dict[View, int] = {
        "all": 12, "open": 10, "queuing": 4, "replied": 4, "awaiting_reply": 2, "closed": 2, "my": 6, "pending": 0,
    }  # fmt: skip
    for view, size in sizes.items():
        ids = [item.id for item in _walk(db, desk, view, order)]
        assert len(ids) == len(set(ids)) == size, view


def test_newest_first_and_longest_waiting_first(db: Database, clock: Clock) -> None:
    desk = _busy_desk(db, clock)
    newest = [item.last_message_at for item in _walk(db, desk, "all", "newest")]
    assert newest == sorted(newest, reverse=True)
    items = _walk(db, desk, "all", "waiting")
    waiting = [item.waiting_since for item in items if item.waiting_since is not None]
    idle = [item.last_message_at for item in items[len(waiting) :]]
    assert len(waiting) == 6
    assert waiting == sorted(waiting)
    assert idle == sorted(idle, reverse=True)


def test_kept_counts_are_what_counting_gives(db: Database, clock: Clock) -> None:
    desk = _busy_desk(db, clock)
    counted: dict[tuple[str, str | None], int] = {}
    for item in _walk(db, desk, "all", "newest"):
        place = (item.status, item.assignee_id)
        counted[place] = counted.get(place, 0) + 1
    assert counts(db, desk.agent.project_id) == counted


@pytest.mark.parametrize("after", ["", "x", "1", "1.", ".a", "9" * 30 + ".a", "1.é", "\uff11.a", "1.a;drop"])
def test_a_cursor_that_is_not_ours_is_refused(db: Database, after: str) -> None:
    desk = new_desk(db)
    with pytest.raises(BadInput) as refused:
        db.read_now(inbox_page, desk.agent, view="all", order="newest", after=after, limit=3)
    assert refused.value.code == "bad_cursor"


def test_another_project_lists_nothing_of_this_one(db: Database, clock: Clock) -> None:
    _busy_desk(db, clock)
    other = new_desk(db, "other@example.com")
    assert _walk(db, other, "all", "newest") == []
