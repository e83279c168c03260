"""Invoicing by hand: an operator issues an invoice for what is paid outside, marks it as paid, or cancels it."""

from deskbell.accounts import Operator
from deskbell.billing import Invoice, NewInvoice, cancel_invoice, invoices, issue_invoice, settle_invoice, tell_owners
from deskbell.kit.db import Tx
from deskbell.projects import project_by_id


def bills(tx: Tx, *, project_id: str, after: str | None, limit: int) -> tuple[list[Invoice], str | None]:
    """A page of a project's invoices, newest first."""
    project_by_id(tx, project_id)
    return invoices(tx, project_id, after, limit)


def bill_project(tx: Tx, operator: Operator, *, wanted: NewInvoice, seller: str) -> Invoice:
    """Issue an invoice to the project that the operator acts upon, and tell its owners.

    The same request finds the same one.
    """
    project_by_id(tx, operator.project_id)
    issued = issue_invoice(tx, operator.by, project_id=operator.project_id, seller=seller, wanted=wanted)
    if wanted.paid_at is None:
        tell_owners(tx, operator.project_id, issued, "invoice_issued")
    else:
        tell_owners(tx, operator.project_id, issued, "invoice_paid")
    return issued


def settle_bill(tx: Tx, operator: Operator, *, invoice_id: str) -> Invoice:
    """Mark an open invoice of the project as paid."""
    return settle_invoice(tx, operator.by, project_id=operator.project_id, invoice_id=invoice_id)


def cancel_bill(tx: Tx, operator: Operator, *, invoice_id: str) -> Invoice:
    """Say that nothing is to be paid for an open invoice of the project."""
    return cancel_invoice(tx, operator.by, project_id=operator.project_id, invoice_id=invoice_id)
