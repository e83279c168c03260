"""Searching over HTTP, in a project in which a million things were said: ten in each of its conversations."""

import http.client
import random
import time
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlencode

import msgspec
from sqlalchemy import select, text

from bench.crowd import crowd
from bench.databases import Kind, fresh_database
from bench.latency import percentiles
from bench.people import Project, open_projects
from bench.plan import Plan
from bench.served import served
from bench.table import Figure, at_most
from deskbell.conversations.tables import conversation, message
from deskbell.finding import Said, keep_said
from deskbell.kit.db import Database, Tx, columns_of
from deskbell.kit.ids import new_id
from tests.serving import Server

_EACH = 10
_AT_ONCE = 5_000
_SYLLABLES = [a + b for a in "bcdfghklmnprstvw" for b in "aeiou"]
_SIGNS = [chr(0x4E00 + n) for n in range(0, 6_000, 7)]
# Each of these stands in one of so many messages.
_STRANGE = {"lantern": 10, "zeppelin": 1_000, "quicksilver": 100_000, "退款": 10, "麒麟": 100_000}
ASKED: dict[str, dict[str, str]] = {
    "a common word": {"search": "lantern"},
    "one in a thousand": {"search": "zeppelin"},
    "a rare word": {"search": "quicksilver"},
    "a part of a rare word": {"search": "icksil"},
    "two words, one rare": {"search": "lantern quicksilver"},
    "nothing": {"search": "xylophonist"},
    "a common Chinese word": {"search": "退款"},
    "a rare Chinese word": {"search": "麒麟"},
    "one sign": {"search": "退"},
    "two letters": {"search": "la"},
    "two letters that are nowhere": {"search": "qz"},
    "a common word in closed conversations": {"search": "lantern", "status": "closed"},
    "a common word of visitors": {"search": "lantern", "who": "visitor"},
}


class _Filling(msgspec.Struct, frozen=True):
    """Who writes the rows."""

    project_id: str
    agent_id: str


def measure(plan: Plan, kind: Kind) -> list[Figure]:
    """One reader, one request after the other on one connection; the slowest question stands for all."""
    with fresh_database(kind) as place, served(place) as server:
        (project,) = open_projects(server, 1)
        crowd(place.url, project, plan.conversations)
        _talk(place.url, project)
        took = {name: percentiles(_answers(server, project, asked, plan.pages // 6)) for name, asked in ASKED.items()}
    slowest = max(p50 for p50, _ in took.values())
    more = "p50 / p99 ms: " + ", ".join(f"{name} {p50:.1f} / {p99:.1f}" for name, (p50, p99) in took.items())
    name = f"searching {plan.conversations * _EACH:,} messages, {kind}"
    return [at_most(name, (slowest,), "ms", bars=(100,), aims=(50,), more=more)]


def _answers(server: Server, project: Project, asked: dict[str, str], count: int) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    path = f"/api/v1/workspace/{project.id}/search/messages?{urlencode(asked)}"
    took: list[float] = []
    for _ in range(count):
        begun = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": project.cookie})
        answer = connection.getresponse()
        body = answer.read()
        took.append((time.perf_counter() - begun) * 1_000)
        assert answer.status == http.HTTPStatus.OK, body
    connection.close()
    return took


def _talk(database_url: str, project: Project) -> None:
    """Have people talk in every conversation, some thousand messages at a time."""
    db = Database(database_url)
    filling = _Filling(project.id, project.agent_id)
    try:
        ids = db.read_now(_conversations, project.id)
        said = _said(ids, filling)
        while some := list(islice(said, _AT_ONCE)):
            db.write_now(_write, filling, said=some)
        db.write_now(_settle, filling)
    finally:
        db.close()


def _conversations(tx: Tx, project_id: str) -> list[str]:
    theirs = select(conversation.c.id).where(conversation.c.project_id == project_id)
    return list(tx.execute(theirs.order_by(conversation.c.last_message_at)).scalars())


def _said(ids: list[str], who: _Filling) -> Iterator[Said]:
    chance = random.Random(2)  # noqa: S311 - the same talk each time
    now, count = int(time.time() * 1_000), len(ids) * _EACH
    for number in range(count):
        # Neighbours talk at the same time.
        at = min(len(ids) - 1, number // _EACH + chance.randrange(20))
        kind = chance.choice(("visitor", "agent"))
        by = who.agent_id if kind == "agent" else ids[at]
        ts = now - (count - number) * 1_000
        yield Said(who.project_id, 1_000 + number, ids[at], 1_000 + number, "text", kind, by, ts, _words(chance))


def _words(chance: random.Random) -> str:
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randrange(1, 4))) for _ in range(chance.randrange(4, 18))]
    if chance.randrange(5) == 0:
        words = ["".join(chance.choices(_SIGNS, k=chance.randrange(8, 40)))]
    words += [word for word, seldom in _STRANGE.items() if chance.randrange(seldom) == 0]
    chance.shuffle(words)
    return " ".join(words)


def _write(tx: Tx, actor: _Filling, *, said: list[Said]) -> None:
    rows = [
        (one.project_id, one.conversation_id, one.seq, new_id(), one.pos, one.ts, one.seq, one.author_kind,
         one.author_id, "Somebody", "text", one.text, f"{actor.project_id}-{one.pos}", None, 0, None, None)
        for one in said
    ]  # fmt: skip
    tx.insert_many(message, columns_of(message), rows)
    keep_said(tx, said)


def _settle(tx: Tx, actor: _Filling) -> None:
    del actor
    if tx.connection.dialect.name == "postgresql":
        # As its autovacuum would within the minute.
        tx.execute(text("SELECT gin_clean_pending_list('said_found')"))
        tx.connection.exec_driver_sql("ANALYZE")
