"""Invoices as operators issue and settle them, for what is paid outside."""
