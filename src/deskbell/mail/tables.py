"""The letters' table, which is the queue of what is to be sent and the list that operators read."""

import msgspec
from sqlalchemy import Column, Index, Integer, String, Table, Text, UniqueConstraint

from deskbell.kit.db import Id, Millis, metadata

letter = Table(
    "letter",
    metadata,
    Column("id", Id, primary_key=True),
    # What the letter is posted once for; null: each posting is another letter.
    Column("key", String(200)),
    Column("recipient", String(254), nullable=False),
    Column("recipient_key", String(254), nullable=False),
    Column("language", String(35), nullable=False),
    Column("kind", String(40), nullable=False),
    # Both are emptied as soon as nobody needs them: links let people in.
    Column("link", Text, nullable=False),
    Column("params", Text, nullable=False),
    Column("emptied_at", Millis),
    Column("created_at", Millis, nullable=False),
    # When to try next; null: never again.
    Column("due_at", Millis),
    Column("give_up_at", Millis, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("leased_by", String(32)),
    Column("leased_until", Millis),
    # How it ended: with an SMTP server, as a file, or not at all.
    Column("sent_at", Millis),
    Column("filed_at", Millis),
    Column("failed_at", Millis),
    # What the other server said last.
    Column("problem", String(400), nullable=False),
    UniqueConstraint("key"),
    Index("ix_letter_due", "due_at"),
    Index("ix_letter_recipient", "recipient_key", "created_at"),
)


class Letter(msgspec.Struct, frozen=True):
    """A letter to be posted.

    `kind` names its words: `mail.<kind>.subject`, `.heading`, `.body` and, where they say something, `.button` and
    `.note`; `params` are their gaps. `link` is a path on this server such as `/console/reset#TOKEN`: the address before
    it comes from the settings, never from a request. Of letters with the same `key` one is posted.
    """

    to: str
    language: str
    kind: str
    link: str = ""
    params: dict[str, str | int] = {}
    key: str = ""
