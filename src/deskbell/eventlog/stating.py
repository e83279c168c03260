"""Stating facts: the next positions of a project's log, taken and filled in one transaction."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import insert, select

from deskbell.eventlog.tables import Author, Fact, NewFact, fact, feed, new_epoch
from deskbell.kit.db import Tx, columns_of

_encoder = msgspec.json.Encoder()
_COLUMNS = columns_of(fact)


class _Body(msgspec.Struct):
    conv: str | None
    seq: int | None
    type: str
    ts: int
    actor: Author
    data: msgspec.Struct


def open_log(tx: Tx, project_id: str) -> None:
    """Begin the log of a new project."""
    tx.execute(insert(feed).values(project_id=project_id, head=0, epoch=new_epoch()))


def append(tx: Tx, *, project_id: str, new: Iterable[NewFact]) -> None:
    """State facts of one project in this transaction; they are announced once it is durable."""
    pen = Pen(tx)
    for one in new:
        pen.state(project_id, pen.next_pos(project_id), tx.now, one)
    pen.write()


class Pen:
    """Writes many facts of some projects at once.

    A project's writes are serialised, so between the first `next_pos` and `write` nobody else moves its head.
    """

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._heads: dict[str, int] = {}
        self._facts: list[Fact] = []

    def next_pos(self, project_id: str) -> int:
        """Take the next position; it must be stated before `write`."""
        head = self._heads.get(project_id)
        if head is None:
            head = self._tx.execute(select(feed.c.head).where(feed.c.project_id == project_id)).scalar_one()
        self._heads[project_id] = head + 1
        return head + 1

    def state(self, project_id: str, pos: int, ts: int, new: NewFact) -> None:
        """What happened at that position, encoded once for every reader."""
        body = _encoder.encode(_Body(new.conversation_id, new.seq, new.type, ts, new.actor, new.data)).decode()
        team = None if new.team is None else _encoder.encode(new.team).decode()
        self._facts.append(Fact(project_id, pos, new.visitor_id, ts, new.type, body, team))

    def write(self) -> None:
        self._tx.update_many(feed, ("project_id",), ("head",), [(head, key) for key, head in self._heads.items()])
        self._tx.insert_many(fact, _COLUMNS, self._facts)
        for one in self._facts:
            self._tx.announce(one)
