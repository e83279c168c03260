"""What the database itself says of a project, checked after every step: numbers, order, counts, marks."""

import json
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Select, select

from deskbell.conversations.tables import (
    conversation,
    conversation_count,
    earlier_text,
    mention,
    message,
    note,
    read_mark,
)
from deskbell.eventlog import Head, head
from deskbell.eventlog.tables import fact
from deskbell.files.tables import file
from deskbell.kit.clock import HOUR
from deskbell.kit.db import Database, Tx
from deskbell.team.tables import agent
from tests.delivery.client import Client, Replay
from tests.delivery.doors import Person
from tests.delivery.views import TeamView


class Truth:
    """One project's rows as they are now; remembers what must never go back."""

    def __init__(self, db: Database, project_id: str) -> None:
        self.db = db
        self._project_id = project_id
        self._marks: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._head = 0

    def forget(self) -> None:
        """History was rewritten: what was is no measure any more."""
        self._marks.clear()
        self._head = 0

    def look(self) -> "Rows":
        """Read everything on one snapshot, and check all that can be checked without a client."""
        rows = self.db.read_now(_read, self._project_id)
        rows.check()
        self._check_forward(rows)
        return rows

    def _check_forward(self, rows: "Rows") -> None:
        """Positions never go back (I8)."""
        for key, marks in rows.marks().items():
            before = self._marks.get(key, marks)
            assert all(now >= old for now, old in zip(marks, before, strict=True)), f"{key}: {before}, then {marks}"
            self._marks[key] = marks
        assert rows.head.pos >= self._head, "the log became shorter"
        self._head = rows.head.pos


