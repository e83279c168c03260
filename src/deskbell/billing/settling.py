"""Settling an invoice after it was issued: paid outside, or cancelled. Its number and what it says stay."""

from sqlalchemy import select, update

from deskbell.audit import By, note
from deskbell.billing.invoicing import Invoice, invoice_of
from deskbell.billing.tables import invoice
from deskbell.billing.telling import tell_owners
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict


def settle_invoice(tx: Tx, by: By, *, project_id: str, invoice_id: str) -> Invoice:
    """Mark an open invoice as paid now; one that is paid stays as it is. Raises `Conflict` for a cancelled one."""
    found = _held(tx, project_id, invoice_id)
    if found.paid_at is not None:
        return found
    if found.cancelled_at is not None:
        raise Conflict("invoice_cancelled", number=found.number)
    paid = _end(tx, by, project_id, found, "paid")
    tell_owners(tx, project_id, paid, "invoice_paid")
    return paid


def cancel_invoice(tx: Tx, by: By, *, project_id: str, invoice_id: str) -> Invoice:
    """Say that nothing is to be paid for an open invoice. Raises `Conflict` for one that is paid."""
    found = _held(tx, project_id, invoice_id)
    if found.cancelled_at is not None:
        return found
    if found.paid_at is not None:
        raise Conflict("invoice_paid", number=found.number)
    cancelled = _end(tx, by, project_id, found, "cancelled")
    tell_owners(tx, project_id, cancelled, "invoice_cancelled")
    return cancelled


def _held(tx: Tx, project_id: str, invoice_id: str) -> Invoice:
    """The invoice, kept from being settled another way until this transaction ends."""
    this = (invoice.c.project_id == project_id) & (invoice.c.id == invoice_id)
    tx.execute(select(invoice.c.id).where(this).with_for_update())
    return invoice_of(tx, project_id, invoice_id)


def _end(tx: Tx, by: By, project_id: str, found: Invoice, how: str) -> Invoice:
    this = (invoice.c.project_id == project_id) & (invoice.c.id == found.id)
    tx.execute(update(invoice).where(this).values(**{f"{how}_at": tx.now}))
    note(tx, by, f"invoice.{how}", project_id=project_id, target=found.number)
    return invoice_of(tx, project_id, found.id)
