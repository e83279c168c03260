"""Files as people have them, and as somebody makes them who means no good."""

import io
import struct
import zlib

from PIL import Image

PROGRAM = b"MZ\x90\x00" + bytes(400)
PAGE = b"<!doctype html><script>alert(document.cookie)</script>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def photo(width: int = 400, height: int = 300, *, turned: bool = False, where: bool = False) -> bytes:
    """A JPEG as a telephone writes it: perhaps lying on its side, perhaps with the place where it was taken."""
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
    if where:
        exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
        exif[0x010F] = "Camera of Vera"
    return _saved(Image.new("RGB", (width, height), (30, 120, 200)), "JPEG", exif=exif)


def drawing(width: int = 300, height: int = 200) -> bytes:
    """A PNG that one can see through."""
    return _saved(Image.new("RGBA", (width, height), (200, 40, 90, 120)), "PNG")


def moving(kind: str) -> bytes:
    """Three frames."""
    frames = [Image.new("RGB", (60, 40), (shade, 90, 60)) for shade in (10, 120, 240)]
    return _saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=80)


def enormous(side: int = 50_000) -> bytes:
    """A PNG of a few bytes that says it is a picture of 2,500 megapixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(b"")), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, kind, **more)
    return kept.getvalue()
