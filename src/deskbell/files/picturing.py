"""Pictures: made upright, written anew without what cameras note beside them, and once more small for the thread."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from deskbell.files.rules import MAX_MOVING_PIXELS, MAX_PIXELS
from deskbell.kit.errors import BadInput

if TYPE_CHECKING:
    from PIL.Image import Image

THUMBNAIL_SIDE = 640
_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "image/webp": "WEBP"}
_MOVING = ("image/png", "image/webp")
_KEPT = ("transparency", "icc_profile", "background", "duration", "loop")
# A large picture takes some hundred megabytes while it is read: one after another.
_one_at_a_time = asyncio.Semaphore(1)


class Pictured(NamedTuple):
    """How large a picture is, upright, in pixels."""

    width: int
    height: int


async def picture(path: Path, thumbnail: Path, media_type: str) -> Pictured:
    """Write the picture anew in its place, and its thumbnail; refuses what cannot be read, or is too large."""
    async with _one_at_a_time:
        return await asyncio.to_thread(_picture, path, thumbnail, media_type)


def _picture(path: Path, thumbnail: Path, media_type: str) -> Pictured:
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - loaded by whoever uses it

    try:
        # The size is known before a single pixel is read.
        with Image.open(path, formats=[_FORMATS[media_type]]) as opened:
            frames = getattr(opened, "n_frames", 1) if media_type in _MOVING else 1
            size = opened.width * opened.height
            if size > MAX_PIXELS or size * frames > MAX_MOVING_PIXELS:
                raise _too_large()
            opened.load()
            opened.info = {name: value for name, value in opened.info.items() if name in _KEPT or name == "exif"}
            upright = opened if frames > 1 else ImageOps.exif_transpose(opened)
            width, height = upright.size
            small = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
            small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
            small.info = {}
            small.save(thumbnail, "WEBP", quality=82, method=4)
            if media_type != "image/gif":
                _write_anew(upright, path, media_type, moving=frames > 1)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise BadInput("bad_picture", field="file") from None
    return Pictured(width, height)


def _write_anew(upright: "Image", path: Path, media_type: str, *, moving: bool) -> None:
    """Without a camera's notes: where it was taken above all. A GIF has none and stays as it is."""
    upright.info = {name: value for name, value in upright.info.items() if name in _KEPT}
    anew = path.with_name(f"{path.name}.anew")
    profile = upright.info.get("icc_profile")
    try:
        if media_type == "image/jpeg":
            plain = upright if upright.mode in {"RGB", "L"} else upright.convert("RGB")
            plain.save(anew, "JPEG", quality=90, optimize=True, progressive=True, icc_profile=profile, comment=b"")
        elif media_type == "image/webp":
            upright.save(anew, "WEBP", quality=88, method=3, save_all=moving, icc_profile=profile or "")
        else:
            upright.save(anew, "PNG", save_all=moving, icc_profile=profile)
        anew.replace(path)
    finally:
        anew.unlink(missing_ok=True)


def _too_large() -> BadInput:
    return BadInput("picture_too_large", field="file", megapixels=MAX_PIXELS // 1_000_000)
