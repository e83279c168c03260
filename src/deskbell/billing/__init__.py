"""Billing: what is paid and how. Payments by Stripe where it is set up, by hand where not; and the invoices.

Nothing about cards is ever seen here: people pay on the provider's own pages, and the provider tells what was paid.
"""

from deskbell.billing.invoicing import Invoice, Line, NewInvoice, invoice_of, invoices, issue_invoice

__all__ = ["Invoice", "Line", "NewInvoice", "invoice_of", "invoices", "issue_invoice"]
