"""The built files, read once and kept with their compressed forms; read again when a build has changed them."""

import hashlib
import mimetypes
from importlib import resources
from pathlib import Path

import msgspec

from deskbell.kit.errors import NotFound

_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


class Built(msgspec.Struct, frozen=True):
    """One file of the front-end."""

    content: dict[str, bytes]
    media_type: str
    etag: str
    changed_ns: int

    def in_encoding(self, accepted: str) -> tuple[str, bytes]:
        """The smallest form that the reader accepts, with the name of its encoding ("" for plain)."""
        wanted = {part.split(";")[0].strip() for part in accepted.lower().split(",")}
        name = next((name for name, _ in _ENCODINGS if name in wanted and name in self.content), "")
        return name, self.content[name]


class Shelf:
    """Built files by their path below the package's `web` folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(str(resources.files("deskbell").joinpath("web")))
        self._files: dict[str, Built] = {}

    def get(self, path: str) -> Built:
        """One file, or `NotFound`; a path never leads out of the folder."""
        file = self._folder / path
        # Each file has one path only, or the same one would be kept under ever more of them.
        if {"", ".", ".."} & {*path.split("/")} or path.endswith((".br", ".gz")) or not _is_file(file):
            raise NotFound
        changed_ns = file.stat().st_mtime_ns
        built = self._files.get(path)
        if built is None or built.changed_ns != changed_ns:
            built = self._files[path] = _read(file, changed_ns)
        return built


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than any file's
        return False


def _read(file: Path, changed_ns: int) -> Built:
    content = {"": file.read_bytes()}
    for name, ending in _ENCODINGS:
        packed = file.with_name(file.name + ending)
        if packed.is_file():
            content[name] = packed.read_bytes()
    # Older Pythons do not know it, and some machines' lists neither.
    media_type = "font/woff2" if file.suffix == ".woff2" else mimetypes.guess_type(file.name)[0]
    media_type = media_type or "application/octet-stream"
    return Built(content, media_type, f'"{hashlib.sha256(content[""]).hexdigest()[:20]}"', changed_ns)
