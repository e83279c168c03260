"""Deskbell: a live-chat customer-service platform in one Python server.

Rooms by capability, on floors: `ARCHITECTURE.md` shows the house, `docs/a-message-travels.md` walks through it.
"""