class Rows:
    """All rows of a project at one moment."""

    def __init__(self, head: Head, tables: dict[str, list[Any]]) -> None:
        self.head = head
        self.facts = tables["fact"]
        self.bodies = [json.loads(row.body) for row in self.facts]
        self.conversations = {row.id: row for row in tables["conversation"]}
        self.messages: dict[str, list[Any]] = {id_: [] for id_ in self.conversations}
        for row in tables["message"]:
            self.messages[row.conversation_id].append(row)
        self.notes: dict[str, list[Any]] = {id_: [] for id_ in self.conversations}
        for row in tables["note"]:
            self.notes[row.conversation_id].append(row)
        self.read_marks = tables["read_mark"]
        self.first_texts = {row.pos: row.text for row in tables["earlier_text"] if row.revision == 0}
        self.files = {row.id: row for row in tables["file"]}
        self.agents = tables["agent"]
        self.kept = {(row.assignee_id or None, row.status): row.n for row in tables["conversation_count"] if row.n}

    def written(self) -> list[Any]:
        """Everything that people wrote, notes too, in the order of the log."""
        items = [m for items in (*self.messages.values(), *self.notes.values()) for m in items]
        return sorted((one for one in items if getattr(one, "kind", "") != "system"), key=lambda one: one.pos)

    def check(self) -> None:
        assert [row.pos for row in self.facts] == list(range(1, self.head.pos + 1)), "the log has a hole"
        assert {row.type for row in self.facts} <= _FACTS, "something passing was kept (I18)"
        for id_, rows in self.messages.items():
            self._check_thread(self.conversations[id_], rows)
        self._check_counts()
        self._check_unread()
        self._check_assignments()
        self._check_files()

    def _check_thread(self, row: Any, items: list[Any]) -> None:
        """I3: numbers without holes; I20: times never go back."""
        assert [item.seq for item in items] == list(range(1, row.last_seq + 1)), f"the numbers of {row.id}"
        assert all(a.ts <= b.ts for a, b in pairwise(items)), f"time went back in {row.id}"
        texts = [item for item in items if item.kind == "text"]
        assert [item.ordinal for item in texts] == list(range(1, len(texts) + 1)), f"the counting in {row.id}"
        assert row.message_count == len(texts)
        assert row.visitor_read <= row.visitor_delivered <= row.last_seq
        assert row.team_read <= row.team_delivered <= row.last_seq
        for one in self.notes[row.id]:
            fact_of = self.facts[one.pos - 1]
            assert (fact_of.type, fact_of.visitor_id) == ("note_posted", None), "a note that a visitor may hear of"
            assert 1 <= one.seq <= row.last_seq
        for item in items:
            told = self.bodies[item.pos - 1]["data"]["message"]
            assert told["id"] == item.id, "a message and its event differ"
            assert (told["seq"], told["text"]) == (item.seq, item.text)

    def _check_counts(self) -> None:
        counted = Counter((row.assignee_id, row.status) for row in self.conversations.values())
        assert self.kept == dict(counted), f"kept {self.kept}, counted {dict(counted)}"

    def _check_unread(self) -> None:
        """I13, for each agent with a mark and for the visitor."""
        for mark in self.read_marks:
            assert mark.read <= mark.delivered <= self.conversations[mark.conversation_id].last_seq
            unread = self.conversations[mark.conversation_id].message_count - mark.read_count
            assert unread == self._unread(mark.conversation_id, mark.agent_id, mark.read)
        for row in self.conversations.values():
            unread = row.message_count - row.visitor_read_count
            assert unread == self._unread(row.id, row.visitor_id, row.visitor_read)

    def _unread(self, conv: str, reader: str, read: int) -> int:
        return sum(m.kind == "text" and m.author_id != reader and m.seq > read for m in self.messages[conv])

    def _check_assignments(self) -> None:
        """I15: whoever takes a conversation from the queue takes it from nobody."""
        holder: dict[str, str | None] = {}
        for row, body in zip(self.facts, self.bodies, strict=True):
            if "state" not in body["data"]:
                continue
            assignee = body["data"]["state"]["assignee"]
            before, now = holder.get(body["conv"]), assignee and assignee["id"]
            if row.type == "conversation_assigned":
                assert before is None, f"{body['conv']} was taken from {before}"
            elif row.type not in _MOVES:
                assert before == now, f"{row.type} changed who is responsible for {body['conv']}"
            holder[body["conv"]] = now
        for row in self.conversations.values():
            assert (row.status == "queuing") == (row.assignee_id is None and row.closed_at is None), row
            assert (row.status == "closed") == (row.closed_at is not None), row
            assert (row.status == "pending") == (row.snoozed_until is not None), row

    def _check_files(self) -> None:
        """I22, as far as rows tell: what a message carries is there, and nobody but its readers has it."""
        for row in self.written():
            for id_ in _carried(row):
                kept = self.files.get(id_)
                if row.recalled_at is not None:
                    assert kept is None or kept.removed_at is not None, "recalled, and its file is still there"
                else:
                    assert kept is not None, "a message lost its file"
                    assert (kept.message_id, kept.removed_at, kept.ready_at is None) == (row.id, None, False)
                    note = row in self.notes[row.conversation_id]
                    assert kept.visitor_id == (None if note else self.conversations[row.conversation_id].visitor_id)

    def left_over(self, now: int) -> list[str]:
        """Files that no message carries and whose time is over."""
        return [row.id for row in self.files.values() if row.message_id is None and row.created_at < now - HOUR]

    def marks(self) -> dict[tuple[str, ...], tuple[int, ...]]:
        """Every position that only moves forward."""
        own = {(m.conversation_id, m.agent_id): (m.delivered, m.read, m.read_count) for m in self.read_marks}
        sides = {
            (row.id,): (
                row.last_seq, row.message_count, row.last_ts,
                row.team_delivered, row.team_read, row.visitor_delivered, row.visitor_read, row.visitor_read_count,
            )
            for row in self.conversations.values()
        }  # fmt: skip
        return {**own, **sides}

    def check_sends(self, clients: Sequence[Client]) -> None:
        """I1: what was acknowledged stands once. I2: what stands was said. I5: in the order in which it was said."""
        tried = {
            client_id: (client.person.id, unsent)
            for client in clients
            for client_id, unsent in client.out.tried.items()
        }
        stored = {m.client_id: m for items in self.messages.values() for m in items if m.kind == "text"}
        assert len(stored) == sum(row.message_count for row in self.conversations.values()), "said twice"
        noted = {note.client_id: note for notes in self.notes.values() for note in notes}
        assert len(noted) == sum(map(len, self.notes.values())), "noted twice"
        assert not stored.keys() & noted.keys(), "noted, and said to the visitor"
        stored |= noted
        for client_id, row in stored.items():
            author, unsent = tried[client_id]
            first = self.first_texts.get(row.pos, row.text)
            assert (row.author_id, first) == (author, unsent.text), "nobody said that"
            besides = unsent.besides or {}
            assert (client_id in noted) == bool(besides.get("note")), "said to the wrong people"
            assert _carried(row) == besides.get("attachments", []), "said with other files"
            assert unsent.conv in {None, row.conversation_id}, "said in another conversation"
        for client in clients:
            for client_id, ack in client.out.acks.items():
                assert client_id in stored, f"acknowledged and lost: {ack}"
                row = stored[client_id]
                kept = (row.conversation_id, row.id, row.seq, row.pos, row.ts)
                assert kept == tuple(ack[name] for name in ("conv", "id", "seq", "pos", "ts")), "not as acknowledged"
            said = [stored[client_id].pos for client_id in client.out.tried if client_id in stored]
            assert said == sorted(said), f"{client.name} was said in another order"

    def check_view(self, client: Client) -> None:
        """I4: what anybody has seen of a conversation is what stands there, but for changes still on their way."""
        for conv, thread in client.view.threads.items():
            for seq, item in thread.items():
                row = self.messages[conv][seq - 1]
                assert (row.id, row.author_id) == (item["id"], item["author"]["id"])
                assert row.text == item["text"] or row.revision > item.get("revision", 0)
        if isinstance(client.view, TeamView):
            for conv, notes in client.view.notes.items():
                stand = {row.pos: row for row in self.notes[conv]}
                for one in notes:
                    row = stand[one["pos"]]
                    assert (row.id, row.seq, row.author_id) == (one["id"], one["seq"], one["author"]["id"])
                    assert row.text == one["text"] or row.revision > one.get("revision", 0)

    def check_final(self, client: Client) -> None:
        """I4, once everybody has heard of everything: the final words."""
        beside = client.view.notes if isinstance(client.view, TeamView) else {}
        shown = [one for thread in client.view.threads.values() for one in thread.values()]
        stand = {row.id: (row.text, row.revision) for row in self.written()}
        for one in (*shown, *(one for notes in beside.values() for one in notes)):
            assert one["kind"] == "system" or stand[one["id"]] == (one["text"], one.get("revision", 0))
        for_visitors = "".join(row.body for row in self.facts if row.visitor_id is not None)
        for items in self.messages.values():
            for row in items:
                gone = self.first_texts.get(row.pos)
                assert gone is None or f'"text":"{gone}"' not in for_visitors, "what was taken back is still told"

    def check_page(self, person: Person, conv: str, items: list[Any]) -> None:
        """I4, I9: a page of the thread is what stands there, with the notes only for the team."""
        first = items[0]["seq"]
        rows = [*self.messages[conv], *(self.notes[conv] if person.kind == "agent" else [])]
        theirs = sorted((row.pos, row.seq, row.id, row.text) for row in rows if row.seq >= first)
        assert [(one["pos"], one["seq"], one["id"], one["text"]) for one in items] == theirs

    def check_replay(self, person: Person, replay: Replay) -> None:
        """I7: a resume brings the log after the cursor, exactly."""
        assert replay.epoch == self.head.epoch, "recovered, but history is another one"
        theirs = [f.pos for f in self.facts if visible(person, f) and replay.after < f.pos <= replay.until]
        assert replay.positions == theirs, (
            f"{person.kind} resumed after {replay.after}: {replay.positions}, not {theirs}"
        )
        assert replay.until <= self.head.pos, "further than the log"

    def last_for(self, person: Person) -> int:
        """The position of the last event that a person may see."""
        return max((f.pos for f in self.facts if visible(person, f)), default=0)


