"""What the files' routes and the sweeper share: the store, the limits."""

import asyncio

from deskbell.files.store import Disk
from deskbell.files.sweeping import (
    UNATTACHED_FOR,
    Sweeping,
    due_files,
    erased_projects,
    forget_files,
    remove_bytes,
    take_away,
)
from deskbell.kit.clock import MINUTE, SECOND, Clock
from deskbell.kit.db import Database
from deskbell.kit.limits import RateLimit
from deskbell.settings import Settings

SWEEP_EVERY_S = 60.0
_UPLOADS_PER_MINUTE = 60


class FileRoom:
    """Where this installation keeps files."""

    def __init__(self, db: Database, settings: Settings, *, clock: Clock) -> None:
        self.store = Disk(settings.data_folder / "files")
        self.max_bytes = settings.max_file_mb * 1024 * 1024
        self.upload_limit = RateLimit(clock, count=_UPLOADS_PER_MINUTE, per_ms=MINUTE)
        self._db = db

    async def sweep(self) -> None:
        """Remove what is due; called every so often."""
        for project_id, ids in (await self._db.read(due_files)).items():
            sweeping = Sweeping(project_id)
            gone = await self._db.write(take_away, sweeping, ids=ids)
            await asyncio.to_thread(remove_bytes, self.store, project_id, gone)
            await self._db.write(forget_files, sweeping, ids=gone)
        kept = await asyncio.to_thread(self.store.projects)
        for project_id in await self._db.read(erased_projects, kept):
            await asyncio.to_thread(self.store.remove_project, project_id)
        await asyncio.to_thread(self.store.remove_arrivals, older_than_s=UNATTACHED_FOR / SECOND)
