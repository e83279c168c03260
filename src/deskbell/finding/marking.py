"""Marking: where in a text the words are. As pieces of text, which are drawn as text: nothing here is ever markup."""

import msgspec

from deskbell.finding.folding import composed, fold_sign
from deskbell.finding.seeking import Sought

_BEFORE = 40
_SHOWN = 160
# Looked at in a long text: what lies behind is found, and shown from its beginning.
_MOST = 20_000


class Piece(msgspec.Struct, omit_defaults=True):
    """A stretch of a text; `hit`: it is what was looked for."""

    text: str
    hit: bool = False


def marked(text: str, sought: Sought) -> list[Piece]:
    """The whole text in pieces."""
    line = composed(text)
    return _pieces(line, _places(line, sought))


def around(text: str, sought: Sought) -> list[Piece]:
    """A line of it around the first place, in pieces."""
    line = " ".join(composed(text[:_MOST]).split())
    places = _places(line, sought)
    start = 0
    if places and places[0][0] > _BEFORE:
        start = _word_before(line, places[0][0] - _BEFORE, places[0][0])
    end = min(len(line), start + _SHOWN)
    here = [(max(a, start) - start, min(b, end) - start) for a, b in places if a < end and b > start]
    pieces = _pieces(line[start:end], here)
    if start:
        pieces.insert(0, Piece("…"))
    if end < len(line):
        pieces.append(Piece("…"))
    return pieces


def _word_before(line: str, at: int, latest: int) -> int:
    blank = line.find(" ", at, latest)
    return at if blank < 0 else blank + 1


def _places(line: str, sought: Sought) -> list[tuple[int, int]]:
    """From where to where each word stands, in order and without overlaps."""
    folded: list[str] = []
    sign_of: list[int] = []
    for at, sign in enumerate(line):
        one = fold_sign(sign)
        folded.append(one)
        sign_of += [at] * len(one)
    whole = "".join(folded)
    found: list[tuple[int, int]] = []
    for word in sought.words:
        at = whole.find(word)
        while at >= 0:
            found.append((sign_of[at], sign_of[at + len(word) - 1] + 1))
            at = whole.find(word, at + len(word))
    places: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if places and start <= places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return places


def _pieces(line: str, places: list[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    done = 0
    for start, end in places:
        if start > done:
            pieces.append(Piece(line[done:start]))
        pieces.append(Piece(line[start:end], hit=True))
        done = end
    if done < len(line):
        pieces.append(Piece(line[done:]))
    return pieces
