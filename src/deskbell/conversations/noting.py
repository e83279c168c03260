"""Noting: what the team writes to itself in a conversation. Its visitor sees nothing of it, not even that it is there.

So notes take no number of the thread, which the visitor counts, and none of its marks: they stand beside the items,
each after the one that was the newest when it was written.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, func, select

from deskbell.conversations.assigning import opened
from deskbell.conversations.events import AgentName, MentionSeen, MentionSeenTeam, Message, NotePosted
from deskbell.conversations.ledger import Ledger
from deskbell.conversations.tables import ConversationRow, mention, note
from deskbell.eventlog import Author
from deskbell.files import Attaching, Attachment, attach
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict
from deskbell.team import Agent, agent_names

MAX_MENTIONS = 20
# So that a page of items, with all the notes between them, is bounded.
MAX_NOTES_TOGETHER = 100
_PAGE = 2 * MAX_NOTES_TOGETHER
n = note.c


def note_in_ledger(  # noqa: PLR0913 - what a note holds
    tx: Tx,
    ledger: Ledger,
    row: ConversationRow,
    agent: Agent,
    *,
    text: str,
    client_id: str,
    mentions: Sequence[str] = (),
    attachments: Sequence[Attachment] = (),
) -> Message:
    """Write a note below what was said last. Whoever is named and not of the team is left out."""
    here = (n.project_id == row.project_id, n.conversation_id == row.id, n.seq == row.last_seq)
    together = tx.execute(select(func.count()).select_from(note).where(*here)).scalar_one()
    if together + ledger.notes_after(row) >= MAX_NOTES_TOGETHER:
        raise Conflict("too_many_notes", max=MAX_NOTES_TOGETHER)
    names = agent_names(tx, row.project_id, mentions) if mentions else {}
    named = [AgentName(one, names[one]) for one in dict.fromkeys(mentions) if one in names]
    item = ledger.post_note(row, agent.author, text, client_id, mentions=named, attachments=[*attachments])
    attach(tx, row.project_id, attachments, Attaching(item.id, None))
    ledger.enter_for_team(row, "note_posted", agent.author, data=NotePosted(item), pos=item.pos)
    told = [(row.project_id, one.id, row.id, item.pos) for one in named if one.id != agent.id]
    tx.upsert_many(mention, ("project_id", "agent_id", "conversation_id"), ("pos",), told, on="pos = excluded.pos")
    return item


def see_mention(tx: Tx, agent: Agent, *, conversation_id: str, pos: int) -> None:
    """The agent has seen the notes that name them, up to `pos`. Repeating it is fine."""
    ledger, row = opened(tx, agent.project_id, conversation_id)
    theirs = (mention.c.project_id == agent.project_id, mention.c.agent_id == agent.id)
    seen = delete(mention).where(*theirs, mention.c.conversation_id == conversation_id, mention.c.pos <= pos)
    if not tx.execute(seen).rowcount:
        return
    ledger.enter_for_team(row, "mention_seen", agent.author, data=MentionSeen(), team=MentionSeenTeam(agent.id))
    ledger.write()


def with_notes(
    tx: Tx, project_id: str, conversation_id: str, items: list[Message], *, backwards: bool
) -> tuple[list[Message], bool]:
    """Thread items with the notes that follow each, and whether items had to be left for another page."""
    if not items:
        return items, False
    place = (n.project_id == project_id, n.conversation_id == conversation_id)
    query = select(note).where(*place, n.seq >= items[0].seq, n.seq <= items[-1].seq)
    rows = tx.execute(query.order_by(n.pos.desc() if backwards else n.pos).limit(_PAGE + 1)).all()
    cut = len(rows) > _PAGE
    if cut:
        end = rows[-1].seq
        rows = [row for row in rows if row.seq != end]
        items = [one for one in items if (one.seq > end if backwards else one.seq < end)]
    return sorted([*items, *(note_of(row) for row in rows)], key=lambda one: one.pos), cut


def attachments_of(row: Any) -> list[Attachment]:  # noqa: ANN401 - a row: the driver's type
    """What a stored message or note carries, and shows to whoever reads it."""
    if row.attachments is None or row.recalled_at is not None:
        return []
    return msgspec.json.decode(row.attachments, type=list[Attachment])


def note_of(row: Any) -> Message:  # noqa: ANN401 - a row: the driver's type
    """A note as it is stored."""
    author = Author("agent", row.author_id, row.author_name)
    named = [] if row.mentions is None else msgspec.json.decode(row.mentions, type=list[AgentName])
    return Message(
        row.id,
        row.conversation_id,
        row.seq,
        row.pos,
        row.ts,
        author,
        "note",
        row.text,
        row.client_id,
        mentions=named,
        attachments=attachments_of(row),
        revision=row.revision,
        edited_at=row.edited_at,
        recalled_at=row.recalled_at,
    )
