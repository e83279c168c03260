"""The database: embedded SQLite or PostgreSQL behind one door, with one writer and many readers.

Commands and queries are plain functions whose first argument is a `Tx`; `Database.write` and `Database.read` run them
in threads. Everything that waits to be written when the writer is free goes into one transaction: *group commit*.
"""

from deskbell.kit.db.columns import Id, Millis, metadata
from deskbell.kit.db.database import Database
from deskbell.kit.db.durability import settings_that_lose
from deskbell.kit.db.origin import Origin, come_from, current_origin
from deskbell.kit.db.tx import Actor, Asked, Tx, columns_of
from deskbell.kit.db.writer import Batch

__all__ = [
    "Actor",
    "Asked",
    "Batch",
    "Database",
    "Id",
    "Millis",
    "Origin",
    "Tx",
    "columns_of",
    "come_from",
    "current_origin",
    "metadata",
    "settings_that_lose",
]
