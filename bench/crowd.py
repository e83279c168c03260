"""A project that has been busy for years: conversations, their visitors and the kept counts, written as rows."""

import random
import time

import msgspec

from bench.people import Project
from deskbell.conversations.tables import ConversationRow, Status, conversation, conversation_count, read_mark
from deskbell.kit.db import Database, Tx, columns_of
from deskbell.kit.ids import new_id
from deskbell.visitors.tables import visitor

_STATUSES: tuple[Status, ...] = ("queuing", "awaiting_reply", "replied", "closed")
# Most conversations are over; some hundreds wait.
_SHARES = (2, 3, 5, 90)
_AGENT = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
_NAME = "Ada Agent"
_DAY = 86_400_000
_AT_ONCE = 10_000


class _Filling(msgspec.Struct, frozen=True):
    """Who writes the rows, and for which agent."""

    project_id: str
    agent_id: str


def crowd(database_url: str, project: Project, count: int) -> None:
    """Add that many conversations to a project; the same ones every time."""
    db = Database(database_url)
    try:
        db.write_now(_fill, _Filling(project.id, project.agent_id), count=count)
    finally:
        db.close()


def _fill(tx: Tx, actor: _Filling, *, count: int) -> None:
    chance = random.Random(1)  # noqa: S311 - the same crowd each time
    counts: dict[tuple[str, str], int] = {}
    now = int(time.time() * 1_000)
    visitors: list[tuple[object, ...]] = []
    rows: list[tuple[object, ...]] = []
    marks: list[tuple[object, ...]] = []
    for number in range(count):
        status = chance.choices(_STATUSES, _SHARES)[0]
        assignee = None if status == "queuing" else actor.agent_id
        at = now - chance.randrange(365 * _DAY)
        visitor_id, seqs = new_id(), chance.randrange(2, 40)
        name = f"#{chance.randrange(1_000, 10_000)}"
        visitors.append(
            (actor.project_id, visitor_id, f"{number:064x}", name, None, None, "en", "Europe/Berlin",
             f"https://shop.example/shoes/{number % 500}", "Shoes", None, _AGENT, "192.0.2.1", at, at, None, None, None)
        )  # fmt: skip
        text = "Hello, my parcel has not come yet. Could you please see where it is? " * chance.randrange(1, 3)
        author = {"kind": "visitor", "id": visitor_id, "name": name}
        last = msgspec.json.encode({"seq": seqs, "author": author, "text": text[:200], "ts": at}).decode()
        row = ConversationRow(
            actor.project_id, new_id(), visitor_id, at, status, assignee, assignee and _NAME, None,
            at if assignee else None, at if status == "closed" else None,
            at if status in {"queuing", "awaiting_reply"} else None,
            at, seqs, seqs - 1, last, at, seqs, seqs, seqs, seqs, seqs - 1,
        )  # fmt: skip
        rows.append(msgspec.structs.astuple(row))
        if assignee:
            marks.append((actor.project_id, row.id, actor.agent_id, seqs, seqs - 1, seqs - 2))
        counts[assignee or "", status] = counts.get((assignee or "", status), 0) + 1
    for start in range(0, count, _AT_ONCE):
        tx.insert_many(visitor, columns_of(visitor), visitors[start : start + _AT_ONCE])
        tx.insert_many(conversation, columns_of(conversation), rows[start : start + _AT_ONCE])
        tx.insert_many(read_mark, columns_of(read_mark), marks[start : start + _AT_ONCE])
    kept = [(actor.project_id, who, status, n) for (who, status), n in counts.items()]
    tx.insert_many(conversation_count, ("project_id", "assignee_id", "status", "n"), kept)
    if tx.connection.dialect.name == "postgresql":
        # As its autovacuum would within the minute.
        tx.connection.exec_driver_sql("ANALYZE")
