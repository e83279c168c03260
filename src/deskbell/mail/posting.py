"""Posting a letter: a row in the transaction of whatever it is about, sent after the commit."""

import json
from typing import NamedTuple

import structlog
from sqlalchemy import and_, case, func, select

from deskbell.kit.catalogue import DEFAULT_LANGUAGE, supported
from deskbell.kit.clock import DAY, HOUR
from deskbell.kit.db import Tx
from deskbell.kit.ids import new_id
from deskbell.kit.texts import email_key, readable_email
from deskbell.mail.rules import TRIED_FOR_MS, HeldBack, held_back, worded
from deskbell.mail.tables import Letter, letter

log = structlog.get_logger()

_TOO_MANY = "too many letters to this address"


class LetterPosted(NamedTuple):
    """Announced with the commit, for the follower that sends."""

    letter_id: str


def post_letter(tx: Tx, wanted: Letter) -> None:
    """Post a letter; it is sent once this transaction is durable, however long that takes.

    Too many letters to one address are held back without a word: whoever asks for them must not learn who is known
    here, and nobody's mailbox is filled from here.
    """
    recipient = readable_email(wanted.to, field="to")
    language = supported(wanted.language) or DEFAULT_LANGUAGE
    if wanted.link and not wanted.link.startswith("/"):
        raise ValueError("a letter's link is a path: the address before it comes from the settings")
    # A kind without words, or with other gaps than these, is our mistake and shows here, not when it is sent.
    worded(wanted.kind, language, wanted.params)
    if wanted.key and tx.execute(select(letter.c.id).where(letter.c.key == wanted.key)).first() is not None:
        return
    held = _held_back(tx, email_key(recipient), wanted)
    if held == "silently":
        log.warning("a letter was held back: too many to one address", kind=wanted.kind)
        return
    letter_id = new_id()
    row = {
        "id": letter_id,
        "recipient": recipient,
        "recipient_key": email_key(recipient),
        "language": language,
        "kind": wanted.kind,
        "link": "" if held else wanted.link,
        "params": "{}" if held else json.dumps(wanted.params, ensure_ascii=False),
        "emptied_at": tx.now if held else None,
        "created_at": tx.now,
        "due_at": None if held else tx.now,
        "give_up_at": tx.now + TRIED_FOR_MS,
        "attempts": 0,
        "failed_at": tx.now if held else None,
        "problem": _TOO_MANY if held else "",
    }
    # Two nodes may post the same letter at once: the second finds its key taken and changes nothing.
    tx.upsert_many(letter, ("key",), tuple(row), [(wanted.key or None, *row.values())], on="key = excluded.key")
    if not held:
        tx.announce(LetterPosted(letter_id))


def _held_back(tx: Tx, recipient_key: str, wanted: Letter) -> HeldBack:
    theirs = (letter.c.recipient_key == recipient_key) & (letter.c.created_at > tx.now - DAY)
    recent = and_(letter.c.kind == wanted.kind, letter.c.created_at > tx.now - HOUR)
    query = (
        select(func.count().label("in_a_day"), func.count(case((recent, 1))).label("alike"))
        .select_from(letter)
        .where(theirs)
    )
    posted = tx.execute(query).one()
    return held_back(same_kind_in_an_hour=posted.alike, in_a_day=posted.in_a_day, keyed=bool(wanted.key))
