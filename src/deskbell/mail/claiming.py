"""The queue: who sends which letter, and what became of it. A lease keeps two nodes from sending the same one.

A node that dies between the other server's yes and our row leaves the letter to be sent again when its lease ends, with
the same Message-ID. Nothing in SMTP lets anybody do better.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select, update

from deskbell.kit.clock import DAY, MINUTE
from deskbell.kit.db import Tx
from deskbell.kit.texts import short
from deskbell.mail.rules import pause_after
from deskbell.mail.tables import letter

LEASE_MS = 2 * MINUTE
AT_ONCE = 4
CONTENT_KEPT_MS = 7 * DAY
"""How long the content of a letter stays that was filed or failed: somebody may want to read or repeat it."""


class Postman(NamedTuple):
    """One node's right to send."""

    node: str
    project_id: str = ""


class Claimed(NamedTuple):
    """A letter that this node is to send now."""

    id: str
    recipient: str
    language: str
    kind: str
    link: str
    params: dict[str, str | int]
    created_at: int
    attempts: int


def next_due(tx: Tx) -> int | None:
    """When the next letter may be sent, which may be long past; None: there is none."""
    leased = func.coalesce(letter.c.leased_until, 0)
    free_at = case((leased > letter.c.due_at, leased), else_=letter.c.due_at)
    return tx.execute(select(func.min(free_at)).where(letter.c.due_at.is_not(None))).scalar_one_or_none()


def claim_letters(tx: Tx, postman: Postman, *, limit: int = AT_ONCE) -> list[Claimed]:
    """Take the letters that are due, longest waiting first; whoever was tried for too long fails here."""
    free = or_(letter.c.leased_until.is_(None), letter.c.leased_until <= tx.now)
    due = and_(letter.c.due_at.is_not(None), letter.c.due_at <= tx.now, free)
    tx.execute(update(letter).where(due, letter.c.give_up_at <= tx.now).values(**_ended(failed_at=tx.now)))
    rows = tx.execute(select(letter).where(due).order_by(letter.c.due_at, letter.c.id).limit(limit)).all()
    claim = update(letter).where(letter.c.id.in_([row.id for row in rows]))
    tx.execute(claim.values(leased_by=postman.node, leased_until=tx.now + LEASE_MS, attempts=letter.c.attempts + 1))
    return [
        Claimed(
            row.id,
            row.recipient,
            row.language,
            row.kind,
            row.link,
            json.loads(row.params),
            row.created_at,
            row.attempts + 1,
        )
        for row in rows
    ]


def note_sent(tx: Tx, postman: Postman, *, letter_id: str) -> None:
    """The other server has it. Its link is nobody's business here any more."""
    del postman
    sent = _ended(sent_at=tx.now) | {"problem": "", "link": "", "params": "{}", "emptied_at": tx.now}
    tx.execute(update(letter).where(letter.c.id == letter_id, letter.c.sent_at.is_(None)).values(**sent))


def note_filed(tx: Tx, postman: Postman, *, letter_id: str) -> None:
    """It is a file now, and stays readable for operators for some days."""
    del postman
    tx.execute(update(letter).where(letter.c.id == letter_id).values(**_ended(filed_at=tx.now), problem=""))


def note_refused(tx: Tx, postman: Postman, *, claimed: Claimed, problem: str, final: bool, chance: float) -> None:
    """It was not taken: never again, or later. `chance` is from 0 to 1."""
    outcome = (
        _ended(failed_at=tx.now)
        if final
        else {"due_at": tx.now + pause_after(claimed.attempts, chance), "leased_by": None, "leased_until": None}
    )
    tx.execute(update(letter).where(_still(postman, claimed)).values(**outcome, problem=short(problem, 400)))


def give_back(tx: Tx, postman: Postman, *, letters: Sequence[Claimed]) -> None:
    """Somebody else may send these: this node did not begin."""
    for one in letters:
        back = {"leased_by": None, "leased_until": None, "attempts": letter.c.attempts - 1}
        tx.execute(update(letter).where(_still(postman, one)).values(**back))


def forget_letters(tx: Tx, postman: Postman, *, days: int) -> None:
    """Empty what nobody needs any more, and forget what is old."""
    del postman
    over = and_(letter.c.due_at.is_(None), letter.c.emptied_at.is_(None))
    empty = {"link": "", "params": "{}", "emptied_at": tx.now}
    tx.execute(update(letter).where(over, letter.c.created_at < tx.now - CONTENT_KEPT_MS).values(**empty))
    tx.execute(delete(letter).where(letter.c.due_at.is_(None), letter.c.created_at < tx.now - days * DAY))


def _still(postman: Postman, claimed: Claimed) -> ColumnElement[bool]:
    """Whether the lease is this one: a later one belongs to somebody else."""
    return and_(letter.c.id == claimed.id, letter.c.leased_by == postman.node, letter.c.attempts == claimed.attempts)


def _ended(**how: int) -> dict[str, int | None]:
    return {"due_at": None, "leased_by": None, "leased_until": None, **how}
