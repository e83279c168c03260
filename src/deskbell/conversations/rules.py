"""Decisions about conversations: a row and values in, the row changed or an answer out."""

from collections.abc import Sequence

import msgspec

from deskbell.conversations.tables import ConversationRow

SNIPPET = 200


def after_visitor_wrote(row: ConversationRow, ts: int) -> None:
    """A visitor's message waits for an answer, from its responsible agent or from whoever takes it from the queue."""
    row.status = "queuing" if row.assignee_id is None else "awaiting_reply"
    if row.waiting_since is None:
        row.waiting_since = ts


def after_agent_wrote(row: ConversationRow) -> None:
    """An agent's message answers, whoever of the team wrote it."""
    row.status = "replied"
    row.waiting_since = None
    row.given_at = row.had_by = None


def after_given(row: ConversationRow, ts: int, had: Sequence[str]) -> None:
    """Routing chose whom it goes to: from now on their first answer is waited for."""
    row.given_at = None if row.waiting_since is None else ts
    row.had_by = msgspec.json.encode(had).decode()


def after_taken(row: ConversationRow) -> None:
    """Somebody of the team chose to have it: nobody takes it from them."""
    row.given_at = row.had_by = None


def had_by(row: ConversationRow) -> list[str]:
    """Whom routing gave it to since somebody last answered."""
    return [] if row.had_by is None else msgspec.json.decode(row.had_by, type=list[str])


def after_assigned(row: ConversationRow, agent_id: str, name: str, ts: int) -> None:
    row.assignee_id, row.assignee_name = agent_id, name
    row.received_at = row.received_at or ts
    row.status = "awaiting_reply" if row.waiting_since is not None else "replied"


def after_returned(row: ConversationRow) -> None:
    """Back in the queue. Routing gives away those that wait; an answered one may be taken, or waits when they write."""
    row.assignee_id = row.assignee_name = None
    row.given_at = None
    row.status = "queuing"


def after_closed(row: ConversationRow, ts: int) -> None:
    row.status = "closed"
    row.closed_at = ts
    row.waiting_since = None
    row.given_at = row.had_by = None


def after_visitor_reopened(row: ConversationRow) -> None:
    """Back to the queue: routing prefers the agent who had it, if that one is here."""
    row.closed_at = None
    row.assignee_id = row.assignee_name = None


def after_agent_reopened(row: ConversationRow, agent_id: str, name: str) -> None:
    """Whoever reopens it is responsible for it."""
    row.closed_at = None
    row.assignee_id, row.assignee_name = agent_id, name
    row.status = "replied"


def forward(old: int, new: int, head: int) -> int:
    """A position moves forward only, and never past the last item."""
    return max(old, min(new, head))
