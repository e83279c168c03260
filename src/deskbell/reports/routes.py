"""Figures, the conversations behind them, and both to take away, under `/api/v1/workspace`."""

from typing import Annotated, TypeAlias

from litestar import Router, get
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, Parameter
from litestar.response import Stream

from deskbell.kit.db import Database
from deskbell.kit.http import IdAsked, PageAfter, PageSize
from deskbell.kit.spreadsheets import CSV
from deskbell.reports.asking import CountedPage, Number, Wanted, counted_page, scope_of
from deskbell.reports.exporting import csv_lines
from deskbell.reports.rules import readable_days
from deskbell.reports.summing import Report, report
from deskbell.team import Agent
from deskbell.team.web import provide_agent_who_may

Db = NamedDependency[Database]
Me = NamedDependency[Agent]
Asked = NamedDependency[Wanted]
FirstDay: TypeAlias = Annotated[str, Parameter(max_length=10, description="YYYY-MM-DD, by the project's clock.")]
Hour: TypeAlias = Annotated[int | None, Parameter(ge=0, lt=168, description="Of the week; 0 is the first of Monday.")]
Seconds: TypeAlias = Annotated[int | None, Parameter(ge=0, le=10**10)]


async def provide_wanted(  # noqa: PLR0913, PLR0917 - what stands in an address, each by its name
    first: FirstDay,
    last: FirstDay,
    number: FromQuery[Number] = "started",
    agent_id: IdAsked = None,
    group_id: IdAsked = None,
    tag_id: IdAsked = None,
    hour: Hour = None,
    at_least: Seconds = None,
    below: Seconds = None,
) -> Wanted:
    """Which conversations a request asks about, or `BadInput`."""
    return Wanted(readable_days(first, last), number, agent_id, group_id, tag_id, hour, at_least, below)


@get("/figures", operation_id="report", summary="The figures of some days, beside those of as many days before")
async def figures(agent: Me, db: Db, first: FirstDay, last: FirstDay, agent_id: IdAsked = None) -> Report:
    return await db.read(report, scope_of(agent, agent_id), days=readable_days(first, last))


@get(
    "/conversations",
    dependencies={"wanted": Provide(provide_wanted)},
    operation_id="counted_conversations",
    summary="The conversations behind a number",
)
async def counted(agent: Me, db: Db, wanted: Asked, after: PageAfter = None, limit: PageSize = 50) -> CountedPage:
    scope = scope_of(agent, wanted.agent_id)
    return await db.read(counted_page, scope, wanted=wanted, after=after, limit=limit)


@get(
    "/export",
    dependencies={"wanted": Provide(provide_wanted)},
    operation_id="export_counted",
    summary="The same as a CSV file",
    media_type=CSV,
)
async def export(agent: Me, db: Db, wanted: Asked) -> Stream:
    scope = scope_of(agent, wanted.agent_id)
    # What is refused is refused before the file begins.
    await db.read(counted_page, scope, wanted=wanted, after=None, limit=1)
    lines = csv_lines(db, scope, wanted)
    name = f"conversations-{wanted.days.first}-{wanted.days.last}.csv"
    return Stream(lines, media_type=CSV, headers={"Content-Disposition": f'attachment; filename="{name}"'})


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/reports",
        route_handlers=[figures, counted, export],
        dependencies={"agent": Provide(provide_agent_who_may("reports.own"))},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: reports"],
    )
]
