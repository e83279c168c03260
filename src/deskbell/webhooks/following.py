"""Following: facts are filed as deliveries as soon as they are durable, and sent, a bounded number at once."""

import asyncio
from collections import Counter
from collections.abc import Sequence

import structlog

from deskbell.eventlog import Fact
from deskbell.kit.clock import Clock
from deskbell.kit.db import Database
from deskbell.kit.errors import Unavailable
from deskbell.settings import Settings
from deskbell.webhooks.claiming import Claimed, Courier, Tried, claim_deliveries, next_due, note_tried
from deskbell.webhooks.filing import Filing, file_deliveries, projects_behind
from deskbell.webhooks.forgetting import forget_old
from deskbell.webhooks.keeping import Followed
from deskbell.webhooks.sending import try_once

log = structlog.get_logger()

LOOK_AGAIN_S = 5.0
"""How soon is seen what another node filed and died with, and that another node's project has an endpoint now."""
TIDY_EVERY_S = 3_600.0
_STOP_WITHIN_S = 8.0


class WebhookRoom:
    """Files and sends on this node."""

    def __init__(self, db: Database, settings: Settings, *, clock: Clock, node: str) -> None:
        self._db = db
        self._settings = settings
        self._clock = clock
        self._courier = Courier(node)
        # Projects with endpoints, as far as this node has seen; what happens in others is not looked at.
        self._followed: set[str] = set()
        self._busy: Counter[str] = Counter()
        self._tries: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._stopping = False

    def committed(self, news: Sequence[object]) -> None:
        for one in news:
            if isinstance(one, Followed):
                self._followed.add(one.project_id)
                self._wake.set()
            elif isinstance(one, Fact) and one.project_id in self._followed:
                self._wake.set()

    async def run(self) -> None:
        """File and send until cancelled."""
        while not self._stopping:
            try:
                await self.look()
            except Unavailable as unavailable:
                log.warning("webhooks wait for the database", error=repr(unavailable))
                await asyncio.sleep(1)
            except Exception:
                log.exception("webhooks failed")
                await asyncio.sleep(1)
            await self._rest()

    async def look(self) -> None:
        """File everything that has happened, and begin to send what is due, as far as there is room."""
        self._followed, behind = await self._db.read(projects_behind)
        for project_id in behind:
            while await self._db.write(file_deliveries, Filing(project_id)):
                pass
        due = await self._db.read(next_due)
        if self._stopping or due is None or due > self._clock():
            return
        for one in await self._db.write(claim_deliveries, self._courier, busy=dict(self._busy)):
            self._busy[one.webhook_id] += 1
            task = asyncio.create_task(self._deliver(one))
            self._tries.add(task)
            task.add_done_callback(self._tries.discard)

    async def settle(self) -> None:
        """Look, and wait until nothing is due that could be sent."""
        await self.look()
        while self._tries:
            await asyncio.gather(*self._tries)
            await self.look()

    async def tidy(self) -> None:
        """Forget what is old; called now and then."""
        await forget_old(self._db, self._courier)

    async def stop(self) -> None:
        """Finish what is being sent and leave the rest to whoever comes."""
        self._stopping = True
        self._wake.set()
        if self._tries:
            _, late = await asyncio.wait(self._tries, timeout=_STOP_WITHIN_S)
            for one in late:
                one.cancel()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(LOOK_AGAIN_S):
                await self._wake.wait()
        except TimeoutError:
            return
        self._wake.clear()

    async def _deliver(self, one: Claimed) -> None:
        try:
            tried = await try_once(one, self._settings, self._clock)
            if not tried.taken:
                log.info("a webhook was not taken", webhook=one.webhook_id, status=tried.status, problem=tried.problem)
            await self._surely(one, tried)
        except Exception:
            log.exception("a webhook's outcome could not be written down; it is sent again when its lease ends")
        finally:
            self._busy[one.webhook_id] -= 1
            if not self._busy[one.webhook_id]:
                del self._busy[one.webhook_id]
            self._wake.set()

    async def _surely(self, one: Claimed, tried: Tried) -> None:
        """Write an outcome down, however long the database is away: it would be sent again."""
        courier = self._courier._replace(project_id=one.project_id)
        while True:
            try:
                return await self._db.write(note_tried, courier, claimed=one, tried=tried)
            except Unavailable as unavailable:
                log.warning("a webhook's outcome waits for the database", error=repr(unavailable))
                await asyncio.sleep(1)
