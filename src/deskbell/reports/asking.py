"""Asking: whose figures somebody may see, and the conversations behind a number."""

from typing import Any, Literal, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import ColumnElement, Row, Select, false, or_, select, tuple_

from deskbell.conversations import tags_of
from deskbell.kit.clock import SECOND
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, NotFound
from deskbell.kit.ids import is_id
from deskbell.projects import project_by_id
from deskbell.reports.rules import Days, hours_within
from deskbell.reports.tables import report_conversation
from deskbell.team import PERMISSIONS, Agent, agent_names_ever, group_names_ever, known_agent
from deskbell.visitors import visitor

Number: TypeAlias = Literal["started", "assigned", "replied", "unanswered", "reopened", "closed"]
NOBODY = "none"
_DIGITS = 15
c = report_conversation.c
_LASTED: dict[str, ColumnElement[Any]] = {
    "assigned": c.assigned_at - c.started_at,
    "replied": c.replied_at - c.started_at,
    "closed": c.closed_at - c.started_at,
}

_FULFILS: dict[str, tuple[ColumnElement[bool], ...]] = {
    "assigned": (c.assigned_at.is_not(None),),
    "replied": (c.replied_at.is_not(None),),
    "unanswered": (c.replied_at.is_(None),),
    "reopened": (c.reopened > 0,),
}


class Scope(NamedTuple):
    """A project, or what one agent did in it."""

    project_id: str
    agent_id: str | None


class Wanted(msgspec.Struct, frozen=True):
    """Which conversations: those that a number counts. Id *none*: of no agent, or no group.

    `hour`: of the week in which they began; `at_least` and `below`: how many seconds it took.
    """

    days: Days
    number: Number = "started"
    agent_id: str | None = None
    group_id: str | None = None
    tag_id: str | None = None
    hour: int | None = None
    at_least: int | None = None
    below: int | None = None


class Counted(msgspec.Struct):
    """One conversation as a number counts it. Times in milliseconds; what has not happened is null."""

    id: str
    visitor: str
    agent: str | None
    group: str | None
    tags: list[str]
    started_at: int
    assigned_at: int | None
    replied_at: int | None
    closed_at: int | None
    reopened: int
    visitor_messages: int
    team_messages: int


class CountedPage(msgspec.Struct):
    """A page of them, newest first, and where the next one begins."""

    items: list[Counted]
    next: str | None


def scope_of(agent: Agent, agent_id: str | None) -> Scope:
    """What this agent may see: everything, or their own figures alone."""
    if "reports.see" in PERMISSIONS[agent.role]:
        return Scope(agent.project_id, agent_id)
    if agent_id not in {None, agent.id}:
        raise NotFound
    return Scope(agent.project_id, agent.id)


def require_known(tx: Tx, scope: Scope) -> None:
    """`NotFound` for an agent whom the project never had."""
    if scope.agent_id not in {None, NOBODY} and not known_agent(tx, scope.project_id, scope.agent_id or ""):
        raise NotFound


def counted_page(tx: Tx, scope: Scope, *, wanted: Wanted, after: str | None, limit: int) -> CountedPage:
    """The conversations behind a number; `NotFound` for one of an agent, a group or a tag that is not known here."""
    require_known(tx, scope)
    if wanted.group_id not in {None, NOBODY, *group_names_ever(tx, scope.project_id)}:
        raise NotFound
    zone = ZoneInfo(project_by_id(tx, scope.project_id).time_zone)
    at = c.closed_at if wanted.number == "closed" else c.started_at
    query = _query(tx, scope, wanted, zone).order_by(at.desc(), c.id.desc()).limit(limit + 1)
    if after is not None:
        query = query.where(tuple_(at, c.id) < tuple_(*_place(after)))
    rows = tx.execute(query).all()
    items = _items(tx, scope.project_id, rows[:limit])
    if len(rows) <= limit:
        return CountedPage(items, None)
    last = items[-1]
    return CountedPage(items, f"{last.closed_at if wanted.number == 'closed' else last.started_at}.{last.id}")


def _query(tx: Tx, scope: Scope, wanted: Wanted, zone: ZoneInfo) -> Select[Any]:
    where = [c.project_id == scope.project_id, *_counts(wanted, zone)]
    if scope.agent_id is not None:
        where.append(_is(c.agent_id, scope.agent_id))
    if wanted.group_id is not None:
        where.append(_is(c.group_id, wanted.group_id))
    if wanted.tag_id is not None:
        tags = _tag_ids(tx, scope, wanted.tag_id)
        where.append(or_(*(c.tags.contains(f" {one} ", autoescape=True) for one in tags)))
    same = (visitor.c.project_id == c.project_id) & (visitor.c.id == c.visitor_id)
    columns = (*report_conversation.columns, visitor.c.name.label("visitor_name"))
    return select(*columns).outerjoin(visitor, same).where(*where)


def _counts(wanted: Wanted, zone: ZoneInfo) -> list[ColumnElement[bool]]:
    """What a conversation fulfils that the number counts."""
    begin, end = wanted.days.moments(zone)
    at = c.closed_at if wanted.number == "closed" else c.started_at
    where = [at >= begin, at < end, *_FULFILS.get(wanted.number, ())]
    if wanted.hour is not None:
        spans = hours_within(wanted.days, wanted.hour, zone)
        where.append(or_(false(), *((c.started_at >= since) & (c.started_at < until) for since, until in spans)))
    lasted = _LASTED.get(wanted.number)
    if lasted is not None and wanted.at_least is not None:
        where.append(lasted >= wanted.at_least * SECOND)
    if lasted is not None and wanted.below is not None:
        where.append(lasted < wanted.below * SECOND)
    return where


def _items(tx: Tx, project_id: str, rows: "list[Row[Any]] | Any") -> list[Counted]:  # noqa: ANN401 - rows of a join
    agents = agent_names_ever(tx, project_id)
    groups = group_names_ever(tx, project_id)
    tags = {id_: one.name for one in tags_of(tx, project_id) for id_ in (one.id, *one.was)}
    return [
        Counted(
            row.id, row.visitor_name or "", agents.get(row.agent_id), groups.get(row.group_id),
            list(dict.fromkeys(tags[one] for one in row.tags.split() if one in tags)),
            row.started_at, row.assigned_at, row.replied_at, row.closed_at, row.reopened, row.visitor_messages,
            row.team_messages,
        )
        for row in rows
    ]  # fmt: skip


def _is(column: ColumnElement[Any], wanted: str) -> ColumnElement[bool]:
    return column.is_(None) if wanted == NOBODY else column == wanted


def _tag_ids(tx: Tx, scope: Scope, tag_id: str) -> list[str]:
    """The tag's id, and those of what was merged into it."""
    for one in tags_of(tx, scope.project_id):
        if tag_id in {one.id, *one.was}:
            return [one.id, *one.was]
    raise NotFound


def _place(after: str) -> tuple[int, str]:
    at, _, id_ = after.partition(".")
    if not (at.isascii() and at.isdigit() and len(at) <= _DIGITS and is_id(id_)):
        raise BadInput("bad_cursor", field="after")
    return int(at), id_
