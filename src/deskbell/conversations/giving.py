"""Giving: what routing sees of a project's conversations, and what it does with one."""

from collections.abc import Collection

import msgspec
from sqlalchemy import func, or_, select

from deskbell.conversations.assigning import SYSTEM, Assignable, AssignedWhy, Given, assign_in_ledger, opened
from deskbell.conversations.events import ConversationKept, Moved, Reason, Why
from deskbell.conversations.ledger import state_of, team_state_of
from deskbell.conversations.tables import conversation, conversation_count
from deskbell.kit.db import Tx
from deskbell.presence import here

c = conversation.c


class Waiting(msgspec.Struct, frozen=True):
    """A conversation in the queue, as routing sees it."""

    id: str
    waiting_since: int
    last_agent_id: str | None
    group_id: str | None = None
    released_by: str | None = None


class Unanswered(msgspec.Struct, frozen=True):
    """A conversation that routing gave to somebody who has not answered yet. `kept`: nobody else could take it."""

    id: str
    waiting_since: int
    agent_id: str
    given_at: int
    had_by: frozenset[str]
    kept: bool
    group_id: str | None = None


def waiting_in_queue(tx: Tx, project_id: str, *, limit: int, but_for: Collection[str] = ()) -> list[Waiting]:
    """The head of the queue, in order of waiting, without what waits for these groups."""
    query = (
        select(c.id, c.waiting_since, c.assigned_why, c.group_id, c.released_by)
        .where(c.project_id == project_id, c.status == "queuing", c.waiting_since.is_not(None))
        .where(or_(c.group_id.is_(None), c.group_id.not_in(but_for)))
        .order_by(c.waiting_since, c.id)
        .limit(limit)
    )
    whys = ((row, _why(row.assigned_why)) for row in tx.execute(query))
    return [
        Waiting(row.id, row.waiting_since, why and why.agent_id, row.group_id, row.released_by) for row, why in whys
    ]


def given_unanswered(tx: Tx, project_id: str, *, limit: int) -> list[Unanswered]:
    """What routing gave to somebody who has not answered yet, the longest ago first."""
    query = (
        select(c.id, c.waiting_since, c.assignee_id, c.given_at, c.had_by, c.assigned_why, c.group_id)
        .where(c.project_id == project_id, c.given_at.is_not(None))
        .order_by(c.given_at, c.id)
        .limit(limit)
    )
    return [
        Unanswered(
            row.id,
            row.waiting_since or row.given_at,
            row.assignee_id,
            row.given_at,
            frozenset(msgspec.json.decode(row.had_by, type=list[str])),
            kept=(why := _why(row.assigned_why)) is not None and why.reason == "kept",
            group_id=row.group_id,
        )
        for row in tx.execute(query)
    ]


def busy_agents(tx: Tx, project_id: str, *, idle_before: int | None) -> dict[str, int]:
    """How many conversations count for each agent's limit: those awaiting a reply, and those replied to.

    Of the latter only those in which something was said since `idle_before`; None: all.
    """
    kept = select(conversation_count.c.assignee_id, conversation_count.c.status, conversation_count.c.n).where(
        conversation_count.c.project_id == project_id,
        conversation_count.c.assignee_id != "",
        conversation_count.c.status.in_(["awaiting_reply", "replied"]),
        conversation_count.c.n > 0,
    )
    busy: dict[str, int] = {}
    replied: set[str] = set()
    for row in tx.execute(kept):
        if row.status == "replied" and idle_before is not None:
            replied.add(row.assignee_id)
        else:
            busy[row.assignee_id] = busy.get(row.assignee_id, 0) + row.n
    if replied:
        lively = (
            select(c.assignee_id, func.count().label("n"))
            .where(
                c.project_id == project_id,
                c.assignee_id.in_(replied),
                c.closed_at.is_(None),
                c.status == "replied",
                c.last_message_at >= idle_before,
            )
            .group_by(c.assignee_id)
        )
        for row in tx.execute(lively):
            busy[row.assignee_id] = busy.get(row.assignee_id, 0) + row.n
    return busy


def projects_to_route(tx: Tx) -> set[str]:
    """The projects in which somebody waits for an agent, or for the first answer of one."""
    waiting = select(conversation_count.c.project_id).where(
        conversation_count.c.status == "queuing", conversation_count.c.n > 0
    )
    given = select(c.project_id).where(c.given_at.is_not(None)).distinct()
    return {*tx.execute(waiting).scalars(), *tx.execute(given).scalars()}


def absent_with_unanswered(tx: Tx) -> tuple[int, set[tuple[str, str]]]:
    """The time, and who was given something, has not answered and is not here: (project, agent)."""
    given = select(c.project_id, c.assignee_id).where(c.given_at.is_not(None)).distinct()
    theirs = {(row.project_id, row.assignee_id) for row in tx.execute(given)}
    online = here(tx, {agent_id for _, agent_id in theirs})
    return tx.now, {(project_id, agent_id) for project_id, agent_id in theirs if agent_id not in online}


def give_conversation(
    tx: Tx, project_id: str, *, conversation_id: str, agent: Assignable, reason: Reason, given: Given
) -> None:
    """Give a conversation to an agent whom routing chose; nothing if it waits no longer for a first answer."""
    ledger, row = opened(tx, project_id, conversation_id)
    if row.status == "queuing" or row.given_at is not None:
        assign_in_ledger(tx, ledger, row, agent, reason, by=SYSTEM, given=given)
        ledger.write()


def keep_conversation(tx: Tx, project_id: str, *, conversation_id: str, minutes: int) -> None:
    """Tell the team that it stays with whoever is slow, for nobody else can take it."""
    ledger, row = opened(tx, project_id, conversation_id)
    before = _why(row.assigned_why)
    if row.given_at is None or before is None:
        return
    why = AssignedWhy("kept", SYSTEM, ledger.next_ts(row), before.agent_id, before.load, before.limit, minutes)
    row.assigned_why = msgspec.json.encode(why).decode()
    team = Moved(team_state_of(row), why=Why(why.reason, why.by, why.at, why.load, why.limit, why.minutes))
    ledger.enter_for_team(row, "conversation_kept", SYSTEM, data=ConversationKept(state_of(row)), team=team)
    ledger.write()


def _why(assigned_why: str | None) -> AssignedWhy | None:
    return None if assigned_why is None else msgspec.json.decode(assigned_why, type=AssignedWhy)
