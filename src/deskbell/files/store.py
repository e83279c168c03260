"""The store: bytes under keys. On the disk; another one would have these six methods.

What is still arriving lies in a folder of its own, on this machine, and is put into the store when it is whole.
"""

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import AsyncGenerator, Iterable
from contextlib import suppress
from pathlib import Path

_CHUNK = 256 * 1024
_ARRIVING = ".arriving"


class Disk:
    """Files below one folder, readable by the server alone: a folder for each project."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new_arrival(self) -> Path:
        """An empty file for what is arriving."""
        arriving = self._folder / _ARRIVING
        arriving.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=arriving)
        os.close(descriptor)
        return Path(name)

    def room_left(self) -> int:
        """How many bytes fit besides."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return shutil.disk_usage(self._folder).free

    async def put(self, project_id: str, key: str, arrived: Path) -> None:
        """Keep what has arrived, durably, under this key."""
        await asyncio.to_thread(self._put, self._path(project_id, key), arrived)

    async def read(self, project_id: str, key: str, start: int, length: int) -> AsyncGenerator[bytes]:
        """A part of what is kept; raises `FileNotFoundError` before the first byte."""
        kept = await asyncio.to_thread(self._path(project_id, key).open, "rb")
        try:
            kept.seek(start)
            while length > 0 and (chunk := await asyncio.to_thread(kept.read, min(_CHUNK, length))):
                length -= len(chunk)
                yield chunk
        finally:
            kept.close()

    def remove(self, project_id: str, keys: Iterable[str]) -> None:
        """Forget these; what is not there is forgotten already."""
        for key in keys:
            self._path(project_id, key).unlink(missing_ok=True)

    def projects(self) -> list[str]:
        """Whose files are kept."""
        if not self._folder.is_dir():
            return []
        return [one.name for one in self._folder.iterdir() if one.is_dir() and one.name != _ARRIVING]

    def remove_project(self, project_id: str) -> None:
        shutil.rmtree(self._folder / project_id, ignore_errors=True)

    def remove_arrivals(self, *, older_than_s: float) -> None:
        """What was left by a server that died."""
        arriving = self._folder / _ARRIVING
        for one in arriving.iterdir() if arriving.is_dir() else ():
            with suppress(FileNotFoundError):
                if one.stat().st_mtime < time.time() - older_than_s:
                    one.unlink()

    def _path(self, project_id: str, key: str) -> Path:
        # The last characters of an id are random: no folder holds too many.
        return self._folder / project_id / key.partition(".")[0][-2:] / key

    def _put(self, path: Path, arrived: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with arrived.open("rb") as file:
            os.fsync(file.fileno())
        arrived.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
