"""Stating facts: the next positions of a project's log, taken and filled in one transaction."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import insert

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

    def open(self, project_ids: Iterable[str]) -> None:
        """Look up where these projects' logs end."""
        unknown = [(one,) for one in project_ids if one not in self._heads]
        self._heads |= dict(self._tx.match(feed, ("project_id",), ("project_id", "head"), unknown).rows())

    def next_pos(self, project_id: str) -> int:
        """Take the next position; it must be stated before `write`."""
        if project_id not in self._heads:
            self.open([project_id])
        self._heads[project_id] += 1
        return self._heads[project_id]

    def state(self, project_id: str, pos: int, ts: int, new: NewFact) -> None:
        """What happened at that position, encoded once for every reader."""
        body = _encoder.encode(_Body(new.conversation_id, new.seq, new.type, ts, new.actor, new.data)).decode()
        team = None if new.team is None else _encoder.encode(new.team).decode()
        self._facts.append(Fact(project_id, pos, new.visitor_id, ts, new.type, body, team))

    def write(self) -> None:
        moved = {fact.project_id: self._heads[fact.project_id] for fact in self._facts}
        self._tx.update_many(feed, ("project_id",), ("head",), [(head, key) for key, head in moved.items()])
        self._tx.insert_many(fact, _COLUMNS, self._facts)
        for one in self._facts:
            self._tx.announce(one)
