"""Changing one's mind: for a day an agent may reword or take back what they wrote. The team can look up what it said.

Whoever resumes the log from before is told the present text, too: what was taken back is in nobody's stream any more.
"""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Table, insert, select, update

from deskbell.conversations.assigning import opened
from deskbell.conversations.earlier import EarlierTexts, texts_before
from deskbell.conversations.events import LastMessage, Message, MessageEdited, MessageRecalled
from deskbell.conversations.ledger import Ledger, snippet_of, state_of
from deskbell.conversations.noting import note_of
from deskbell.conversations.rules import require_changeable
from deskbell.conversations.tables import ConversationRow, earlier_text, message, note
from deskbell.conversations.thread import message_of
from deskbell.eventlog import amend
from deskbell.files import release
from deskbell.finding import change_said, forget_said
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict, NotFound
from deskbell.kit.texts import readable_message
from deskbell.team import Agent

# One who changes a message for ever fills a table.
MAX_REVISIONS = 50


class _Found(NamedTuple):
    """A message or a note, and where it is stored."""

    table: Table
    item: Message


def edit_message(
    tx: Tx, agent: Agent, *, conversation_id: str, message_id: str, text: str, revision: int | None
) -> Message:
    """Reword one's own message. `revision` is the one it began from; with a newer one of other words it is `stale`."""
    ledger, row = opened(tx, agent.project_id, conversation_id)
    found = _find(tx, row, message_id)
    words = readable_message(text, may_be_blank=bool(found.item.attachments))
    require_changeable(found.item, agent.id, now=tx.now)
    if found.item.recalled_at is not None:
        raise Conflict("message_recalled")
    if found.item.text == words:
        return found.item
    if revision is not None and found.item.revision != revision:
        raise Conflict("stale")
    if found.item.revision >= MAX_REVISIONS:
        raise Conflict("too_many_changes", max=MAX_REVISIONS)
    after = msgspec.structs.replace(found.item, text=words, edited_at=ledger.next_ts(row))
    return _change(tx, ledger, row, agent, found, after)


def recall_message(tx: Tx, agent: Agent, *, conversation_id: str, message_id: str) -> Message:
    """Take back one's own message. Repeating it is fine."""
    ledger, row = opened(tx, agent.project_id, conversation_id)
    found = _find(tx, row, message_id)
    if found.item.recalled_at is not None and found.item.author.id == agent.id:
        return found.item
    require_changeable(found.item, agent.id, now=tx.now)
    after = msgspec.structs.replace(found.item, text="", mentions=[], attachments=[], recalled_at=ledger.next_ts(row))
    release(tx, row.project_id, found.item.id)
    return _change(tx, ledger, row, agent, found, after)


def earlier_texts(tx: Tx, agent: Agent, *, conversation_id: str, message_id: str) -> EarlierTexts:
    """What a message of the project said before, from the first text on."""
    _, row = opened(tx, agent.project_id, conversation_id)
    pos = _find(tx, row, message_id).item.pos
    return EarlierTexts(texts_before(tx, agent.project_id, conversation_id, pos))


def _find(tx: Tx, row: ConversationRow, message_id: str) -> _Found:
    for table, made in ((message, message_of), (note, note_of)):
        here = (table.c.project_id == row.project_id, table.c.conversation_id == row.id, table.c.id == message_id)
        stored = tx.execute(select(table).where(*here)).one_or_none()
        if stored is not None:
            return _Found(table, made(stored))
    raise NotFound


def _change(tx: Tx, ledger: Ledger, row: ConversationRow, agent: Agent, found: _Found, after: Message) -> Message:
    """Keep what it said, store what it says, and state that; then let nobody be told the old text again."""
    before, table = found.item, found.table
    after = msgspec.structs.replace(after, revision=before.revision + 1)
    place = {"project_id": row.project_id, "conversation_id": row.id, "pos": before.pos}
    since = before.edited_at or before.ts
    tx.execute(insert(earlier_text).values(**place, revision=before.revision, text=before.text, ts=since))
    changed: dict[str, Any] = {name: getattr(after, name) for name in ("text", "revision", "edited_at", "recalled_at")}
    if table is note:
        changed["mentions"] = msgspec.json.encode(after.mentions).decode() if after.mentions else None
    here = (table.c.project_id == row.project_id, table.c.conversation_id == row.id, table.c.id == before.id)
    tx.execute(update(table).where(*here).values(**changed))
    if after.recalled_at is None:
        change_said(tx, row.project_id, pos=before.pos, text=after.text)
    else:
        forget_said(tx, row.project_id, pos=before.pos)
    if table is message and _last_seq_of(row) == before.seq:
        row.last_message = snippet_of(after) if after.recalled_at is None else _newest_snippet(tx, row)
    _tell_anew(tx, row, after)
    type_, fact = (
        ("message_edited", MessageEdited) if after.recalled_at is None else ("message_recalled", MessageRecalled)
    )
    team, pos, told = ledger.moved(row), ledger.next_pos(row), fact(after, state_of(row))
    if table is note:
        ledger.enter_for_team(row, type_, agent.author, data=told, team=team, pos=pos)
    else:
        ledger.enter(row, type_, agent.author, told, pos=pos, team=team)
    ledger.write()
    return after


def _last_seq_of(row: ConversationRow) -> int:
    return 0 if row.last_message is None else msgspec.json.decode(row.last_message, type=LastMessage).seq


def _newest_snippet(tx: Tx, row: ConversationRow) -> str | None:
    """What lists show when the newest message was taken back: the one before."""
    m = message.c
    theirs = (m.project_id == row.project_id, m.conversation_id == row.id, m.kind == "text", m.recalled_at.is_(None))
    stored = tx.execute(select(message).where(*theirs).order_by(m.seq.desc()).limit(1)).one_or_none()
    return None if stored is None else snippet_of(message_of(stored))


def _tell_anew(tx: Tx, row: ConversationRow, item: Message) -> None:
    """Wherever the log tells the old text, let it tell this one."""
    told = msgspec.to_builtins(item)
    last = None if row.last_message is None else msgspec.json.decode(row.last_message)

    def change(data: Any) -> bool:  # noqa: ANN401 - whatever a fact tells
        changed = False
        if data.get("message") and data["message"]["id"] == item.id:
            data["message"], changed = told, True
        state = data.get("state")
        if item.kind == "text" and state and state["last_message"] and state["last_message"]["seq"] == item.seq:
            state["last_message"], changed = last, True
        return changed

    # A note was told once, and to nobody but the team.
    amend(tx, row.project_id, pos=item.pos, visitor_id=None if item.kind == "note" else row.visitor_id, change=change)
