"""Following the log: the next facts are read and summed up beside the writer, which only stores what came out."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import delete, or_, select

from deskbell.eventlog import heads_everywhere, read_after
from deskbell.kit.db import Tx, columns_of
from deskbell.projects import project_is_open, projects_by_id
from deskbell.reports.rules import Days, day_of, figures_of
from deskbell.reports.tables import Told, report_conversation, report_cursor, report_day
from deskbell.reports.telling import tell

AT_ONCE = 1_000
_encoder = msgspec.json.Encoder()
_COLUMNS = columns_of(report_conversation)
_DAY_COLUMNS = columns_of(report_day)
c = report_conversation.c


class Following(msgspec.Struct, frozen=True):
    """Reports, acting in one project."""

    project_id: str


class Step(NamedTuple):
    """What the next facts tell: from where to where in the log, conversations, and whole days anew."""

    began_from: int | None
    pos: int
    time_zone: str
    told: list[Told]
    # None: all there are.
    days: list[str] | None
    sums: list[tuple[str, str, str, str, str]]


def behind(tx: Tx) -> list[str]:
    """Projects of whose log something is still to be told."""
    told = {row.project_id: row.pos for row in tx.execute(select(report_cursor.c.project_id, report_cursor.c.pos))}
    return [one for one, pos in heads_everywhere(tx).items() if told.get(one, 0) < pos]


def next_step(tx: Tx, project_id: str, *, at_once: int = AT_ONCE) -> Step | None:
    """What the next facts of a project tell; None where there are none. A closed project is left alone."""
    found = projects_by_id(tx, [project_id]).get(project_id)
    if found is None or found.closed_at is not None:
        return None
    cursor = tx.execute(select(report_cursor).where(report_cursor.c.project_id == project_id)).one_or_none()
    began_from = None if cursor is None else cursor.pos
    facts = read_after(tx, project_id, began_from or 0, at_once)
    moved = cursor is not None and cursor.time_zone != found.time_zone
    if not facts and not moved:
        return None
    pos = facts[-1].pos if facts else began_from or 0
    zone = ZoneInfo(found.time_zone)
    before = _known(tx, project_id, [fact.body for fact in facts])
    days = {day for one in before.values() for day in _days_of(one, zone)}
    told = tell(facts, before.get)
    days |= {day for one in told.values() for day in _days_of(one, zone)}
    if moved:
        days |= {day for one in _rows(tx, project_id) for day in _days_of(one, zone)}
    sums = [line for day in sorted(days) for line in _sums(tx, project_id, day, zone, told)]
    return Step(began_from, pos, found.time_zone, list(told.values()), None if moved else sorted(days), sums)


def take_step(tx: Tx, actor: Following, *, step: Step) -> bool:
    """Store it, unless another node was quicker or somebody has closed the project meanwhile."""
    project_id = actor.project_id
    here = select(report_cursor.c.pos).where(report_cursor.c.project_id == project_id)
    if tx.execute(here).scalar_one_or_none() != step.began_from or not project_is_open(tx, project_id):
        return False
    columns = _COLUMNS[2:]
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns)
    rows = [msgspec.structs.astuple(one) for one in step.told]
    tx.upsert_many(report_conversation, _COLUMNS[:2], columns, rows, on=changes)
    old = delete(report_day).where(report_day.c.project_id == project_id)
    tx.execute(old if step.days is None else old.where(report_day.c.day.in_(step.days)))
    tx.insert_many(report_day, _DAY_COLUMNS, step.sums)
    there = (project_id, step.pos, step.time_zone)
    tx.upsert_many(
        report_cursor, ("project_id",), ("pos", "time_zone"), [there],
        on="pos = excluded.pos, time_zone = excluded.time_zone",
    )  # fmt: skip
    return True


def forget_told(tx: Tx, actor: Following) -> None:
    """Throw away what was told of a project; following begins with the first fact again."""
    for table in (report_cursor, report_day, report_conversation):
        tx.execute(delete(table).where(table.c.project_id == actor.project_id))


def _known(tx: Tx, project_id: str, bodies: Sequence[str]) -> dict[str, Told]:
    """What was known of the conversations that these facts are about."""
    ids = {one.conv for one in map(_of.decode, bodies) if one.conv}
    found = tx.match(report_conversation, ("project_id", "id"), _COLUMNS, [(project_id, one) for one in ids]).rows()
    return {one.id: one for one in (Told(*row) for row in found)}


def _sums(
    tx: Tx, project_id: str, day: str, zone: ZoneInfo, changed: dict[str, Told]
) -> Iterable[tuple[str, str, str, str, str]]:
    begin, end = Days(day, day).moments(zone)
    within = or_((c.started_at >= begin) & (c.started_at < end), (c.closed_at >= begin) & (c.closed_at < end))
    told = {one.id: one for one in _rows(tx, project_id, within)} | changed
    # In one order, so that what is told again is the same to the letter.
    in_order = [told[id_] for id_ in sorted(told)]
    for (kind, part), figures in figures_of(day, zone, in_order).items():
        yield project_id, day, kind, part, _encoder.encode(figures).decode()


def _rows(tx: Tx, project_id: str, *where: Any) -> list[Told]:  # noqa: ANN401 - SQLAlchemy's conditions
    return [
        Told(*row) for row in tx.execute(select(*report_conversation.columns).where(c.project_id == project_id, *where))
    ]


def _days_of(one: Told, zone: ZoneInfo) -> set[str]:
    return {day_of(at, zone) for at in (one.started_at, one.closed_at) if at is not None}


class _Of(msgspec.Struct):
    conv: str | None = None


_of = msgspec.json.Decoder(_Of)
