"""The operators' invoices, under `/api/v1/console/installation/projects/{id}/invoices`."""

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from deskbell.billing import Invoice, Line, NewInvoice, invoice_of
from deskbell.billing.web import answer_pdf
from deskbell.installation.billing.invoicing import bill_project, bills, cancel_bill, settle_bill
from deskbell.installation.web import Db, Me, Text, acting, for_operators
from deskbell.kit.clock import system_clock
from deskbell.kit.http import PageAfter, PageSize, refuses
from deskbell.kit.texts import readable_client_id
from deskbell.settings import Settings

Set = NamedDependency[Settings]


class InvoiceForm(msgspec.Struct):
    """An invoice for what was paid outside. `amount` is in the currency's smallest unit, with `tax` in it."""

    client_id: Text
    what: Text
    amount: int
    currency: Text
    tax: int = 0
    paid: bool = True


class InvoiceLines(msgspec.Struct):
    """A page of a project's invoices, newest first."""

    items: list[Invoice]
    next: str | None


@get("", operation_id="installation_invoices", summary="A project's invoices")
async def billed(
    project_id: FromPath[str], operator: Me, db: Db, after: PageAfter = None, limit: PageSize = 50
) -> InvoiceLines:
    del operator
    return InvoiceLines(*await db.read(bills, project_id=project_id, after=after, limit=limit))


@post(
    "",
    operation_id="issue_invoice",
    summary="Issue an invoice to a project's owners for what was paid outside",
)
async def bill(project_id: FromPath[str], operator: Me, db: Db, settings: Set, data: JSONBody[InvoiceForm]) -> Invoice:
    wanted = NewInvoice(
        source=f"manual:{project_id}:{readable_client_id(data.client_id)}",
        currency=data.currency,
        lines=[Line(data.what, data.amount - data.tax)],
        tax=data.tax,
        paid_at=system_clock() if data.paid else None,
    )
    seller = settings.invoice_seller.replace("\\n", "\n")
    return await db.write(bill_project, acting(operator, project_id), wanted=wanted, seller=seller)


@get(
    "/{invoice_id:str}/pdf",
    operation_id="installation_invoice_pdf",
    summary="A project's invoice as a PDF",
    media_type="application/pdf",
)
async def invoice_file(project_id: FromPath[str], invoice_id: FromPath[str], operator: Me, db: Db) -> Response[bytes]:
    del operator
    return await answer_pdf(await db.read(invoice_of, project_id, invoice_id))


@post(
    "/{invoice_id:str}/paid",
    status_code=200,
    responses=refuses(409),
    operation_id="settle_invoice",
    summary="Mark an open invoice as paid",
)
async def settle(project_id: FromPath[str], invoice_id: FromPath[str], operator: Me, db: Db) -> Invoice:
    return await db.write(settle_bill, acting(operator, project_id), invoice_id=invoice_id)


@post(
    "/{invoice_id:str}/cancel",
    status_code=200,
    responses=refuses(409),
    operation_id="cancel_invoice",
    summary="Cancel an open invoice: nothing is to be paid for it, and its number stays",
)
async def cancel(project_id: FromPath[str], invoice_id: FromPath[str], operator: Me, db: Db) -> Invoice:
    return await db.write(cancel_bill, acting(operator, project_id), invoice_id=invoice_id)


handlers = [for_operators(billed, bill, invoice_file, settle, cancel, below="/projects/{project_id:str}/invoices")]
