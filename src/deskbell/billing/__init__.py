"""Billing: what is paid and how. Payments by Stripe where it is set up, by hand where not; and the invoices.

Nothing about cards is ever seen here: people pay on the provider's own pages, and the provider tells what was paid.
"""

from deskbell.billing.applying import Payments, payments_of
from deskbell.billing.invoicing import Invoice, Line, NewInvoice, invoice_of, invoices, issue_invoice
from deskbell.billing.paying.changing import Charge, cancel_paid, change_paid, charge_of
from deskbell.billing.settling import cancel_invoice, settle_invoice
from deskbell.billing.stripe import is_set_up
from deskbell.billing.telling import tell_owners

__all__ = [
    "Charge",
    "Invoice",
    "Line",
    "NewInvoice",
    "Payments",
    "cancel_invoice",
    "cancel_paid",
    "change_paid",
    "charge_of",
    "invoice_of",
    "invoices",
    "is_set_up",
    "issue_invoice",
    "payments_of",
    "settle_invoice",
    "tell_owners",
]
