"""How an invoice is handed over."""

from litestar import Response

from deskbell.billing.invoicing import Invoice
from deskbell.billing.printing import printed


async def answer_pdf(one: Invoice) -> Response[bytes]:
    """The invoice as a file to keep."""
    headers = {"content-disposition": f'attachment; filename="{one.number}.pdf"'}
    return Response(await printed(one), media_type="application/pdf", headers=headers)