def _carried(row: Any) -> list[str]:
    """The files that a message or note was sent with."""
    return [one["id"] for one in json.loads(row.attachments or "[]")]


def visible(person: Person, row: Any) -> bool:
    return person.kind == "agent" or row.visitor_id == person.id


def _read(tx: Tx, project_id: str) -> Rows:
    def of(query: Select[Any]) -> list[Any]:
        return list(tx.execute(query))

    where = {table.name: table.c.project_id == project_id for table in _TABLES}
    tables = {
        "fact": of(select(fact).where(where["fact"]).order_by(fact.c.pos)),
        "message": of(select(message).where(where["message"]).order_by(message.c.conversation_id, message.c.seq)),
        **{table.name: of(select(table).where(where[table.name])) for table in _TABLES[2:]},
    }
    return Rows(head(tx, project_id), tables)


# What may change who is responsible, whoever it was before.
_MOVES = {"conversation_reopened", "conversation_returned", "conversation_transferred"}
_FACTS = {
    "conversation_started", "message_posted", "conversation_assigned", "conversation_closed", "conversation_reopened",
    "conversation_returned", "conversation_transferred", "conversation_snoozed", "conversation_woken", "messages_seen",
    "visitor_changed", "agent_changed", "agent_left", "agent_sessions_ended",
    "project_renamed", "project_settled", "note_posted", "mention_seen", "conversation_changed",
    "routing_changed", "hours_changed", "conversation_kept",
    "message_edited", "message_recalled",
}  # fmt: skip
_TABLES = (fact, message, conversation, read_mark, conversation_count, agent, note, mention, earlier_text, file)
