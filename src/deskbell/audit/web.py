"""The log over HTTP, for the routes of whoever may read one: filters in the address, and a file to take away."""

from collections.abc import AsyncGenerator
from typing import Annotated, TypeAlias

from litestar.params import Parameter
from litestar.response import Stream

from deskbell.audit.reading import COLUMNS, Filter, Log, csv_part, readable_filter
from deskbell.kit.db import Database
from deskbell.kit.spreadsheets import BEGIN, CSV, csv_line

__all__ = ["CSV", "Filter", "csv_answer", "provide_filter"]

MAX_EXPORTED = 50_000
_LONGEST_MS = 10**14

Group: TypeAlias = Annotated[str | None, Parameter(max_length=40, description="Only actions that begin so: `project`.")]
Who: TypeAlias = Annotated[
    str | None, Parameter(max_length=16, description="Only by this id, or by this kind of somebody.")
]
Since: TypeAlias = Annotated[
    int | None, Parameter(ge=0, le=_LONGEST_MS, description="Only from then on, in ms since 1970 UTC.")
]
Until: TypeAlias = Annotated[
    int | None, Parameter(ge=0, le=_LONGEST_MS, description="Only before then, in ms since 1970 UTC.")
]


async def provide_filter(group: Group = None, who: Who = None, since: Since = None, until: Until = None) -> Filter:
    """The filter of a request, or `BadInput`."""
    return readable_filter(Filter(group, who, since, until))


def csv_answer(db: Database, log: Log, wanted: Filter) -> Stream:
    """The log as a file, written while it is read, its newest 50,000 lines."""
    return Stream(
        _lines(db, log, wanted),
        media_type=CSV,
        headers={"Content-Disposition": 'attachment; filename="audit-log.csv"'},
    )


async def _lines(db: Database, log: Log, wanted: Filter) -> AsyncGenerator[str, None]:
    yield BEGIN + csv_line(COLUMNS)
    after, written = None, 0
    while True:
        part, count, after = await db.read(csv_part, log, wanted=wanted, after=after)
        written += count
        yield part
        if after is None or written >= MAX_EXPORTED:
            return
