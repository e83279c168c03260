"""Queueing: a follower of the log, which keeps its place there, notes what is to be told on whose device."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select, update

from deskbell.eventlog import Fact, head, heads, read_after
from deskbell.kit.db import Tx
from deskbell.notifications.choosing import chosen_by
from deskbell.notifications.push.rules import LATER_MS, SOON_MS, Body, News, is_wished, news_in
from deskbell.notifications.tables import push_cursor, push_device, push_due
from deskbell.presence import agents_here
from deskbell.team import group_members, reachable_agents

PAGE = 200
_KEYS = ("project_id", "device_id", "conversation_id")
_NEW = ("agent_id", "kind", "until", "who", "text", "created_at", "due_at", "attempts")
_TELLS = (
    "conversation_started", "conversation_returned", "conversation_reopened", "conversation_assigned",
    "conversation_transferred", "message_posted", "note_posted",
)  # fmt: skip


class Follower(msgspec.Struct, frozen=True):
    """Whoever follows a project's log for those who are not here."""

    project_id: str


class _Team(msgspec.Struct):
    state: "_TeamState | None" = None


class _TeamState(msgspec.Struct):
    group_id: str | None = None


def projects_behind(tx: Tx) -> list[str]:
    """Those whose log has grown since it was read last."""
    read = {row.project_id: row.followed_to for row in tx.execute(select(push_cursor))}
    return [one for one, end in heads(tx, list(read)).items() if end.pos != read[one]]


def queue_next(tx: Tx, follower: Follower) -> bool:
    """Read on in the log, and note what is to be told. False once its end is reached."""
    project_id = follower.project_id
    here = push_cursor.c.project_id == project_id
    pos = tx.execute(select(push_cursor.c.followed_to).where(here)).scalar_one_or_none()
    if pos is None:
        return False
    facts = read_after(tx, project_id, pos, PAGE)
    # A restored backup may end before the place: what it holds was told.
    end = facts[-1].pos if facts else head(tx, project_id).pos
    tx.execute(update(push_cursor).where(here).values(followed_to=end))
    told = [fact for fact in facts if fact.type in _TELLS]
    if told:
        _note(tx, project_id, told)
    return len(facts) == PAGE


def _note(tx: Tx, project_id: str, facts: Sequence[Fact]) -> None:
    devices = tx.execute(
        select(push_device.c.agent_id, push_device.c.id).where(push_device.c.project_id == project_id)
    ).all()
    agents = {one.id: one for one in reachable_agents(tx, project_id, {row.agent_id for row in devices})}
    choices, groups = chosen_by(tx, project_id, agents), group_members(tx, project_id)
    present = agents_here(tx, project_id)
    rows: dict[tuple[str, str], tuple[object, ...]] = {}
    for fact in facts:
        body = msgspec.json.decode(fact.body, type=Body)
        team = msgspec.json.decode(fact.team, type=_Team) if fact.team else _Team()
        group_id = team.state.group_id if team.state else None
        for news in news_in(body, pos=fact.pos, group_id=group_id, groups=groups, to=agents):
            if not is_wished(choices[news.agent_id], news.kind, agents[news.agent_id].availability):
                continue
            due = tx.now + (LATER_MS if news.agent_id in present else SOON_MS)
            for row in devices:
                if row.agent_id == news.agent_id:
                    rows[row.id, news.conversation_id] = _row(project_id, row.id, news, tx.now, due)
    tx.upsert_many(
        push_due, _KEYS, _NEW, list(rows.values()), on=", ".join(f"{name} = excluded.{name}" for name in _NEW)
    )


def _row(project_id: str, device_id: str, news: News, now: int, due: int) -> tuple[object, ...]:
    return (
        project_id, device_id, news.conversation_id,
        news.agent_id, news.kind, news.until, news.who[:80], news.text, now, due, 0,
    )  # fmt: skip
