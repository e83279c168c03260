"""Stating facts: the next positions of a project's log, taken and filled in one transaction."""

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import insert, update

from deskbell.eventlog.tables import Fact, NewFact, fact, feed, new_epoch
from deskbell.kit.db import Tx, columns_of

_encoder = msgspec.json.Encoder()
_COLUMNS = columns_of(fact)


class _Body(msgspec.Struct):
    conv: str | None
    seq: int | None
    type: str
    ts: int
    actor: msgspec.Struct
    data: msgspec.Struct


def open_log(tx: Tx, project_id: str) -> None:
    """Begin the log of a new project."""
    tx.execute(insert(feed).values(project_id=project_id, head=0, epoch=new_epoch()))


def reserve(tx: Tx, project_id: str, count: int) -> int:
    """Take the next `count` positions; returns the first. Every one must be stated in the same transaction."""
    taken = update(feed).where(feed.c.project_id == project_id).values(head=feed.c.head + count).returning(feed.c.head)
    return int(tx.execute(taken).scalar_one()) - count + 1


def state(project_id: str, pos: int, ts: int, new: NewFact) -> Fact:
    """The fact at a reserved position, encoded once for every reader."""
    body = _Body(new.conversation_id, new.seq, new.type, ts, new.actor, new.data)
    team = None if new.team is None else _encoder.encode(new.team).decode()
    return Fact(project_id, pos, new.visitor_id, ts, _encoder.encode(body).decode(), team)


def append(tx: Tx, facts: Sequence[Fact] | None = None, *, project_id: str = "", new: Iterable[NewFact] = ()) -> list[Fact]:
    """Write facts already stated at reserved positions, or `new` ones of a project; they are announced on commit."""
    stated = list(facts or ())
    fresh = list(new)
    if fresh:
        first = reserve(tx, project_id, len(fresh))
        stated += [state(project_id, first + place, tx.now, one) for place, one in enumerate(fresh)]
    tx.insert_many(fact, _COLUMNS, stated)
    for one in stated:
        tx.announce(one)
    return stated
