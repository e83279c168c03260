"""Waking: what was set aside comes back at its time. Runs on every node; whoever is first does it."""

import structlog

from deskbell.conversations.moving.snoozing import due_conversations, wake_due
from deskbell.kit.db import Database
from deskbell.kit.errors import NotFound

log = structlog.get_logger()

WAKE_EVERY_S = 1.0
_AT_ONCE = 100


class Waker:
    """Looks once a second for conversations whose time has come."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def look(self) -> None:
        """Wake what is due; what could not be woken is tried at the next look."""
        for due in await self._db.read(due_conversations, _AT_ONCE):
            try:
                await self._db.write(wake_due, due)
            except NotFound:
                log.info("a snoozed conversation was erased meanwhile", project=due.project_id)
