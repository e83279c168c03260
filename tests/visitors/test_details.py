"""What the team knows of a visitor: edited without overwriting each other unseen, with where they were."""

from typing import Any

import msgspec
import pytest

from deskbell.conversations.about_visitors.routes import visitor_past
from deskbell.eventlog import read_after
from deskbell.kit.db import Database
from deskbell.kit.errors import Refusal
from deskbell.visitors import VisitorFields, edit_visitor, note_page, visitor_card
from deskbell.visitors.tracing import KEPT_PAGES
from tests.desk import new_desk, post
from tests.rooms import clock, db

__all__ = ["clock", "db"]


def test_what_is_known_of_a_visitor_is_edited_and_nobody_overwrites_a_colleague_unseen(db: Database) -> None:
    desk = new_desk(db)
    id_ = desk.visitor.id
    was = VisitorFields(desk.visitor.name)
    now = VisitorFields("Lin Mei", "lin@example.com", "+49 30 1", " Likes\nred ", "c-17")

    def edit(to: VisitorFields, began: VisitorFields | None) -> None:
        db.write_now(edit_visitor, desk.agent, visitor_id=id_, now=to, was=began)

    edit(now, was)
    edit(now, was)
    # Somebody else's form, in which only the telephone number was changed.
    edit(msgspec.structs.replace(was, phone="+49 30 1"), was)
    card = db.read_now(visitor_card, desk.agent.project_id, id_)
    assert (card.name, card.email, card.phone, card.remark, card.customer_id) == (
        "Lin Mei", "lin@example.com", "+49 30 1", "Likes red", "c-17",
    )  # fmt: skip
    refused: list[tuple[str, str, dict[str, Any]]] = [
        ("stale", "phone", {"to": msgspec.structs.replace(was, phone="+49 30 2"), "began": was}),
        ("blank_name", "name", {"to": VisitorFields(" "), "began": None}),
        ("bad_email", "email", {"to": VisitorFields("Lin", email="nobody"), "began": None}),
        ("text_too_long", "remark", {"to": VisitorFields("Lin", remark="x" * 201), "began": None}),
    ]
    for code, field, given in refused:
        with pytest.raises(Refusal) as refusal:
            edit(**given)
        assert (refusal.value.code, refusal.value.field) == (code, field)
    facts = [one for one in db.read_now(read_after, desk.agent.project_id, 0, 100) if one.type == "visitor_changed"]
    assert [(one.visitor_id, "Likes" in one.body) for one in facts] == [(None, False)]
    other = new_desk(db, "other@example.com").agent
    with pytest.raises(Refusal):
        db.write_now(edit_visitor, other, visitor_id=id_, now=now, was=None)


def test_the_last_pages_are_kept_without_their_queries_and_earlier_conversations_are_listed(db: Database) -> None:
    desk = new_desk(db)
    conv = post(db, desk.visitor).conversation_id
    for number in range(KEPT_PAGES + 2):
        for _ in range(2):
            url = f"https://shop.example/{number}?secret=1#x"
            db.write_now(note_page, desk.visitor, url=url, title=f"Page {number}")
    past = db.read_now(visitor_past, desk.agent, desk.visitor.id)
    last = KEPT_PAGES + 1
    assert [one.url for one in past.pages] == [f"https://shop.example/{last - n}" for n in range(KEPT_PAGES)]
    assert [one.id for one in past.conversations] == [conv]
    with pytest.raises(Refusal):
        db.read_now(visitor_past, new_desk(db, "other@example.com").agent, desk.visitor.id)
