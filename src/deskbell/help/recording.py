"""The introduction video: what it is made of, and its captions, written from the times of the recording."""

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from deskbell.kit.catalogue import LANGUAGES

FILES = {"introduction.webm": "video/webm", "introduction.mp4": "video/mp4", "poster.webp": "image/webp"}
_POSTER = "poster.webp"
_CODECS = {
    "introduction.webm": 'video/webm; codecs="av01.0.05M.08"',
    "introduction.mp4": 'video/mp4; codecs="avc1.640028"',
}


class Source(msgspec.Struct, frozen=True):
    """The same film once more; a browser takes the first whose `type` it can play."""

    url: str
    type: str


class Captions(msgspec.Struct, frozen=True):
    """WebVTT in one language."""

    language: str
    url: str


class Introduction(msgspec.Struct, frozen=True):
    """The video: how long it is, its first picture, and where all of it lies."""

    seconds: int
    poster: str
    sources: tuple[Source, ...]
    captions: tuple[Captions, ...]


class Cue(msgspec.Struct, frozen=True):
    """A sentence of `video/words/LANGUAGE.json` and when it is read, in milliseconds from the beginning."""

    start: int
    end: int
    key: str


class Timeline(msgspec.Struct, frozen=True):
    """What the recording wrote down about itself."""

    milliseconds: int
    cues: tuple[Cue, ...]


@cache
def introduction() -> Introduction | None:
    """None as long as nothing was recorded."""
    if not _lying("timeline.json").is_file():
        return None
    return Introduction(
        seconds=round(timeline().milliseconds / 1000),
        poster=f"/help/{_POSTER}?v={_version(_POSTER)}",
        sources=tuple(
            Source(f"/help/{name}?v={_version(name)}", codecs)
            for name, codecs in _CODECS.items()
            if _lying(name).is_file()
        ),
        captions=tuple(
            Captions(language, f"/help/captions/{language}.vtt") for language in LANGUAGES if _words_of(language)
        ),
    )


@cache
def captions(language: str) -> str | None:
    """The WebVTT file, or None where nobody has translated it."""
    words = _words_of(language) if language in LANGUAGES else None
    if words is None or not _lying("timeline.json").is_file():
        return None
    cues = (f"{_moment(cue.start)} --> {_moment(cue.end)}\n{_text(words[cue.key])}\n" for cue in timeline().cues)
    return "WEBVTT\n\n" + "\n".join(cues)


@cache
def timeline() -> Timeline:
    return msgspec.json.decode(_lying("timeline.json").read_bytes(), type=Timeline)


def size_of(name: str) -> int | None:
    """How many bytes one of `FILES` has, or None."""
    with resources.as_file(_lying(name)) as file:
        return file.stat().st_size if name in FILES and file.is_file() else None


def read_part(name: str, start: int, end: int) -> bytes:
    """Bytes of one of `FILES`."""
    with resources.as_file(_lying(name)) as file, file.open("rb") as opened:
        opened.seek(start)
        return opened.read(end - start)


def _words_of(language: str) -> dict[str, str] | None:
    file = _lying(f"words/{language}.json")
    return msgspec.json.decode(file.read_bytes(), type=dict[str, str]) if file.is_file() else None


def _moment(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 60:02}:{seconds % 60:02}.{rest:03}"


def _text(words: str) -> str:
    """A blank line would end the cue, and these three mean something in WebVTT."""
    return " ".join(words.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def _version(name: str) -> str:
    return hashlib.sha256(_lying(name).read_bytes()).hexdigest()[:12]


def _lying(path: str) -> Traversable:
    return resources.files("deskbell.help").joinpath("video", *path.split("/"))
