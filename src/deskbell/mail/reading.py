"""What operators may ask about letters: the list, one of them, and to have it sent again."""

import json
import re
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, and_, func, select, true, update

from deskbell.kit.catalogue import sentences
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict, NotFound
from deskbell.kit.ids import is_id
from deskbell.kit.texts import email_key
from deskbell.mail.posting import LetterPosted
from deskbell.mail.rules import TRIED_FOR_MS, LetterState, Progress, state_of
from deskbell.mail.tables import letter

_GAP = re.compile(r"\{\w+\}")


class LetterLine(msgspec.Struct):
    """A letter in the list. `title` is what its kind is about; `due_at` is when it is tried next, null: not again."""

    id: str
    to: str
    kind: str
    title: str
    language: str
    state: LetterState
    created_at: int
    due_at: int | None
    ended_at: int | None
    attempts: int
    problem: str


class LetterPage(msgspec.Struct):
    """A page of letters, newest first. `server` is where they are sent; null: they are filed."""

    items: list[LetterLine]
    next: str | None
    server: str | None
    sender: str
    waiting: int
    failed: int


class LetterContent(msgspec.Struct):
    """One letter. What was sent is emptied: then there is no text any more. A link is shown where none was sent."""

    letter: LetterLine
    subject: str | None
    text: str | None
    link: str | None


def letter_lines(
    tx: Tx, *, language: str, state: LetterState | None, to: str, after: str | None, limit: int
) -> tuple[list[LetterLine], str | None]:
    """Letters in one state, to addresses that contain `to`, and where the next page begins."""
    query = select(letter).where(_in_state(tx, state)).order_by(letter.c.id.desc()).limit(limit + 1)
    if not to.isprintable():
        # No address holds a NUL, and PostgreSQL would not even look for one.
        return [], None
    if to:
        query = query.where(letter.c.recipient_key.contains(email_key(to), autoescape=True))
    if after is not None:
        if not is_id(after):
            raise BadInput("bad_cursor", field="after")
        query = query.where(letter.c.id < after)
    rows = tx.execute(query).all()
    page = [_line(tx, row, language) for row in rows[:limit]]
    return page, page[-1].id if len(rows) > limit else None


def letters_open(tx: Tx) -> tuple[int, int]:
    """How many letters are still to be sent, and how many have failed."""
    query = select(func.count(letter.c.due_at).label("waiting"), func.count(letter.c.failed_at).label("failed"))
    counts = tx.execute(query).one()
    return counts.waiting, counts.failed


def letter_content(tx: Tx, *, letter_id: str, language: str, address: str) -> LetterContent:
    """One letter, written out. `address` is where people reach this server."""
    from deskbell.mail.writing import written  # noqa: PLC0415 - loaded by whoever has a letter to write

    row = _row(tx, letter_id)
    line = _line(tx, row, language)
    if row.emptied_at is not None:
        return LetterContent(line, None, None, None)
    # Where a server sends, what it sends is between it and whom it is for: operators need not open their doors.
    link = row.link if row.filed_at is not None else ""
    content = written(row.kind, row.language, json.loads(row.params), link=link, address=address)
    return LetterContent(line, content.words.subject, content.text, content.link or None)


def send_again(tx: Tx, *, letter_id: str) -> str:
    """Have a letter tried now that failed or waits for its next attempt; answers whom it is for."""
    row = _row(tx, letter_id)
    state = state_of(_progress(row), tx.now)
    if row.emptied_at is not None or state not in {"failed", "retrying", "waiting"}:
        raise Conflict("letter_is_over")
    again = {"due_at": tx.now, "give_up_at": tx.now + TRIED_FOR_MS, "failed_at": None}
    tx.execute(update(letter).where(letter.c.id == letter_id).values(**again))
    tx.announce(LetterPosted(letter_id))
    return row.recipient


def _row(tx: Tx, letter_id: str) -> Row[Any]:
    row = tx.execute(select(letter).where(letter.c.id == letter_id)).one_or_none() if is_id(letter_id) else None
    if row is None:
        raise NotFound
    return row


def _line(tx: Tx, row: Row[Any], language: str) -> LetterLine:
    return LetterLine(
        id=row.id,
        to=row.recipient,
        kind=row.kind,
        title=_GAP.sub("…", sentences(language).get(f"mail.{row.kind}.heading") or str(row.kind)),
        language=row.language,
        state=state_of(_progress(row), tx.now),
        created_at=row.created_at,
        due_at=row.due_at,
        ended_at=row.sent_at or row.filed_at or row.failed_at,
        attempts=row.attempts,
        problem=row.problem,
    )


def _progress(row: Row[Any]) -> Progress:
    return Progress(row.due_at, row.leased_until, row.attempts, row.sent_at, row.filed_at)


def _in_state(tx: Tx, state: LetterState | None) -> ColumnElement[bool]:
    due, sending = letter.c.due_at.is_not(None), func.coalesce(letter.c.leased_until, 0) > tx.now
    conditions: dict[LetterState | None, ColumnElement[bool]] = {
        None: true(),
        "waiting": and_(due, ~sending, letter.c.attempts == 0),
        "sending": and_(due, sending),
        "retrying": and_(due, ~sending, letter.c.attempts > 0),
        "sent": letter.c.sent_at.is_not(None),
        "filed": letter.c.filed_at.is_not(None),
        "failed": letter.c.failed_at.is_not(None),
    }
    return conditions[state]
