"""Keeping: rows to be found come and go in the transaction of what they are about."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete, update

from deskbell.finding.folding import fold
from deskbell.finding.tables import known_words, said_words
from deskbell.kit.db import Tx

_SAID = ("project_id", "pos", "conversation_id", "seq", "kind", "author_kind", "author_id", "ts", "words")
_OF = ("project_id", "visitor_id", "conversation_id")


class Said(NamedTuple):
    """What a person wrote, and where it stands."""

    project_id: str
    pos: int
    conversation_id: str
    seq: int
    kind: str
    author_kind: str
    author_id: str | None
    ts: int
    text: str


def keep_said(tx: Tx, said: Sequence[Said]) -> None:
    """Have them found from now on."""
    tx.insert_many(said_words, _SAID, [(*one[:-1], fold(one.text)) for one in said])


def change_said(tx: Tx, project_id: str, *, pos: int, text: str) -> None:
    """It is found by these words, and no longer by those that it had."""
    this = (said_words.c.project_id == project_id, said_words.c.pos == pos)
    tx.execute(update(said_words).where(*this).values(words=fold(text)))


def forget_said(tx: Tx, project_id: str, *, pos: int) -> None:
    """It is found no more."""
    tx.execute(delete(said_words).where(said_words.c.project_id == project_id, said_words.c.pos == pos))


def keep_known(
    tx: Tx, project_id: str, *, visitor_id: str, conversation_id: str = "", texts: Sequence[str | None]
) -> None:
    """A visitor, or one of their conversations, is known by these texts from now on, and by no others."""
    # A line each: no word reaches from one text into the next.
    words = "\n".join(fold(text) for text in texts if text)
    tx.upsert_many(
        known_words, _OF, ("words",), [(project_id, visitor_id, conversation_id, words)], on="words = excluded.words"
    )
