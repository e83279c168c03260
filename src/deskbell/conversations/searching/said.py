"""What was said: messages and notes with all the words, the newest first."""

from typing import Any, Literal, TypeAlias

import msgspec
from sqlalchemy import ColumnElement, select

from deskbell.conversations.listing import VisitorName
from deskbell.conversations.narrowing import Narrowed, having, labels_of
from deskbell.conversations.tables import Status, conversation, message, note
from deskbell.eventlog import Author
from deskbell.finding import Piece, Sought, around, said_with, sought_in, time_said
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, NotFound
from deskbell.kit.texts import readable_words
from deskbell.team import Agent, known_agent
from deskbell.visitors import visitor

Who: TypeAlias = Literal["anybody", "visitor", "agent"]

c = conversation.c
# Where conversations are narrowed, a request looks at so many at a time, one after the other: most filters are soon
# met. Then it answers how far it came.
_ROUNDS = (60, 300, 600, 600, 600)


class FoundMessage(msgspec.Struct):
    """A message or a note with the words, and where it stands. `pieces`: a line of it around the first of them."""

    id: str
    conversation_id: str
    visitor: VisitorName
    title: str | None
    status: Status
    seq: int
    pos: int
    kind: Literal["text", "note"]
    ts: int
    author: Author
    pieces: list[Piece]


class FoundMessages(msgspec.Struct):
    """A page of them. With `next` there may be more, even where a page is short: it was looked back to `since`."""

    items: list[FoundMessage]
    next: str | None
    since: int | None


class Asked(msgspec.Struct, frozen=True):
    """The words and everything that narrows them. Who has written is told apart from whose conversation it is in."""

    words: str
    who: Who = "anybody"
    author_id: str | None = None
    status: Status | None = None
    narrowed: Narrowed = Narrowed()


class _Where(msgspec.Struct, frozen=True):
    """A conversation that a message may be found in."""

    visitor: VisitorName
    title: str | None
    status: Status


def found_messages(tx: Tx, agent: Agent, asked: Asked, *, after: str | None, limit: int) -> FoundMessages:
    """A page of what the agent may read. Whoever is blocked is not found."""
    sought, before = sought_in(readable_words(asked.words)), _read_cursor(after)
    only = {
        "author_kind": None if asked.who == "anybody" else asked.who,
        "author_id": asked.author_id,
        "since": asked.narrowed.since,
        "until": asked.narrowed.until,
    }
    if asked.author_id is not None and not known_agent(tx, agent.project_id, asked.author_id):
        raise NotFound
    conditions = conditions_of(tx, agent, asked)
    found: list[tuple[Any, _Where]] = []
    for size in _ROUNDS:
        want = size if conditions else limit + 1
        page = said_with(tx, agent.project_id, sought, before=before, want=want, only=only)
        where = _where(tx, agent, {row.conversation_id for row in page.rows}, conditions)
        found += [(row, where[row.conversation_id]) for row in page.rows if row.conversation_id in where]
        before = page.reached
        if before is None or len(found) > limit:
            break
    if len(found) > limit:
        found, before = found[:limit], found[limit - 1][0].pos
    since = None if before is None else time_said(tx, agent.project_id, pos=before)
    return FoundMessages(_shown(tx, agent, found, sought), None if before is None else str(before), since)


def conditions_of(tx: Tx, agent: Agent, asked: Asked) -> list[ColumnElement[bool]]:
    """What the conversations fulfil, apart from times."""
    conditions = having(tx, agent.project_id, labels_of(tx, agent.project_id, asked.narrowed))
    return conditions if asked.status is None else [*conditions, c.status == asked.status]


def _where(tx: Tx, agent: Agent, ids: set[str], conditions: list[ColumnElement[bool]]) -> dict[str, _Where]:
    if not ids:
        return {}
    same = (visitor.c.project_id == c.project_id) & (visitor.c.id == c.visitor_id)
    query = select(c.id, c.visitor_id, c.title, c.status, visitor.c.name).join(visitor, same)
    theirs = (c.project_id == agent.project_id, c.id.in_(ids), visitor.c.blocked_at.is_(None))
    rows = tx.execute(query.where(*theirs, *conditions))
    return {row.id: _Where(VisitorName(row.visitor_id, row.name, online=False), row.title, row.status) for row in rows}


def _shown(tx: Tx, agent: Agent, found: list[tuple[Any, _Where]], sought: Sought) -> list[FoundMessage]:
    columns = ("pos", "id", "author_id", "author_name", "text")
    places: tuple[list[Any], list[Any]] = ([], [])
    for row, _ in found:
        number = row.pos if row.kind == "note" else row.seq
        places[row.kind == "note"].append((agent.project_id, row.conversation_id, number))
    messages = tx.match(message, ("project_id", "conversation_id", "seq"), (*columns, "author_kind"), places[0])
    notes = tx.match(note, ("project_id", "conversation_id", "pos"), columns, places[1])
    rows: list[Any] = [*messages.rows(), *((*one, "agent") for one in notes.rows())]
    stored = {one[0]: one for one in rows}
    shown: list[FoundMessage] = []
    for row, where in found:
        if row.pos not in stored:
            continue
        _, id_, author_id, author_name, words, kind = stored[row.pos]
        author = Author(kind, author_id, author_name)
        pieces = around(words, sought)
        shown.append(
            FoundMessage(
                id_, row.conversation_id, where.visitor, where.title, where.status, row.seq, row.pos, row.kind, row.ts,
                author, pieces,
            )
        )  # fmt: skip
    return shown


def _read_cursor(after: str | None) -> int | None:
    if after is None:
        return None
    if not after.isascii() or not after.isdigit() or len(after) > 16:  # noqa: PLR2004 - 2**53 has 16 digits
        raise BadInput("bad_cursor", field="after")
    return int(after)
