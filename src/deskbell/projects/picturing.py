"""A project's picture: whatever was sent becomes one small square, and nothing else of it is kept."""

import asyncio
import hashlib
import io
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, NotFound
from deskbell.projects.tables import Owner, project, project_avatar

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PICTURE_BYTES = 2 * 1024 * 1024
MAX_PICTURE_PIXELS = 16_000_000
SIDE = 192
MEDIA_TYPE = "image/webp"
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
# A large picture takes some tens of megabytes while it is read: one after another.
_one_at_a_time = asyncio.Semaphore(1)


async def squared(picture: bytes) -> bytes:
    """The picture's middle as a WebP of `SIDE` pixels; refuses what is no picture, or too large a one."""
    async with _one_at_a_time:
        return await asyncio.to_thread(_squared, picture)


def set_avatar(tx: Tx, owner: Owner, *, picture: bytes) -> None:
    """Give the project this picture, made by `squared`; the same one again changes nothing."""
    digest = hashlib.sha256(picture).hexdigest()[:32]
    if _shows(tx, owner, digest):
        return
    _forget(tx, owner)
    tx.execute(insert(project_avatar).values(project_id=owner.project_id, digest=digest, picture=picture))
    note(tx, owner.by, "project.avatar_changed", project_id=owner.project_id)


def remove_avatar(tx: Tx, owner: Owner) -> None:
    """Back to the letter."""
    if _shows(tx, owner, None):
        return
    _forget(tx, owner)
    note(tx, owner.by, "project.avatar_removed", project_id=owner.project_id)


def avatar_picture(tx: Tx, digest: str) -> bytes:
    """The picture of this digest, or `NotFound`."""
    query = select(project_avatar.c.picture).where(project_avatar.c.digest == digest).limit(1)
    found = tx.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def _shows(tx: Tx, owner: Owner, digest: str | None) -> bool:
    """Whether the project has it already; it has from now on."""
    this = update(project).where(project.c.id == owner.project_id, project.c.avatar.is_distinct_from(digest))
    return tx.execute(this.values(avatar=digest)).rowcount == 0


def _forget(tx: Tx, owner: Owner) -> None:
    tx.execute(delete(project_avatar).where(project_avatar.c.project_id == owner.project_id))


def _squared(picture: bytes) -> bytes:
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - loaded by whoever uses it

    try:
        # What it is says its content; the size is known before a single pixel is read.
        with Image.open(io.BytesIO(picture), formats=_FORMATS) as opened:
            _require_small(opened)
            opened.draft("RGB", (2 * SIDE, 2 * SIDE))
            upright = ImageOps.exif_transpose(opened)
            square = ImageOps.fit(upright.convert("RGBA"), (SIDE, SIDE), Image.Resampling.LANCZOS)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise BadInput("bad_picture", field="picture") from None
    kept = io.BytesIO()
    square.save(kept, "WEBP", quality=88, method=4)
    return kept.getvalue()


def _require_small(opened: "Image") -> None:
    if opened.width * opened.height > MAX_PICTURE_PIXELS:
        raise _too_large()


def _too_large() -> BadInput:
    return BadInput("picture_too_large", field="picture", megapixels=MAX_PICTURE_PIXELS // 1_000_000)
