"""Common questions as they lie in `texts/LANGUAGE/NAME.md`: read, made into harmless HTML, and kept."""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from deskbell.kit.catalogue import LANGUAGES

_FENCE = "---\n"
_TAGS = {"a", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}


class Question(msgspec.Struct, frozen=True):
    """One question. `html` is the answer; `words` is what else finds it, in every language; `places` is where it fits.

    Bold words in an answer are those on the screen.
    """

    name: str
    title: str
    html: str
    words: str
    places: tuple[str, ...]


class _Head(msgspec.Struct, forbid_unknown_fields=True):
    """What stands between the fences at the top of a file."""

    title: str
    order: int
    words: str
    places: str


class _File(msgspec.Struct, frozen=True):
    name: str
    head: _Head
    markdown: str


@cache
def questions(language: str) -> tuple[Question, ...]:
    """All of them in one of our languages, in their order."""
    render = _renderer()
    found = _found_by()
    return tuple(
        Question(one.name, one.head.title, render(one.markdown), found[one.name], tuple(one.head.places.split()))
        for one in sorted(_files(language), key=lambda one: one.head.order)
    )


def _found_by() -> dict[str, str]:
    """Whoever has learnt a word in another language finds the answer by that."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for one in _files(language):
            found[one.name] = f"{found.get(one.name, '')} {one.head.title} {one.head.words}".strip()
    return found


@cache
def _files(language: str) -> tuple[_File, ...]:
    folder = resources.files("deskbell.help").joinpath("texts", language)
    return tuple(_read(file) for file in folder.iterdir() if file.name.endswith(".md"))


def _read(file: Traversable) -> _File:
    """A file that is not written as it should be is our mistake: it raises `ValueError` with its name."""
    before, head, markdown = [*file.read_text("utf-8").split(_FENCE, 2), "", ""][:3]
    try:
        if before:
            raise ValueError("it begins with ---")  # noqa: TRY301 - told below with the file's name
        return _File(file.name.removesuffix(".md"), msgspec.convert(dict(_lines(head)), _Head, strict=False), markdown)
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from error


def _lines(head: str) -> Iterator[tuple[str, str]]:
    for line in head.splitlines():
        name, _, value = line.partition(":")
        yield name.strip(), value.strip()


def _renderer():  # noqa: ANN202 - a function from Markdown to HTML, made of libraries that are loaded here
    import nh3  # noqa: PLC0415 - loaded by whoever uses it
    from markdown_it import MarkdownIt  # noqa: PLC0415 - loaded by whoever uses it

    markdown = MarkdownIt("commonmark", {"html": False})

    def render(text: str) -> str:
        return nh3.clean(markdown.render(text), tags=_TAGS, attributes={"a": {"href"}}, link_rel="noopener").strip()

    return render
