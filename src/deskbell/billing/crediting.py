"""Crediting: what was paid back of an invoice gets a document of its own, a credit note; the invoice stays as it is."""

from typing import Any, NamedTuple

from sqlalchemy import Row, func, select

from deskbell.audit import By, note
from deskbell.billing.invoicing import Invoice, Line, as_kept, put_invoice
from deskbell.billing.rules import tax_in
from deskbell.billing.tables import invoice
from deskbell.billing.telling import tell_owners
from deskbell.kit.catalogue import sentence
from deskbell.kit.db import Tx


class Refund(NamedTuple):
    """What was paid back at once, in the currency's smallest unit, and when. `source` names it: it counts once."""

    source: str
    amount: int
    at: int


def credit(tx: Tx, by: By, *, project_id: str, of: str, refunds: list[Refund]) -> bool:
    """A credit note for each refund that has none yet; whether there was one. `of`: the source of the invoice.

    Never more than the invoice was about. Call it in a unit of work of that project.
    """
    billed = tx.execute(
        select(invoice).where(invoice.c.project_id == project_id, invoice.c.source == of).with_for_update()
    ).one_or_none()
    if billed is None:
        return False
    made = [one for one in sorted(refunds, key=lambda one: one.at) if _credited(tx, by, billed, one)]
    return bool(made)


def _credited(tx: Tx, by: By, billed: Row[Any], refund: Refund) -> Invoice | None:
    if tx.execute(select(invoice.c.id).where(invoice.c.source == refund.source)).first() is not None:
        return None
    mine = (invoice.c.project_id == billed.project_id) & (invoice.c.credits == billed.number)
    # PostgreSQL sums whole numbers into one of another kind.
    before = -int(tx.execute(select(func.sum(invoice.c.total)).where(mine)).scalar_one() or 0)
    amount = min(refund.amount, billed.total - before)
    if amount <= 0:
        return None
    tax = tax_in(amount, of=billed.total, tax=billed.tax, before=before)
    what = sentence("invoice.refund", billed.language, {"number": f"INV-{billed.number:06}"})
    # To whom and by whom, as the invoice says it.
    same = ("project_id", "currency", "seller", "buyer", "project_name", "language", "time_zone")
    made = put_invoice(
        tx,
        {
            **{name: getattr(billed, name) for name in same},
            "lines": as_kept([Line(what, tax - amount)]),
            "total": -amount,
            "tax": -tax,
            "paid_at": refund.at,
            "credits": billed.number,
            "source": refund.source,
        },
    )
    note(tx, by, "invoice.credited", project_id=billed.project_id, target=made.number, invoice=made.credits)
    tell_owners(tx, billed.project_id, made, "invoice_credited")
    return made
