"""Reading: how far each side has received and read, and each agent's own marks. Positions only move forward."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select

from deskbell.conversations.assigning import opened
from deskbell.conversations.events import MessagesSeen, MessagesSeenTeam, Reader
from deskbell.conversations.ledger import state_of, team_state_of
from deskbell.conversations.rules import forward
from deskbell.conversations.tables import ConversationRow, message, read_mark
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.team import Agent
from deskbell.visitors import Visitor

_MARK_KEYS = ("project_id", "conversation_id", "agent_id")


class Mark(NamedTuple):
    """How far an agent has received and read one conversation, in items and in people's messages."""

    delivered: int
    read: int
    read_count: int


def mark_seen(tx: Tx, actor: Agent | Visitor, *, conversation_id: str, delivered: int, read: int) -> None:
    """Move the actor's marks forward to these items; going back or past the end is quietly kept within bounds."""
    ledger, row = opened(tx, actor.project_id, conversation_id)
    before = (row.visitor_delivered, row.visitor_read, row.team_delivered, row.team_read)
    team: MessagesSeenTeam
    if isinstance(actor, Visitor):
        if row.visitor_id != actor.id:
            raise NotFound
        _move_visitor(tx, row, delivered, read)
        team = MessagesSeenTeam(team_state_of(row))
    else:
        team = _move_agent(tx, actor, row, delivered, read)
    if before != (row.visitor_delivered, row.visitor_read, row.team_delivered, row.team_read):
        kind = "visitor" if isinstance(actor, Visitor) else "team"
        ledger.enter_seen(row, kind, actor.author, team)
    elif team.agent_id is not None:
        seen = MessagesSeen(Reader("team"), state_of(row))
        ledger.enter_for_team(row, "messages_seen", actor.author, data=seen, team=team)
    ledger.write()


def mark_own_messages(tx: Tx, wrote: Mapping[tuple[str, str, str], tuple[int, int]]) -> None:
    """Who writes has read what stands above: move the marks of (project, conversation, agent) to their own message."""
    rows = [(*key, seq, seq, count) for key, (seq, count) in wrote.items()]
    _set_marks(tx, rows)


def agents_mark(tx: Tx, agent: Agent, conversation_id: str) -> Mark:
    rows = tx.match(
        read_mark, _MARK_KEYS, ("delivered", "read", "read_count"), [(agent.project_id, conversation_id, agent.id)]
    ).rows()
    return Mark(*rows[0]) if rows else Mark(0, 0, 0)


def _move_visitor(tx: Tx, row: ConversationRow, delivered: int, read: int) -> None:
    reached = forward(row.visitor_read, read, row.last_seq)
    if reached > row.visitor_read:
        row.visitor_read_count = _people_wrote_until(tx, row, reached)
    row.visitor_read = reached
    row.visitor_delivered = max(forward(row.visitor_delivered, delivered, row.last_seq), reached)


def _move_agent(tx: Tx, agent: Agent, row: ConversationRow, delivered: int, read: int) -> MessagesSeenTeam:
    """Move the agent's own mark and, with the foremost agent, the team's; nobody's if the agent's did not move."""
    mark = agents_mark(tx, agent, row.id)
    reached = forward(mark.read, read, row.last_seq)
    got = max(forward(mark.delivered, delivered, row.last_seq), reached)
    if (got, reached) == (mark.delivered, mark.read):
        return MessagesSeenTeam(team_state_of(row))
    count = mark.read_count if reached == mark.read else _people_wrote_until(tx, row, reached)
    _set_marks(tx, [(row.project_id, row.id, agent.id, got, reached, count)])
    row.team_read = max(row.team_read, reached)
    row.team_delivered = max(row.team_delivered, got)
    return MessagesSeenTeam(team_state_of(row), agent.id, got, reached, count)


def _set_marks(tx: Tx, rows: Sequence[tuple[object, ...]]) -> None:
    columns = ("delivered", "read", "read_count")
    tx.upsert_many(read_mark, _MARK_KEYS, columns, rows, on=", ".join(f"{name} = excluded.{name}" for name in columns))


def _people_wrote_until(tx: Tx, row: ConversationRow, seq: int) -> int:
    if seq == row.last_seq:
        return row.message_count
    at = (message.c.project_id == row.project_id, message.c.conversation_id == row.id, message.c.seq == seq)
    return tx.execute(select(message.c.ordinal).where(*at)).scalar_one()
