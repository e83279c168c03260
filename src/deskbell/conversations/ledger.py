"""The ledger: what one transaction changes in conversations, collected row by row and written in a few statements.

Commands open a conversation, change its row and `enter` what happened; `write` then stores messages, facts, rows and
counts together. A batch of five hundred sends costs the same number of statements as one.
"""

import msgspec
from sqlalchemy import delete

from deskbell.conversations.events import (
    AgentName,
    ConversationChanged,
    LastMessage,
    Message,
    MessagesSeen,
    MessagesSeenTeam,
    Moved,
    Reader,
    State,
    SystemNote,
    TeamState,
    Was,
)
from deskbell.conversations.rules import SNIPPET
from deskbell.conversations.tables import (
    ConversationRow,
    Status,
    conversation,
    conversation_count,
    conversation_label,
    message,
    note,
)
from deskbell.eventlog import Author, NewFact, Pen
from deskbell.files import Attachment
from deskbell.finding import Said, keep_said
from deskbell.kit.db import Tx, columns_of
from deskbell.kit.ids import new_id

_COLUMNS = columns_of(conversation)
_KEYS = ("project_id", "id")
# Everything from `status` on may change.
_CHANGING = _COLUMNS[4:]
_MESSAGE_COLUMNS = columns_of(message)
_NOTE_COLUMNS = columns_of(note)
_encoder = msgspec.json.Encoder()
_NOBODY = ""

Key = tuple[str, str]


