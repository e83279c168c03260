"""Decisions about conversations: a row and values in, the row changed or an answer out."""

from collections.abc import Sequence

import msgspec

from deskbell.conversations.events import Message
from deskbell.conversations.tables import ConversationRow
from deskbell.kit.clock import DAY, HOUR, MINUTE, SECOND
from deskbell.kit.errors import BadInput, Conflict, Forbidden

SNIPPET = 200
MAX_SNOOZE = 366 * DAY
CHANGEABLE_FOR = DAY
_LATELY = 30 * MINUTE
_ENOUGH = 3


def after_visitor_wrote(row: ConversationRow, ts: int) -> None:
    """A visitor's message waits for an answer, from its responsible agent or from whoever takes it from the queue."""
    row.snoozed_until = None
    row.status = "queuing" if row.assignee_id is None else "awaiting_reply"
    if row.waiting_since is None:
        row.waiting_since = ts


def after_agent_wrote(row: ConversationRow) -> None:
    """An agent's message answers, whoever of the team wrote it."""
    row.status = "replied"
    row.waiting_since = row.snoozed_until = None
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
    row.snoozed_until = row.released_by = None
    row.status = "awaiting_reply" if row.waiting_since is not None else "replied"


def after_returned(row: ConversationRow) -> None:
    """Back in the queue. Routing gives away those that wait; an answered one may be taken, or waits when they write."""
    row.assignee_id = row.assignee_name = row.snoozed_until = row.given_at = None
    row.status = "queuing"


def after_released(row: ConversationRow, by: str) -> None:
    """Back in the queue by somebody's own hand: for anybody else, and as long waiting as it was."""
    after_returned(row)
    row.group_id, row.released_by = None, by


def after_queued_for(row: ConversationRow, group_id: str, ts: int) -> None:
    """Of a group somebody shall have it, also where nothing is unanswered: that is why it was given to the group."""
    after_returned(row)
    row.group_id, row.released_by, row.had_by = group_id, None, None
    row.waiting_since = row.waiting_since or ts


def after_snoozed(row: ConversationRow, until: int) -> None:
    """Set aside, with whoever is responsible."""
    row.status = "pending"
    row.snoozed_until = until
    row.given_at = None


def after_woken(row: ConversationRow, ts: int) -> None:
    """Its time has come: somebody has to do something about it, answered or not."""
    row.status = "awaiting_reply"
    row.snoozed_until = None
    row.waiting_since = row.waiting_since or ts


def after_put_back(row: ConversationRow) -> None:
    """Open again, in the status that follows from the rest of the row."""
    row.closed_at = row.given_at = row.had_by = None
    if row.assignee_id is None:
        row.status = "queuing"
    elif row.snoozed_until is not None:
        row.status = "pending"
    else:
        row.status = "replied" if row.waiting_since is None else "awaiting_reply"


def after_closed(row: ConversationRow, ts: int) -> None:
    row.status = "closed"
    row.closed_at = ts
    row.waiting_since = row.snoozed_until = None
    row.given_at = row.had_by = None


def after_visitor_reopened(row: ConversationRow) -> None:
    """Back to the queue: routing prefers the agent who had it, if that one is here."""
    row.closed_at = None
    row.assignee_id = row.assignee_name = None


def after_agent_reopened(row: ConversationRow, agent_id: str, name: str) -> None:
    """Whoever reopens it is responsible for it."""
    row.closed_at = None
    row.assignee_id, row.assignee_name = agent_id, name
    row.released_by = None
    row.status = "replied"


def readable_snooze(until: int, now: int) -> int:
    """Until when something may be set aside: within the coming year."""
    if not now < until <= now + MAX_SNOOZE:
        raise BadInput("bad_snooze", field="until")
    return until


def require_changeable(message: Message, agent_id: str, *, now: int) -> None:
    """Refuse to change what somebody else wrote, or what has stood for too long."""
    if message.kind == "system" or message.author.id != agent_id:
        raise Forbidden
    if now - message.ts > CHANGEABLE_FOR:
        raise Conflict("too_late_to_change", hours=CHANGEABLE_FOR // HOUR)


def forward(old: int, new: int, head: int) -> int:
    """A position moves forward only, and never past the last item."""
    return max(old, min(new, head))


def estimated_wait(position: int, picked_up: Sequence[int], now: int) -> int | None:
    """About how long somebody at this place waits, by how often conversations were picked up lately.

    None when too few were to tell.
    """
    recent = [at for at in picked_up if now - _LATELY <= at <= now]
    if len(recent) < _ENOUGH:
        return None
    return (now - min(recent)) * position // len(recent)


def ask_again_after(position: int) -> int:
    """The further behind, the less often: a long queue must not become a flood of questions."""
    return min(60, max(5, position * 3)) * SECOND
