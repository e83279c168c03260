"""What only the team knows of a conversation: it is in every fact and every list, and no visitor ever gets it."""

from typing import Any

import msgspec
import pytest

from deskbell.conversations import mark_seen
from deskbell.conversations.closing import close_conversation, reopen_conversation
from deskbell.conversations.tags.keeping import change_tag, create_tag, delete_tag, merge_tag, tags_of
from deskbell.conversations.tags.putting import tag_conversation
from deskbell.conversations.tags.rules import MAX_ON_ONE, MAX_TAGS, tags_after
from deskbell.conversations.titling import MAX_TITLE, title_conversation
from deskbell.eventlog import read_after
from deskbell.eventlog.tables import Fact
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput, Conflict, NotFound, Refusal
from tests.desk import Desk, new_desk, post, seen_by


def facts_of(db: Database, project_id: str) -> list[Fact]:
    return db.read_now(read_after, project_id, 0, 1_000)


def _title(db: Database, desk: Desk, conv: str, title: str, was: str | None = None) -> None:
    db.write_now(title_conversation, desk.agent, conversation_id=conv, title=title, began_from=was)


def _make(db: Database, desk: Desk, name: str) -> str:
    return db.write_now(create_tag, desk.agent, name=name, colour="blue").id


def _put(db: Database, desk: Desk, conv: str, *, add: list[str] | None = None, remove: list[str] | None = None) -> None:
    db.write_now(tag_conversation, desk.agent, conversation_id=conv, add=add or [], remove=remove or [])


def _names(db: Database, desk: Desk, conv: str) -> list[str]:
    """The tags on it, as a screen reads them: by every id that a tag ever had."""
    tags = db.read_now(tags_of, desk.agent.project_id)
    known = {one: tag.name for tag in tags for one in (tag.id, *tag.was)}
    return [known[one] for one in seen_by(db, desk.agent, conv).team.tags if one in known]


def test_every_fact_of_a_conversation_says_all_that_the_team_knows(db: Database) -> None:
    desk = new_desk(db)
    conv = post(db, desk.visitor).conversation_id
    _title(db, desk, conv, "  Late\nparcel ")
    post(db, desk.agent, "Let me see", to=conv)
    for who, read in ((desk.visitor, 9), (desk.agent, 9)):
        db.write_now(mark_seen, who, conversation_id=conv, delivered=read, read=read)
    db.write_now(close_conversation, desk.agent, conversation_id=conv)
    db.write_now(reopen_conversation, desk.agent, conversation_id=conv)
    stated = [one for one in facts_of(db, desk.agent.project_id) if one.type.startswith(("conversation", "message"))]
    told = [msgspec.json.decode(one.team or "")["state"]["title"] for one in stated]
    assert told == [None] * 2 + ["Late parcel"] * (len(stated) - 2)
    assert len(stated) >= 8
    assert seen_by(db, desk.agent, conv).team.title == "Late parcel"
    # The visitor's stream leaves out the fact itself; their part of the others does not have the words.
    assert [one.visitor_id for one in stated if one.type == "conversation_changed"] == [None]
    assert not any("parcel" in one.body for one in stated)


def test_a_title_is_one_line_and_nobody_types_over_anothers_unseen(db: Database) -> None:
    desk = new_desk(db)
    conv = post(db, desk.visitor).conversation_id
    with pytest.raises(BadInput):
        _title(db, desk, conv, "x" * (MAX_TITLE + 1))
    _title(db, desk, conv, "First", "")
    _title(db, desk, conv, "First", "")
    with pytest.raises(Conflict) as stale:
        _title(db, desk, conv, "Second", "")
    assert (stale.value.code, stale.value.params["now"]) == ("stale", "First")
    _title(db, desk, conv, "", "First")
    assert seen_by(db, desk.agent, conv).team.title is None
    with pytest.raises(NotFound):
        _title(db, new_desk(db, "other@example.com"), conv, "Mine")
    assert len([one for one in facts_of(db, desk.agent.project_id) if one.type == "conversation_changed"]) == 2


def test_tags_are_put_on_merged_and_deleted_and_nothing_is_touched_twice(db: Database) -> None:
    desk = new_desk(db)
    conv = post(db, desk.visitor).conversation_id
    late, delayed, refund = (_make(db, desk, name) for name in ("Late", "Delayed", "Refund"))
    assert _make(db, desk, " late ") == late, "the same name is the same tag"
    for _ in range(2):
        _put(db, desk, conv, add=[late, refund, late])
    _put(db, desk, conv, add=[delayed], remove=[refund])
    assert _names(db, desk, conv) == ["Late", "Delayed"]
    db.write_now(merge_tag, desk.agent, tag_id=late, merged_id=delayed)
    _put(db, desk, conv, add=[delayed])
    assert seen_by(db, desk.agent, conv).team.tags == [late]
    db.write_now(change_tag, desk.agent, tag_id=late, name="Too late", colour="red", name_was="Late")
    assert _names(db, desk, conv) == ["Too late"]
    assert _make(db, desk, "Late") not in {late, delayed}, "its old name is free"
    db.write_now(delete_tag, desk.agent, tag_id=late)
    assert _names(db, desk, conv) == []
    facts = [one for one in facts_of(db, desk.agent.project_id) if one.type == "tags_changed"]
    assert [len(msgspec.json.decode(one.team or "")["tags"]) for one in facts] == [1, 2, 3, 2, 2, 3, 2]
    assert not any("Late" in one.body for one in facts)


def test_what_cannot_be_done_with_tags_says_why(db: Database) -> None:
    desk, other = new_desk(db), new_desk(db, "other@example.com")
    conv = post(db, desk.visitor).conversation_id
    late, refund, foreign = _make(db, desk, "Late"), _make(db, desk, "Refund"), _make(db, other, "Foreign")
    refused: list[tuple[str, Any, dict[str, Any]]] = [
        ("blank_name", create_tag, {"name": " ", "colour": "blue"}),
        ("text_too_long", create_tag, {"name": "x" * 41, "colour": "blue"}),
        ("tag_taken", change_tag, {"tag_id": late, "name": "REFUND", "colour": "blue", "name_was": "Late"}),
        ("stale", change_tag, {"tag_id": late, "name": "Later", "colour": "blue", "name_was": "Early"}),
        ("not_found", change_tag, {"tag_id": foreign, "name": "Later", "colour": "blue"}),
        ("merge_with_itself", merge_tag, {"tag_id": late, "merged_id": late}),
        ("not_found", merge_tag, {"tag_id": late, "merged_id": foreign}),
        ("not_found", merge_tag, {"tag_id": foreign, "merged_id": refund}),
        ("not_found", delete_tag, {"tag_id": foreign}),
        ("not_found", tag_conversation, {"conversation_id": conv, "add": [foreign], "remove": []}),
    ]
    for code, command, given in refused:
        with pytest.raises(Refusal) as refusal:
            db.write_now(command, desk.agent, **given)
        assert refusal.value.code == code, (command, given)


def test_a_list_of_tags_stays_short() -> None:
    living = {str(n): str(n) for n in range(MAX_TAGS)}
    many = [str(n) for n in range(MAX_ON_ONE)]
    assert tags_after(["gone", *many], living, add=["3"], remove=["5", "unknown"]) == [n for n in many if n != "5"]
    with pytest.raises(Conflict):
        tags_after(many, living, add=["50"], remove=[])
