"""Paying at Stripe: its pages for owners, and its events."""
