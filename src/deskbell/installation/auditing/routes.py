"""The audit log of the installation, under `/api/v1/console/installation`."""

from litestar import Router, get
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.response import Stream

from deskbell.accounts import Account, Operator, provide_operator
from deskbell.audit import AuditPage, Log, audit_page
from deskbell.audit.web import CSV, Filter, csv_answer, provide_filter
from deskbell.installation.auditing.exporting import export_log
from deskbell.kit.db import Database
from deskbell.kit.http import Ask, PageAfter, PageSize, reader_language
from deskbell.subscriptions import plans_named

Db = NamedDependency[Database]
Me = NamedDependency[Account]
Wanted = NamedDependency[Filter]


@get("/audit", operation_id="installation_audit", summary="What was done anywhere in the installation")
async def of_all(
    request: Ask,
    operator: Me,
    db: Db,
    wanted: Wanted,
    after: PageAfter = None,
    limit: PageSize = 50,
) -> AuditPage:
    del operator
    page = await db.read(audit_page, Log(), wanted=wanted, after=after, limit=limit)
    return plans_named(page, reader_language(request))


@get("/audit/export", operation_id="export_installation_audit", summary="The same as a CSV file", media_type=CSV)
async def of_all_as_file(operator: Me, db: Db, wanted: Wanted) -> Stream:
    await db.write(export_log, Operator(operator.id, operator.name))
    return csv_answer(db, Log(), wanted)


handlers = [
    Router(
        "/api/v1/console/installation",
        route_handlers=[of_all, of_all_as_file],
        dependencies={"operator": Provide(provide_operator), "wanted": Provide(provide_filter)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Console: audit log"],
    )
]
