"""The audit log of a project and of one's own account, under `/api/v1/console`."""

from litestar import Router, get
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Stream

from deskbell.accounts import Account, provide_account
from deskbell.audit import AuditPage, Log, audit_page
from deskbell.audit.web import CSV, Filter, csv_answer, provide_filter
from deskbell.kit.db import Database
from deskbell.kit.http import Ask, PageAfter, PageSize, reader_language
from deskbell.management.auditing.exporting import export_account_log, export_project_log
from deskbell.projects import owner_of
from deskbell.subscriptions import plans_named

Db = NamedDependency[Database]
Me = NamedDependency[Account]
Wanted = NamedDependency[Filter]


@get(
    "/projects/{project_id:str}/audit", operation_id="project_audit", summary="What was done in a project, and by whom"
)
async def of_project(
    request: Ask,
    project_id: FromPath[str],
    account: Me,
    db: Db,
    wanted: Wanted,
    after: PageAfter = None,
    limit: PageSize = 50,
) -> AuditPage:
    owner = await db.read(owner_of, account, project_id)
    page = await db.read(audit_page, Log(project_id=owner.project_id), wanted=wanted, after=after, limit=limit)
    return plans_named(page, reader_language(request))


@get(
    "/projects/{project_id:str}/audit/export",
    operation_id="export_project_audit",
    summary="The same as a CSV file",
    media_type=CSV,
)
async def of_project_as_file(project_id: FromPath[str], account: Me, db: Db, wanted: Wanted) -> Stream:
    owner = await db.read(owner_of, account, project_id)
    await db.write(export_project_log, owner)
    return csv_answer(db, Log(project_id=owner.project_id), wanted)


@get("/account/audit", operation_id="account_audit", summary="What was done with one's own account")
async def of_account(
    request: Ask,
    account: Me,
    db: Db,
    wanted: Wanted,
    after: PageAfter = None,
    limit: PageSize = 50,
) -> AuditPage:
    page = await db.read(audit_page, Log(account_id=account.id), wanted=wanted, after=after, limit=limit)
    return plans_named(page, reader_language(request))


@get("/account/audit/export", operation_id="export_account_audit", summary="The same as a CSV file", media_type=CSV)
async def of_account_as_file(account: Me, db: Db, wanted: Wanted) -> Stream:
    await db.write(export_account_log, account)
    return csv_answer(db, Log(account_id=account.id), wanted)


handlers = [
    Router(
        "/api/v1/console",
        route_handlers=[of_project, of_project_as_file, of_account, of_account_as_file],
        dependencies={"account": Provide(provide_account), "wanted": Provide(provide_filter)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Console: audit log"],
    )
]
