"""Following: what is stated in the log goes to the devices of those who are not here."""

import asyncio

from deskbell.kit.clock import Clock
from deskbell.kit.db import Database
from deskbell.notifications.push.queueing import Follower, projects_behind, queue_next
from deskbell.notifications.push.sending import Sender, projects_due, take_due
from deskbell.settings import Settings

_LOOK_S = 2.0


class Pushes:
    """Runs on every node; whoever takes something first sends it."""

    def __init__(self, db: Database, settings: Settings, *, clock: Clock) -> None:
        self._db = db
        self._sender = Sender(db, settings, clock)

    async def look(self) -> None:
        """Note what is new, and send what is due; called again and again."""
        await asyncio.sleep(_LOOK_S)
        for project_id in await self._db.read(projects_behind):
            while await self._db.write(queue_next, Follower(project_id)):
                pass
        for project_id in await self._db.read(projects_due):
            going = await self._db.write(take_due, Follower(project_id))
            await asyncio.gather(*(self._sender.send(one) for one in going))
