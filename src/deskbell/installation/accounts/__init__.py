"""Accounts, as their operators look after them."""
