"""Filing: where no SMTP server is set, letters become files that a mail program can open."""

import asyncio
import os
from email.message import EmailMessage
from pathlib import Path

from deskbell.mail.taking import NotTaken
from deskbell.settings import Settings


def mail_folder(settings: Settings) -> Path:
    """Where this node files letters."""
    return settings.data_folder / "mail"


class Folder:
    """The folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def take(self, letter_id: str, to: str, message: EmailMessage) -> None:
        """Write one letter."""
        del to
        try:
            await asyncio.to_thread(self._write, letter_id, bytes(message))
        except OSError as error:
            raise NotTaken(f"{self._path}: {error.strerror}", connection=True) from error

    def forget(self, *, before: int) -> None:
        """Remove what was filed before a time in milliseconds."""
        for file in self._path.glob("*.eml"):
            if file.stat().st_mtime * 1_000 < before:
                file.unlink(missing_ok=True)

    def _write(self, letter_id: str, content: bytes) -> None:
        # For the server's own user alone: the links in them let people in.
        self._path.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self._path / f"{letter_id}.part"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(part.with_suffix(".eml"))
