"""Exporting: the conversations behind a number as lines of a file."""

from collections.abc import AsyncGenerator
from datetime import datetime
from zoneinfo import ZoneInfo

from deskbell.kit.clock import SECOND
from deskbell.kit.db import Database, Tx
from deskbell.kit.spreadsheets import BEGIN, csv_line
from deskbell.projects import project_by_id
from deskbell.reports.asking import Counted, Scope, Wanted, counted_page

COLUMNS = (
    "conversation", "visitor", "agent", "group", "tags", "started", "assigned", "first_reply", "closed",
    "wait_seconds", "first_reply_seconds", "resolution_seconds", "reopened", "visitor_messages", "team_messages",
)  # fmt: skip
MAX_EXPORTED = 50_000
_AT_ONCE = 500


async def csv_lines(db: Database, scope: Scope, wanted: Wanted) -> AsyncGenerator[str, None]:
    """The newest 50,000, written while they are read; times by the project's clock."""
    yield BEGIN + csv_line(COLUMNS)
    zone = await db.read(_zone, scope.project_id)
    after, written = None, 0
    while True:
        page = await db.read(counted_page, scope, wanted=wanted, after=after, limit=_AT_ONCE)
        yield "".join(csv_line(_cells(one, zone)) for one in page.items)
        written += len(page.items)
        after = page.next
        if after is None or written >= MAX_EXPORTED:
            return


def _zone(tx: Tx, project_id: str) -> ZoneInfo:
    return ZoneInfo(project_by_id(tx, project_id).time_zone)


def _cells(one: Counted, zone: ZoneInfo) -> tuple[str, ...]:
    times = (one.started_at, one.assigned_at, one.replied_at, one.closed_at)
    return (
        one.id, one.visitor, one.agent or "", one.group or "", "; ".join(one.tags),
        *(_shown(at, zone) for at in times),
        *("" if at is None else str((at - one.started_at) // SECOND) for at in times[1:]),
        str(one.reopened), str(one.visitor_messages), str(one.team_messages),
    )  # fmt: skip


def _shown(at: int | None, zone: ZoneInfo) -> str:
    return "" if at is None else datetime.fromtimestamp(at // SECOND, zone).isoformat()
