"""Saved replies: the team's and one's own, found in any script, told without their words, and never a colleague's."""

from typing import Any

import msgspec
import pytest

from deskbell.eventlog import read_after
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput, Conflict, Forbidden, NotFound, Refusal
from deskbell.replies.keeping import ReplyWanted, change_reply, delete_reply, save_reply, use_reply
from deskbell.replies.queries import Reply, replies_after, reply_now
from deskbell.replies.rules import MAX_OWN, VARIABLES, has_words, readable_reply, readable_shortcut, require_room
from deskbell.team import Agent
from tests.desk import new_agent, new_desk
from tests.rooms import new_client_id


def _save(db: Database, who: Agent, shortcut: str, text: str = "Hello", **more: Any) -> Reply:
    given: dict[str, Any] = {"client_id": new_client_id(), "shared": False, **more}
    return db.write_now(save_reply, who, wanted=ReplyWanted(shortcut, "", text), **given)


def _found(db: Database, who: Agent, search: str = "") -> list[str]:
    page, _ = db.read_now(replies_after, who, search=search, after=None, limit=100)
    return [one.shortcut for one in page]


def _lesser(agent: Agent) -> Agent:
    return msgspec.structs.replace(agent, profile=msgspec.structs.replace(agent.profile, role="agent"))


def test_ones_own_are_nobody_elses_and_the_teams_are_changed_by_whoever_may(db: Database) -> None:
    desk = new_desk(db)
    colleague = _lesser(new_agent(db, desk.owner, "Colin"))
    ours = _save(db, desk.agent, "/hello", "Hello {visitor.name|there}, this is {agent.first_name}.", shared=True)
    mine, theirs = _save(db, desk.agent, "bye"), _save(db, colleague, "BYE")
    assert ours.shortcut == "hello"
    assert (_found(db, desk.agent), _found(db, colleague)) == (["hello", "bye"], ["hello", "BYE"])
    again = new_client_id()
    assert _save(db, colleague, "thanks", client_id=again) == _save(db, colleague, "thanks", client_id=again)
    other = ReplyWanted("hi", "A greeting", "Hi!")
    refused: list[tuple[type[Refusal], Any, dict[str, Any]]] = [
        (Forbidden, change_reply, {"reply_id": ours.id, "wanted": other, "version": None}),
        (Forbidden, delete_reply, {"reply_id": ours.id}),
        (NotFound, change_reply, {"reply_id": mine.id, "wanted": other, "version": None}),
        (NotFound, delete_reply, {"reply_id": mine.id}),
        (NotFound, use_reply, {"reply_id": mine.id, "at": 1}),
    ]
    for refusal, command, given in refused:
        with pytest.raises(refusal):
            db.write_now(command, colleague, **given)
    with pytest.raises(Forbidden):
        _save(db, colleague, "more", shared=True)
    with pytest.raises(NotFound):
        db.read_now(reply_now, new_desk(db, "other@example.com").agent, ours.id)
    changed = db.write_now(change_reply, desk.agent, reply_id=ours.id, wanted=other, version=1)
    assert db.write_now(change_reply, desk.agent, reply_id=ours.id, wanted=other, version=1) == changed
    for who, reply, taken, code in (
        (desk.agent, ours, "hello", "stale"),
        (colleague, theirs, "thanks", "shortcut_taken"),
    ):
        wanted = ReplyWanted(taken, "", "Something else")
        with pytest.raises(Conflict) as conflict:
            db.write_now(change_reply, who, reply_id=reply.id, wanted=wanted, version=1)
        assert conflict.value.code == code
    db.write_now(delete_reply, desk.agent, reply_id=ours.id)
    assert _found(db, colleague) == ["BYE", "thanks"]


def test_facts_say_which_and_never_what_and_use_counts_once(db: Database) -> None:
    desk = new_desk(db)
    secret = _save(db, desk.agent, "secret", "Words for myself")
    shared = _save(db, desk.agent, "shared", "Words for all", shared=True)
    for at in (5, 5, 4, 9):
        db.write_now(use_reply, desk.agent, reply_id=shared.id, at=at)
    used = db.read_now(reply_now, desk.agent, shared.id)
    assert (used.used, used.last_used_at) == (2, 9)
    db.write_now(delete_reply, desk.agent, reply_id=secret.id)
    facts = [one for one in db.read_now(read_after, desk.agent.project_id, 0, 100) if one.type.startswith("reply")]
    told = [msgspec.json.decode(one.team or "") for one in facts]
    assert told == [
        {"reply_id": secret.id, "agent_id": desk.agent.id},
        {"reply_id": shared.id, "agent_id": None},
        {"reply_id": secret.id, "agent_id": desk.agent.id},
    ]


def test_they_are_found_page_by_page_and_in_any_script(db: Database) -> None:
    desk = new_desk(db)
    for shortcut, text in (
        ("refund", "Ihr Geld kommt zurück"),
        ("退款", "您的退款已在处理中"),
        ("환불", "환불 처리 중입니다"),
    ):
        _save(db, desk.agent, shortcut, f"{text} OK")
    assert _found(db, desk.agent, "GELD zurÜck") == ["refund"]
    assert _found(db, desk.agent, "处理") == ["退款"]
    assert _found(db, desk.agent, "처리 환불") == ["환불"]
    assert _found(db, desk.agent, "nothing") == []
    for search in ("", "ok"):
        first, after = db.read_now(replies_after, desk.agent, search=search, after=None, limit=1)
        rest, end = db.read_now(replies_after, desk.agent, search=search, after=after, limit=100)
        assert [one.shortcut for one in first + rest] == _found(db, desk.agent, search)
        assert end is None
    with pytest.raises(BadInput):
        db.read_now(replies_after, desk.agent, search="", after="nonsense", limit=1)


def test_what_a_reply_may_be() -> None:
    assert [readable_shortcut(one) for one in ("/hello", "#问候", "a-b_c.d")] == ["hello", "问候", "a-b_c.d"]
    for bad in ("", "/", "two words", "-x", "x" * 41, "a/b"):
        with pytest.raises(BadInput):
            readable_shortcut(bad)
    everything = " ".join(f"{{{one}}} {{ {one} | friend }}" for one in VARIABLES)
    assert readable_reply(everything) == everything
    assert readable_reply('{"a": 1} {} {1} {a b}') == '{"a": 1} {} {1} {a b}'
    for bad in ("{visitor}", "{visitor.nmae}", "{name|you}", "{agent.password}"):
        with pytest.raises(BadInput) as unknown:
            readable_reply(f"Hello {bad}")
        assert unknown.value.code == "unknown_variable"
    with pytest.raises(Conflict):
        require_room(MAX_OWN, shared=False)
    require_room(MAX_OWN, shared=True)
    assert has_words("", "anything")
