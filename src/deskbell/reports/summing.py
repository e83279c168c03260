"""Summing: the figures of some days beside those of as many days before, whole and by agent, group and tag."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import and_, or_, select

from deskbell.conversations import tags_of
from deskbell.kit.db import Tx
from deskbell.projects import project_by_id
from deskbell.reports.asking import NOBODY, Scope, require_known
from deskbell.reports.rules import Days, Figures, Kind, Spread, day_of, spread_of, summed
from deskbell.reports.tables import report_day
from deskbell.team import agent_names_ever, group_names_ever

_figures = msgspec.json.Decoder(Figures)
_WEEK = 7 * 24
c = report_day.c


class Numbers(msgspec.Struct):
    """How many, and how long it took them, in seconds.

    All count on the day their conversation began, but `closed` and `resolution` on the day it was closed. `wait`: until
    somebody became responsible; `reply`: until an agent first answered; `resolution`: until it was closed.
    """

    started: int
    assigned: int
    replied: int
    reopened: int
    closed: int
    visitor_messages: int
    team_messages: int
    wait: Spread
    reply: Spread
    resolution: Spread


class DayNumbers(msgspec.Struct):
    """One day in short."""

    day: str
    started: int
    closed: int
    reply: int | None
    """The middle of the first replies, in seconds."""


class PartNumbers(msgspec.Struct):
    """The numbers of an agent, group or tag. Id *none*: of no agent, or no group. What is gone has no name."""

    id: str
    name: str | None
    numbers: Numbers


class Report(msgspec.Struct):
    """The figures of some days, by the project's clock.

    `hours`: how many conversations began in each hour of the week, from Monday's first on. `own`: of one agent alone.
    """

    first: str
    last: str
    today: str
    time_zone: str
    own: bool
    ever: bool
    now: Numbers
    before: Numbers
    days: list[DayNumbers]
    hours: list[int]
    by_agent: list[PartNumbers]
    by_group: list[PartNumbers]
    by_tag: list[PartNumbers]


def report(tx: Tx, scope: Scope, *, days: Days) -> Report:
    """The figures of these days for whoever may see them."""
    require_known(tx, scope)
    project = project_by_id(tx, scope.project_id)
    mine: tuple[Kind, str] = ("all", "") if scope.agent_id is None else ("agent", scope.agent_id)
    lines = _lines(tx, scope.project_id, days, mine)
    whole = {day: one for day, kind, part, one in lines if (kind, part) == mine}
    before = days.before
    now = summed(one for day, one in whole.items() if day >= days.first)
    parts = [line for line in lines if line[0] >= days.first and scope.agent_id is None]
    return Report(
        days.first,
        days.last,
        day_of(tx.now, ZoneInfo(project.time_zone)),
        project.time_zone,
        scope.agent_id is not None,
        bool(whole) or _ever(tx, scope.project_id),
        numbers_of(now),
        numbers_of(summed(one for day, one in whole.items() if before.first <= day <= before.last)),
        [_day(day, whole.get(day)) for day in days.each()],
        [now.hours.get(hour, 0) for hour in range(_WEEK)],
        _named(parts, "agent", agent_names_ever(tx, scope.project_id)),
        _named(parts, "group", group_names_ever(tx, scope.project_id)),
        _tags(tx, scope.project_id, parts),
    )


def numbers_of(sums: Figures) -> Numbers:
    """What is shown of these sums."""
    return Numbers(
        sums.started, sums.assigned, sums.replied, sums.reopened, sums.closed, sums.visitor_messages,
        sums.team_messages, spread_of(sums.wait), spread_of(sums.reply), spread_of(sums.resolution),
    )  # fmt: skip


_Line = tuple[str, str, str, Figures]


def _lines(tx: Tx, project_id: str, days: Days, mine: tuple[Kind, str]) -> list[_Line]:
    """Of the days before only the whole is wanted."""
    earlier = and_(c.day < days.first, c.kind == mine[0], c.part == mine[1])
    wanted = c.day >= days.first if mine[0] == "all" else and_(c.kind == mine[0], c.part == mine[1])
    query = select(c.day, c.kind, c.part, c.figures).where(
        c.project_id == project_id, c.day >= days.before.first, c.day <= days.last, or_(earlier, wanted)
    )
    return [(row.day, row.kind, row.part, _figures.decode(row.figures)) for row in tx.execute(query)]


def _ever(tx: Tx, project_id: str) -> bool:
    """Whether anybody has ever written."""
    query = select(c.day).where(c.project_id == project_id).limit(1)
    return tx.execute(query).first() is not None


def _day(day: str, sums: Figures | None) -> DayNumbers:
    return (
        DayNumbers(day, 0, 0, None)
        if sums is None
        else DayNumbers(day, sums.started, sums.closed, spread_of(sums.reply).median)
    )


def _named(lines: Iterable[_Line], kind: Kind, names: dict[str, str]) -> list[PartNumbers]:
    found: dict[str, list[Figures]] = {}
    for _, its, part, figures in lines:
        if its == kind:
            found.setdefault(part, []).append(figures)
    return _in_order(
        [PartNumbers(part or NOBODY, names.get(part), numbers_of(summed(some))) for part, some in found.items()]
    )


def _tags(tx: Tx, project_id: str, lines: Sequence[_Line]) -> list[PartNumbers]:
    """A merged tag counts as the one that it became, a deleted one not at all."""
    tags = tags_of(tx, project_id)
    living = {id_: one.id for one in tags for id_ in (one.id, *one.was)}
    known = [(day, kind, living[part], one) for day, kind, part, one in lines if kind == "tag" and part in living]
    return _named(known, "tag", {one.id: one.name for one in tags})


def _in_order(parts: list[PartNumbers]) -> list[PartNumbers]:
    """The busiest first; nobody's last."""
    return sorted(parts, key=lambda one: (one.id == NOBODY, -one.numbers.started - one.numbers.closed, one.id))
