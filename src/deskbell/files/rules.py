"""What a file is, by its content; what it may be called; which part of it is asked for."""

import re
from typing import NamedTuple

from deskbell.files.events import FileKind
from deskbell.kit.errors import BadInput
from deskbell.kit.texts import readable_line

MAX_ATTACHMENTS = 10
# Sent and not yet in a message, for each person.
MAX_WAITING = 20
MAX_FILE_NAME = 120
MAX_PIXELS = 50_000_000
# Of all the frames of a picture that moves.
MAX_MOVING_PIXELS = 4 * MAX_PIXELS
HEAD_BYTES = 4096

_UNKNOWN = "application/octet-stream"
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
# What computers start when somebody opens it, whatever is in it.
_STARTED = (
    "app apk bat bash chm cmd com cpl desktop dll dmg exe gadget hta inf ins iso jar js jse jsp lnk msc msi msp pif "
    "ps1 psm1 reg rgs scf scr sct sh url vb vbe vbs ws wsc wsf wsh xbap"
)
_STARTS = frozenset(_STARTED.split())
_CALLED_PICTURE = frozenset({"png", "jpg", "jpeg", "jpe", "gif", "webp", "bmp", "tif", "tiff", "heic", "heif", "avif"})
_PROGRAMS = (
    b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe", b"dex\n", b"\x4c\x00\x00\x00\x01\x14\x02\x00", b"\x00asm",
)  # fmt: skip
_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}


class Content(NamedTuple):
    """What a file is."""

    media_type: str
    kind: FileKind


_BEGINNINGS: tuple[tuple[bytes, Content], ...] = (
    (b"\x89PNG\r\n\x1a\n", Content("image/png", "picture")),
    (b"\xff\xd8\xff", Content("image/jpeg", "picture")),
    (b"GIF87a", Content("image/gif", "picture")),
    (b"GIF89a", Content("image/gif", "picture")),
    (b"BM", Content("image/bmp", "file")),
    (b"II*\x00", Content("image/tiff", "file")),
    (b"MM\x00*", Content("image/tiff", "file")),
    (b"OggS", Content("audio/ogg", "audio")),
    (b"ID3", Content("audio/mpeg", "audio")),
    (b"\xff\xfb", Content("audio/mpeg", "audio")),
    (b"\xff\xf3", Content("audio/mpeg", "audio")),
    (b"\xff\xf2", Content("audio/mpeg", "audio")),
    (b"fLaC", Content("audio/flac", "audio")),
    (b"%PDF-", Content("application/pdf", "file")),
)
_OF_RIFF = {b"WEBP": Content("image/webp", "picture"), b"WAVE": Content("audio/wav", "audio")}
_OF_FTYP = {
    b"qt  ": Content("video/quicktime", "video"),
    b"M4A ": Content("audio/mp4", "audio"),
    b"heic": Content("image/heic", "file"),
    b"heix": Content("image/heic", "file"),
    b"mif1": Content("image/heif", "file"),
    b"msf1": Content("image/heif", "file"),
    b"avif": Content("image/avif", "file"),
    b"avis": Content("image/avif", "file"),
}


def what_it_is(head: bytes, name: str) -> Content:
    """What the first `HEAD_BYTES` of a file say that it is.

    Programs are refused, and so is what is called a picture and is none.
    """
    ending = _ending(name)
    if ending in _STARTS or head.startswith(_PROGRAMS):
        raise BadInput("file_is_program", field="file")
    found = _by_content(head, ending)
    if ending in _CALLED_PICTURE and not found.media_type.startswith("image/"):
        raise BadInput("file_not_as_named", field="file")
    return found


def readable_file_name(text: str, *, otherwise: str = "file") -> str:
    """A name on one line without folders, at most 120 characters; its ending stays when it must be cut."""
    name = re.split(r"[/\\]", readable_line(text, field="name", limit=4_000))[-1].strip(" .") or otherwise
    if len(name) <= MAX_FILE_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > MAX_FILE_NAME // 4:
        return name[: MAX_FILE_NAME - 1] + "…"
    return f"{stem[: MAX_FILE_NAME - len(ending) - 2]}….{ending}"


def asked_part(header: str | None, size: int) -> tuple[int, int] | None:
    """First and last byte of what a `Range` header asks for; None: all of it, as for whatever we do not understand.

    Raises `ValueError` where nothing of it is there.
    """
    found = _RANGE.fullmatch(header.strip()) if header else None
    if found is None or found.group(0) == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        start, end = max(size - int(last), 0), size - 1
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    if start >= size or start > end:
        raise ValueError
    return start, end


def _by_content(head: bytes, ending: str) -> Content:
    for beginning, content in _BEGINNINGS:
        if head.startswith(beginning):
            return content
    if head[:4] == b"RIFF":
        return _OF_RIFF.get(head[8:12], Content(_UNKNOWN, "file"))
    if head[4:8] == b"ftyp":
        return _OF_FTYP.get(head[8:12], Content("video/mp4", "video"))
    if head.startswith(b"\x1aE\xdf\xa3"):
        webm = b"webm" in head[:64]
        return Content("video/webm", "video") if webm else Content("video/x-matroska", "file")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Content(_OFFICE.get(ending, "application/zip"), "file")
    return Content("text/plain" if _is_text(head) else _UNKNOWN, "file")


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        # The end may have cut a character in two.
        return error.start > 0 and len(head) - error.start <= 3 and len(head) == HEAD_BYTES  # noqa: PLR2004 - of four bytes
    return bool(head)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].strip().lower() if "." in name else ""
