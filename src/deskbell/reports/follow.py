"""The follower: tells what happened soon after it did, and rests in between, for messages come first."""

import asyncio
import time
from collections.abc import Sequence

import structlog

from deskbell.eventlog import Fact
from deskbell.kit.db import Database
from deskbell.reports.following import Following, behind, forget_told, next_step, take_step
from deskbell.reports.telling import TELLING

log = structlog.get_logger()

LOOK_EVERY_S = 1.0
_LOOK_EVERYWHERE_EVERY = 10
# It may take a tenth of the time: a report that is a minute late harms nobody, a message does.
_REST = 9


class Reporter:
    """Follows the logs of all projects of this installation."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._woken: set[str] = set()
        self._looks = 0

    def committed(self, facts: Sequence[Fact]) -> None:
        self._woken.update(fact.project_id for fact in facts if fact.type in TELLING)

    async def look(self) -> None:
        """Tell what is new; now and then in every project, for other nodes state facts too."""
        if self._looks % _LOOK_EVERYWHERE_EVERY == 0:
            self._woken.update(await self._db.read(behind))
        self._looks += 1
        woken, self._woken = self._woken, set()
        for project_id in woken:
            await self._follow(project_id)

    async def _follow(self, project_id: str) -> None:
        began = time.monotonic()
        while step := await self._db.read(next_step, project_id):
            if not await self._db.write(take_step, Following(project_id), step=step):
                return
            await asyncio.sleep(_REST * (time.monotonic() - began))
            began = time.monotonic()


def rebuild(db: Database, project_id: str) -> int:
    """Tell everything of a project again, from its first fact; answers how many facts there were."""
    db.write_now(forget_told, Following(project_id))
    pos = 0
    while step := db.read_now(next_step, project_id):
        # The server follows as well: whoever is quicker stores it.
        db.write_now(take_step, Following(project_id), step=step)
        pos = step.pos
    return pos
