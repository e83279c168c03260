"""Invoices of one's own projects, under `/api/v1/console`."""

import msgspec
from litestar import Response, Router, get
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath

from deskbell.accounts import Account, provide_account
from deskbell.billing.invoicing import Invoice, invoice_of, invoices
from deskbell.billing.paying import routes as paying_routes
from deskbell.billing.web import answer_pdf
from deskbell.kit.db import Database
from deskbell.kit.http import PageAfter, PageSize
from deskbell.projects import owner_of

Db = NamedDependency[Database]
Me = NamedDependency[Account]


class InvoicePage(msgspec.Struct):
    """A page of invoices, newest first. The PDF is at `…/invoices/{id}/pdf`."""

    items: list[Invoice]
    next: str | None


@get("/invoices", operation_id="invoices", summary="A project's invoices, newest first")
async def list_invoices(
    project_id: FromPath[str], account: Me, db: Db, after: PageAfter = None, limit: PageSize = 50
) -> InvoicePage:
    await db.read(owner_of, account, project_id)
    return InvoicePage(*await db.read(invoices, project_id, after, limit))


@get(
    "/invoices/{invoice_id:str}/pdf",
    operation_id="invoice_pdf",
    summary="An invoice as a PDF",
    media_type="application/pdf",
)
async def pdf(project_id: FromPath[str], invoice_id: FromPath[str], account: Me, db: Db) -> Response[bytes]:
    await db.read(owner_of, account, project_id)
    return await answer_pdf(await db.read(invoice_of, project_id, invoice_id))


handlers = [
    paying_routes.owners,
    paying_routes.provider,
    Router(
        "/api/v1/console/projects/{project_id:str}",
        route_handlers=[list_invoices, pdf],
        dependencies={"account": Provide(provide_account)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Console: billing"],
    ),
]
