import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from deskbell.kit.clock import DAY, HOUR
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput
from deskbell.mail.rules import harmless, held_back, pause_after, worded
from deskbell.mail.tables import letter
from tests.letters import Somebody, greeting, post, posting
from tests.rooms import Clock, rows, together

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def test_a_posted_letter_waits_to_be_sent(db: Database, clock: Clock) -> None:
    post(db, link="/console/reset#token", language="zh-TW")
    (row,) = rows(db, select(letter))
    assert (row.recipient, row.language, row.link) == ("ada@example.com", "zh-Hant", "/console/reset#token")
    assert (row.created_at, row.due_at, row.attempts, row.sent_at) == (clock.now, clock.now, 0, None)
    assert json.loads(row.params) == {"name": "Ada"}


def test_a_letter_with_a_key_is_posted_once(db: Database, other_node: Database) -> None:
    calls: list[Callable[[], Awaitable[None]]] = [
        lambda number=number: (db, other_node)[number % 2].write(
            posting, Somebody(f"{number}"), wanted=greeting(key="ends:7")
        )
        for number in range(20)
    ]
    together(calls)
    post(db, key="ends:1")
    assert rows(db, select(letter.c.key).order_by(letter.c.key)) == [("ends:1",), ("ends:7",)]


@pytest.mark.parametrize(
    "to", ["ada", "ada@example.com\nBcc: all@example.com", "a@b.example, c@d.example", "<a@b.example>", ""]
)
def test_what_is_no_address_is_refused(db: Database, to: str) -> None:
    with pytest.raises(BadInput):
        post(db, to=to)
    assert rows(db, select(letter)) == []


def test_our_own_mistakes_show_when_posting(db: Database) -> None:
    with pytest.raises(KeyError):
        post(db, kind="unheard_of")
    with pytest.raises(KeyError):
        post(db, params={})
    with pytest.raises(ValueError, match="path"):
        post(db, link="https://elsewhere.example/reset#token")


def test_nobodys_mailbox_is_filled(db: Database, clock: Clock) -> None:
    for _ in range(30):
        post(db, link="/console/reset#token")
    counts: Any = select(func.count(), func.count(letter.c.due_at), func.count(letter.c.failed_at))
    assert rows(db, counts) == [(10, 5, 5)]
    assert rows(db, select(letter.c.link).where(letter.c.failed_at.is_not(None)).distinct()) == [("",)]
    post(db, to="bob@example.com")
    clock.now += HOUR
    post(db)
    assert rows(db, counts) == [(12, 7, 5)]


def test_how_many_letters_one_address_gets() -> None:
    assert held_back(same_kind_in_an_hour=4, in_a_day=4, keyed=False) == ""
    assert held_back(same_kind_in_an_hour=5, in_a_day=5, keyed=False) == "visibly"
    assert held_back(same_kind_in_an_hour=10, in_a_day=10, keyed=False) == "silently"
    assert held_back(same_kind_in_an_hour=0, in_a_day=25, keyed=False) == "visibly"
    assert held_back(same_kind_in_an_hour=60, in_a_day=60, keyed=True) == ""
    assert held_back(same_kind_in_an_hour=0, in_a_day=400, keyed=True) == "silently"


def test_pauses_double_and_end() -> None:
    assert [pause_after(attempts, 0.5) // 1_000 for attempts in (1, 2, 3, 4)] == [15, 30, 60, 120]
    assert pause_after(50, 0.5) == HOUR
    assert pause_after(1, 0.0) < pause_after(1, 1.0)
    assert sum(pause_after(attempts, 0.5) for attempts in range(1, 40)) > DAY


@pytest.mark.parametrize("text", ["Win at https://evil.example/now", "www.evil.example", "evil.example", "a\r\nBcc: b"])
def test_a_strangers_name_is_no_link_and_no_header(text: str) -> None:
    said = worded("greeting", "en", {"name": text})
    for part in (said.subject, said.body):
        assert "evil.example" not in part
        assert "://" not in part
    assert "\n" not in said.subject
    assert harmless("ada@example.com") == "ada@example.com"
    assert harmless("2.50 €, v1.2") == "2.50 €, v1.2"
