"""Searching finds any part of what was said or is known, in any language, and never what somebody may not see."""

import unicodedata
from typing import Any

import pytest

from deskbell.conversations.changing import edit_message, recall_message
from deskbell.conversations.listing import InboxPage, inbox_page
from deskbell.conversations.moving.blocking import keep_out
from deskbell.conversations.moving.transferring import Target, transfer_conversation
from deskbell.conversations.narrowing import Narrowed
from deskbell.conversations.searching.known import FoundConversation, found_conversations
from deskbell.conversations.searching.said import Asked, FoundMessages, found_messages
from deskbell.conversations.tags.keeping import create_tag, merge_tag
from deskbell.conversations.tags.putting import tag_conversation
from deskbell.conversations.titling import title_conversation
from deskbell.finding import looking, marked, sought_in
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput, NotFound
from deskbell.team.groups.grouping import NewGroup, make_group
from deskbell.visitors import VisitorFields, edit_visitor
from tests.desk import Desk, claim, new_agent, new_desk, new_visitor, post
from tests.rooms import Clock, new_client_id

SAID = {
    "english": "My parcel has not arrived, order N-4711!",
    "accents": "Où est ma commande déjà payée ? Straße 5",
    "chinese": "你好，我的退款什么时候到账？",  # noqa: RUF001 - as people write it
    "japanese": "注文をキャンセルしたいです。ｶﾀﾛｸﾞも",
    "korean": "환불은 언제 되나요?",
    "russian": "Когда вернут деньги за Ёлку",
    "arabic": "متى يصل طَلَبي؟",
    "odd": '100% "off" OR NOT (a_b) -c* \\ https://shop.example/?q=1 🧡',
}
FOUND = [
    ("PARCEL", "english"),
    ("arr", "english"),
    ("n-4711", "english"),
    ("not parcel", "english"),
    ("ou deja", "accents"),
    ("STRASSE", "accents"),
    ("退款", "chinese"),
    ("账", "chinese"),
    ("我的退款", "chinese"),
    ("キャンセル", "japanese"),
    ("カタロク", "japanese"),
    ("환불", "korean"),
    ("ВЕРНУТ елку", "russian"),  # noqa: RUF001 - as people write it
    ("طلبي", "arabic"),
    ("100%", "odd"),
    ('"off"', "odd"),
    ("OR NOT", "odd"),
    ("(a_b)", "odd"),
    ("-c*", "odd"),
    ("\\", "odd"),
    ("?q=1", "odd"),
    ("🧡", "odd"),
]
NOT_FOUND = ["parcels", "parcel 退款", "退到", "a%b", "axb", '" OR 1=1', "ﷺ", "NEAR(my parcel)", "words:parcel", "'"]


def said(
    db: Database, desk: Desk, words: str, *, after: str | None = None, limit: int = 20, **more: Any
) -> FoundMessages:
    return db.read_now(found_messages, desk.agent, Asked(words, **more), after=after, limit=limit)


def known(db: Database, desk: Desk, words: str, **more: Any) -> list[FoundConversation]:
    return db.read_now(found_conversations, desk.agent, Asked(words, **more), limit=10).items


def texts(page: FoundMessages) -> list[str]:
    return ["".join(piece.text for piece in one.pieces) for one in page.items]


def listed(db: Database, desk: Desk, **narrowed: Any) -> list[str]:
    page: InboxPage = db.read_now(
        inbox_page, desk.agent, view="all", order="newest", after=None, limit=50, narrowed=Narrowed(**narrowed)
    )
    return [one.id for one in page.items]


def test_any_part_of_a_text_is_found_in_any_language_and_nothing_typed_is_a_command(db: Database) -> None:
    desk, other = new_desk(db), new_desk(db, "other@example.com")
    for text in SAID.values():
        post(db, desk.visitor, text)
    for words, which in FOUND:
        page = said(db, desk, words)
        assert [one.pieces for one in page.items] != [], words
        assert texts(page)[0].strip("…") in unicodedata.normalize("NFC", SAID[which]), words
        assert any(piece.hit for piece in page.items[0].pieces), words
        assert said(db, other, words).items == [], "of another project"
    for words in [*NOT_FOUND, "", "  ", "\x00"]:
        assert said(db, desk, words).items == [], words
        assert known(db, desk, words) == [], words
    with pytest.raises(BadInput):
        said(db, desk, "\ud800")
    assert said(db, desk, "x" * 5_000).items == []