class Ledger:
    """Opened at the start of a command, written once at its end."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._pen = Pen(tx)
        self._rows: dict[Key, ConversationRow] = {}
        self._fresh: set[Key] = set()
        self._touched: set[Key] = set()
        self._counted: dict[Key, tuple[Status, str | None]] = {}
        self._labelled: dict[Key, set[str]] = {}
        self._said: list[Said] = []
        self._messages: list[tuple[object, ...]] = []
        self._notes: list[tuple[object, ...]] = []
        self._counts: dict[tuple[str, str, Status], int] = {}
        # (project, conversation, agent) -> (seq, people's messages) of the agent's newest message.
        self.agents_wrote: dict[tuple[str, str, str], tuple[int, int]] = {}

    def load(self, keys: list[Key]) -> None:
        """Fetch conversations by (project, id); the unknown ones stay unknown, those already here as they are."""
        keys = [key for key in keys if key not in self._rows]
        asked = self._tx.match(conversation, _KEYS, _COLUMNS, keys)
        self._pen.open({project_id for project_id, _ in keys})
        for values in asked.rows():
            row = ConversationRow(*values)
            self._rows[row.project_id, row.id] = row
            self._counted[row.project_id, row.id] = (row.status, row.assignee_id)
            self._labelled[row.project_id, row.id] = _labels_of(row)

    def find(self, project_id: str, conversation_id: str) -> ConversationRow | None:
        """A conversation already loaded or begun in this transaction."""
        return self._rows.get((project_id, conversation_id))

    def open_of_visitor(self, project_id: str, visitor_id: str) -> ConversationRow | None:
        """The visitor's open conversation among those begun in this transaction."""
        mine = (self._rows[key] for key in self._fresh)
        return next((r for r in mine if r.project_id == project_id and r.visitor_id == visitor_id), None)

    def begin(self, project_id: str, visitor_id: str) -> ConversationRow:
        """A new conversation; it counts nowhere until something is entered for it."""
        now = self._tx.now
        row = ConversationRow(
            project_id, new_id(), visitor_id, now, "queuing", None, None, None, None, None, None,
            now, 0, 0, None, now, 0, 0, 0, 0, 0,
        )  # fmt: skip
        self._rows[project_id, row.id] = row
        self._fresh.add((project_id, row.id))
        return row

    def next_ts(self, row: ConversationRow) -> int:
        """The time of the next thing in this conversation: now, unless the clock went back."""
        row.last_ts = max(row.last_ts, self._tx.now)
        return row.last_ts

    def post_text(
        self, row: ConversationRow, author: Author, text: str, client_id: str, attachments: list[Attachment]
    ) -> Message:
        """A person's message as the next item; the row's status is the caller's decision, made before or after."""
        item = self._next_item(row, author, text, client_id, None)
        item.attachments = attachments
        row.message_count += 1
        row.last_message = snippet_of(item)
        row.last_message_at = item.ts
        self._keep(row, item)
        self._find_by(row, item)
        return item

    def post_system(self, row: ConversationRow, author: Author, note: SystemNote) -> Message:
        """A system line as the next item."""
        item = self._next_item(row, author, "", None, note)
        self._keep(row, item)
        return item

    def post_note(
        self,
        row: ConversationRow,
        author: Author,
        text: str,
        client_id: str,
        *,
        mentions: list[AgentName],
        attachments: list[Attachment],
    ) -> Message:
        """A note after the newest item; nothing of the conversation changes but the time."""
        pos, ts = self.next_pos(row), self.next_ts(row)
        self._touched.add((row.project_id, row.id))
        item = Message(new_id(), row.id, row.last_seq, pos, ts, author, "note", text, client_id, mentions=mentions)
        item.attachments = attachments
        self._notes.append(
            (
                row.project_id, row.id, pos, item.id, item.seq, ts, author.id, author.name, text, client_id,
                _json(mentions), _json(attachments), 0, None, None,
            )
        )  # fmt: skip
        self._find_by(row, item)
        return item

    def notes_after(self, row: ConversationRow) -> int:
        """How many notes of this transaction follow the conversation's newest item."""
        return sum(values[:2] == (row.project_id, row.id) and values[4] == row.last_seq for values in self._notes)

    def next_pos(self, row: ConversationRow) -> int:
        return self._pen.next_pos(row.project_id)

    def enter(
        self,
        row: ConversationRow,
        type_: str,
        author: Author,
        data: msgspec.Struct,
        *,
        pos: int,
        seq: int | None = None,
        team: msgspec.Struct | None = None,
    ) -> None:
        """State what happened; `data` was made after the row was changed."""
        self._touched.add((row.project_id, row.id))
        fact = NewFact(type_, author, data, team, row.id, seq, row.visitor_id)
        self._pen.state(row.project_id, pos, row.last_ts, fact)

    def enter_for_team(
        self,
        row: ConversationRow,
        type_: str,
        author: Author,
        *,
        data: msgspec.Struct,
        team: msgspec.Struct | None = None,
        pos: int | None = None,
    ) -> None:
        """State something about a conversation that its visitor does not see."""
        self._touched.add((row.project_id, row.id))
        fact = NewFact(type_, author, data, team, row.id)
        self._pen.state(row.project_id, self.next_pos(row) if pos is None else pos, row.last_ts, fact)

    def enter_changed(self, row: ConversationRow, author: Author) -> None:
        """State that something changed which only the team knows of."""
        self.next_ts(row)
        changed = ConversationChanged(state_of(row))
        self.enter_for_team(row, "conversation_changed", author, data=changed, team=self.moved(row))

    def enter_seen(self, row: ConversationRow, kind: str, author: Author, team: MessagesSeenTeam) -> None:
        seen = MessagesSeen(Reader("visitor" if kind == "visitor" else "team"), state_of(row))
        self.enter(row, "messages_seen", author, seen, pos=self.next_pos(row), team=team)

    def moved(self, row: ConversationRow) -> Moved:
        """The team's part of a fact: with where it counted before, if that changed since the last; counts follow."""
        moved = Moved(team_state_of(row))
        key = (row.project_id, row.id)
        before = self._counted.get(key)
        now = (row.status, row.assignee_id)
        if before == now:
            return moved
        self._counted[key] = now
        self._count(row.project_id, now, 1)
        if before is not None:
            self._count(row.project_id, before, -1)
            moved.was = Was(*before)
        return moved

    def write(self) -> None:
        """Store everything collected, in one statement for each table."""
        fresh = [_values(self._rows[key], _COLUMNS) for key in self._fresh]
        old = [(*_values(self._rows[key], _CHANGING), *key) for key in self._touched - self._fresh]
        counts = [(project, who, status, n) for (project, who, status), n in self._counts.items() if n]
        self._tx.insert_many(conversation, _COLUMNS, fresh)
        self._tx.update_many(conversation, _KEYS, _CHANGING, old)
        self._tx.insert_many(message, _MESSAGE_COLUMNS, self._messages)
        self._tx.insert_many(note, _NOTE_COLUMNS, self._notes)
        self._tx.upsert_many(
            conversation_count,
            ("project_id", "assignee_id", "status"),
            ("n",),
            counts,
            on="n = conversation_count.n + excluded.n",
        )
        self._write_labels()
        keep_said(self._tx, self._said)
        self._pen.write()

    def _write_labels(self) -> None:
        put: list[tuple[str, str, str]] = []
        for key in self._touched:
            before, now = self._labelled.get(key, set()), _labels_of(self._rows[key])
            put += [(key[0], label, key[1]) for label in now - before]
            for label in before - now:
                these = (conversation_label.c.project_id == key[0], conversation_label.c.conversation_id == key[1])
                self._tx.execute(delete(conversation_label).where(*these, conversation_label.c.label_id == label))
            self._labelled[key] = now
        self._tx.insert_many(conversation_label, ("project_id", "label_id", "conversation_id"), put)

    def _find_by(self, row: ConversationRow, item: Message) -> None:
        author = item.author
        said = Said(row.project_id, item.pos, row.id, item.seq, item.kind, author.kind, author.id, item.ts, item.text)
        self._said.append(said)

    def _count(self, project_id: str, place: tuple[Status, str | None], by: int) -> None:
        key = (project_id, place[1] or _NOBODY, place[0])
        self._counts[key] = self._counts.get(key, 0) + by

    def _next_item(
        self, row: ConversationRow, author: Author, text: str, client_id: str | None, note: SystemNote | None
    ) -> Message:
        row.last_seq += 1
        kind = "text" if note is None else "system"
        pos = self.next_pos(row)
        return Message(new_id(), row.id, row.last_seq, pos, self.next_ts(row), author, kind, text, client_id, note)

    def _keep(self, row: ConversationRow, item: Message) -> None:
        author, note = item.author, item.system
        system = None if note is None else _encoder.encode(note).decode()
        self._messages.append(
            (
                row.project_id, row.id, item.seq, item.id, item.pos, item.ts, row.message_count,
                author.kind, author.id, author.name, item.kind, item.text, item.client_id, system,
                _json(item.attachments), 0, None, None,
            )
        )  # fmt: skip


