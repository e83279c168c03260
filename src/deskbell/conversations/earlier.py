"""What messages said before they were changed. Only the team reads it."""

import msgspec
from sqlalchemy import select

from deskbell.conversations.tables import earlier_text
from deskbell.kit.db import Tx

e = earlier_text.c


class EarlierText(msgspec.Struct):
    """What a message said, from `ts` on until it was changed."""

    text: str
    ts: int


class EarlierTexts(msgspec.Struct):
    """Everything that a message said before, from the first text on."""

    items: list[EarlierText]


def texts_before(tx: Tx, project_id: str, conversation_id: str, pos: int) -> list[EarlierText]:
    """From the first one on."""
    here = (e.project_id == project_id, e.conversation_id == conversation_id, e.pos == pos)
    rows = tx.execute(select(e.text, e.ts).where(*here).order_by(e.revision))
    return [EarlierText(row.text, row.ts) for row in rows]


def first_text(tx: Tx, project_id: str, conversation_id: str, pos: int) -> str | None:
    """What a message said when it was posted, if it was changed since."""
    here = (e.project_id == project_id, e.conversation_id == conversation_id, e.pos == pos, e.revision == 0)
    return tx.execute(select(e.text).where(*here)).scalar_one_or_none()
