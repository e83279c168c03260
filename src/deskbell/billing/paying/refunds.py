"""What Stripe paid back of a payment, asked for whenever it says that something was: events may come in any order."""

import msgspec

from deskbell.billing.crediting import Refund
from deskbell.billing.stripe import PaidInvoice, asked, paid_invoice
from deskbell.settings import Settings

_MOST = 100


async def refunded_invoice(payment: str, settings: Settings) -> PaidInvoice | None:
    """The invoice that was paid by it; None for a payment without one."""
    which = {"type": "payment_intent", "payment_intent": payment}
    found = await asked(settings, lambda client: client.v1.invoice_payments.list(params={"payment": which}))
    paid = msgspec.convert(found or {}, _RawPayments).data
    return await paid_invoice(paid[0].invoice, settings) if paid else None


async def refunds_of(payment: str, settings: Settings) -> list[Refund]:
    """What has been paid back; what is on its way or failed is told by an event of its own later."""
    which = {"payment_intent": payment, "limit": _MOST}
    found = await asked(settings, lambda client: client.v1.refunds.list(params=which))
    return [
        Refund(f"stripe:{one.id}", one.amount, one.created * 1_000)
        for one in msgspec.convert(found or {}, _RawRefunds).data
        if one.status == "succeeded"
    ]


class _RawPayment(msgspec.Struct):
    invoice: str


class _RawPayments(msgspec.Struct):
    data: list[_RawPayment] = []


class _RawRefund(msgspec.Struct):
    id: str
    amount: int
    created: int
    status: str | None = None


class _RawRefunds(msgspec.Struct):
    data: list[_RawRefund] = []