def state_of(row: ConversationRow) -> State:
    """The changeable part of a conversation, as both sides see it."""
    assignee = None if row.assignee_id is None else AgentName(row.assignee_id, row.assignee_name or "")
    last = None if row.last_message is None else msgspec.Raw(row.last_message.encode())
    return State(
        row.status, assignee, row.received_at, row.closed_at, row.waiting_since, row.last_seq, row.message_count, last,
        row.last_message_at, row.team_delivered, row.team_read, row.visitor_delivered, row.visitor_read,
        row.visitor_read_count,
    )  # fmt: skip


def team_state_of(row: ConversationRow) -> TeamState:
    """The changeable part of a conversation that its visitor never sees."""
    return TeamState(row.title, row.tags.split(), row.group_id, row.snoozed_until)


def snippet_of(item: Message) -> str:
    """What lists show of a message, as the JSON that is kept and sent."""
    carries = item.attachments[0].kind if item.attachments else None
    return _encoder.encode(LastMessage(item.seq, item.author, _snippet(item.text), item.ts, carries)).decode()


def _json(items: list[AgentName] | list[Attachment]) -> str | None:
    return _encoder.encode(items).decode() if items else None


def _labels_of(row: ConversationRow) -> set[str]:
    return {label for label in (row.assignee_id, row.group_id, *row.tags.split()) if label}


def _values(row: ConversationRow, columns: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in columns)


def _snippet(text: str) -> str:
    line = " ".join(text[: SNIPPET * 2].split())
    return line if len(line) <= SNIPPET else line[: SNIPPET - 1] + "…"