def test_what_was_reworded_taken_back_or_blocked_is_found_no_more(db: Database) -> None:
    desk = new_desk(db)
    first = post(db, desk.visitor, "Where is my lamp?")
    conv = first.conversation_id
    answer = post(db, desk.agent, "The lantern is on its way", to=conv)
    change = {"conversation_id": conv, "message_id": answer.id}
    db.write_now(edit_message, desk.agent, text="The lamp is on its way", revision=0, **change)
    assert texts(said(db, desk, "lamp")) == ["The lamp is on its way", "Where is my lamp?"]
    assert texts(said(db, desk, "lantern")) == []
    db.write_now(recall_message, desk.agent, **change)
    assert texts(said(db, desk, "lamp")) == ["Where is my lamp?"]
    (one,) = said(db, desk, "lamp").items
    assert (one.seq, one.conversation_id, one.visitor.id, one.author.kind) == (1, conv, desk.visitor.id, "visitor")
    db.write_now(keep_out, desk.agent, conversation_id=conv, close=False)
    assert said(db, desk, "lamp").items == []
    assert known(db, desk, desk.visitor.name) == []


def test_pages_go_on_where_the_last_one_ended_and_filters_hold(
    db: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(db)
    anna = new_agent(db, desk.owner, "Anna")
    mine = post(db, desk.visitor, "hello 0").conversation_id
    other = post(db, new_visitor(db, desk.agent.project_id), "hello from another").conversation_id
    for n in range(1, 24):
        clock.now += 1_000
        post(db, desk.agent if n % 2 else desk.visitor, f"hello {n}", to=mine)
    for window, words in ((5, "lo"), (5_000, "hello")):
        # Short words are looked for a few rows at a time: a page may be short, and says how far back it looked.
        monkeypatch.setattr(looking, "_WINDOW", window)
        found: list[str] = []
        after: str | None = None
        pages = 0
        while pages == 0 or after is not None:
            page = said(db, desk, words, after=after, limit=10)
            found, after, pages = [*found, *texts(page)], page.next, pages + 1
            assert (page.since is None) == (after is None)
        assert found == [*(f"hello {n}" for n in range(23, 0, -1)), "hello from another", "hello 0"]
        assert pages == 3
    assert len(said(db, desk, "hello", who="agent").items) == 12
    assert len(said(db, desk, "hello", author_id=anna.id).items) == 0
    past = Narrowed(since=clock.now - 22_000, until=clock.now - 20_000)
    assert texts(said(db, desk, "hello", narrowed=past)) == ["hello 2", "hello 1"]
    assert texts(said(db, desk, "hello", narrowed=Narrowed(agent_id=desk.agent.id)))[0] == "hello 23"
    claim(db, anna, other)
    assert texts(said(db, desk, "hello", narrowed=Narrowed(agent_id=anna.id))) == ["hello from another"]
    assert said(db, desk, "hello", status="closed").items == []
    unknown = "0000000000000009"
    for foreign in (Narrowed(tag_id=unknown), Narrowed(agent_id=unknown), Narrowed(group_id=unknown)):
        with pytest.raises(NotFound):
            said(db, desk, "hello", narrowed=foreign)


def test_conversations_are_found_by_whatever_they_are_known_by(db: Database) -> None:
    desk = new_desk(db)
    conv = post(db, desk.visitor).conversation_id
    fields = VisitorFields("Ada Lovelace", "ada@shop.example", "+49 30 1234", "Vielfliegerin 常客", "K-77")
    db.write_now(edit_visitor, desk.agent, visitor_id=desk.visitor.id, now=fields, was=None)
    db.write_now(title_conversation, desk.agent, conversation_id=conv, title="Late parcel", began_from=None)
    tag = db.write_now(create_tag, desk.agent, name="Rückgabe", colour="blue")
    gone = db.write_now(create_tag, desk.agent, name="Zurück", colour="red")
    db.write_now(tag_conversation, desk.agent, conversation_id=conv, add=[gone.id], remove=[])
    db.write_now(merge_tag, desk.agent, tag_id=tag.id, merged_id=gone.id)
    for words, field in (
        ("lovelace ADA", "name"),
        ("@shop.ex", "email"),
        ("1234", "phone"),
        ("vielflieger", "remark"),
        ("常客", "remark"),
        ("k-77", "customer_id"),
        ("parcel", "title"),
        ("ruckgabe", "tag"),
    ):
        (one,) = known(db, desk, words)
        assert one.conversation.id == conv
        assert field in {told.field for told in one.known}
    assert known(db, desk, "ada", status="closed") == []
    db.write_now(edit_visitor, desk.agent, visitor_id=desk.visitor.id, now=VisitorFields("Grace"), was=None)
    db.write_now(title_conversation, desk.agent, conversation_id=conv, title="", began_from=None)
    assert [known(db, desk, words) for words in ("lovelace", "parcel", "zurück")] == [[], [], []]
    assert len(known(db, desk, "grace")) == 1


@pytest.mark.parametrize("few", [0, 2_000])
def test_a_list_is_narrowed_by_what_its_conversations_have_in_common(
    db: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    # Few are sorted, many are walked past: either finds the same.
    monkeypatch.setattr("deskbell.conversations.narrowing.FEW", few)
    desk = new_desk(db)
    anna = new_agent(db, desk.owner, "Anna")
    group = db.write_now(make_group, desk.agent, wanted=NewGroup(new_client_id(), "Sales", [anna.id]))
    tag = db.write_now(create_tag, desk.agent, name="Late", colour="blue")
    began = clock.now
    convs: list[str] = []
    for n in range(4):
        clock.now = began + n * 1_000
        convs.append(post(db, new_visitor(db, desk.agent.project_id), f"Hello {n}").conversation_id)
    for conv in convs[:2]:
        db.write_now(tag_conversation, desk.agent, conversation_id=conv, add=[tag.id], remove=[])
    db.write_now(
        transfer_conversation, desk.agent, conversation_id=convs[2], to=Target(group_id=group.id), held_by=None
    )
    for conv in convs[1:]:
        claim(db, anna, conv)
    assert listed(db, desk, tag_id=tag.id) == [convs[1], convs[0]]
    assert listed(db, desk, agent_id=anna.id) == [convs[3], convs[2], convs[1]]
    assert listed(db, desk, group_id=group.id) == [convs[2]]
    assert listed(db, desk, tag_id=tag.id, agent_id=anna.id) == [convs[1]]
    assert listed(db, desk, since=began + 1_000, until=began + 3_000) == [convs[2], convs[1]]
    db.write_now(tag_conversation, desk.agent, conversation_id=convs[1], add=[], remove=[tag.id])
    held = db.read_now(inbox_page, desk.agent, view="all", order="newest", after=None, limit=9).items[2].assignee_id
    db.write_now(transfer_conversation, desk.agent, conversation_id=convs[1], to=Target(desk.agent.id), held_by=held)
    assert listed(db, desk, tag_id=tag.id) == [convs[0]]
    assert listed(db, desk, agent_id=anna.id) == [convs[3], convs[2]]
    assert listed(db, desk, agent_id=desk.agent.id) == [convs[1]]


def test_marks_are_pieces_of_the_text_and_never_cut_a_sign() -> None:
    for text, words in (
        ("<b>Éclair</b> eclair", "ECLAIR"),
        ("ﬁne Straße", "fi ss"),
        ("退款退款款", "退款"),
        ("a🧡b", "🧡"),
    ):
        pieces = marked(text, sought_in(words))
        assert "".join(piece.text for piece in pieces) == text
        assert sum(piece.hit for piece in pieces) >= 1
    assert [piece.text for piece in marked("退款退款款", sought_in("退款")) if piece.hit] == ["退款退款"]
