"""Seeking: what somebody types into the field, as words that a text must all have. Nothing in it is a command."""

import re

import msgspec

from deskbell.finding.folding import fold

MAX_WORDS = 8
_SHORTEST = 3
# A word of many letters has as many trigrams; these find it as well.
_TRIGRAMS = 24
_TOGETHER = re.compile(r"[^\W_]{3}")


class Sought(msgspec.Struct, frozen=True):
    """Folded words, each once. `indexed` are those that an index of trigrams can look up."""

    words: tuple[str, ...]

    @property
    def indexed(self) -> list[str]:
        return [word for word in self.words if _TOGETHER.search(word)]

    @property
    def trigrams(self) -> list[str]:
        """Of three letters or digits, some of each word that has any."""
        found: list[str] = []
        for word in self.indexed:
            some = [word[at : at + _SHORTEST] for at in range(len(word) - _SHORTEST + 1)]
            some = [three for three in some if _TOGETHER.fullmatch(three)]
            found += some[:: 1 + len(some) // _TRIGRAMS]
        return list(dict.fromkeys(found))

    def all_in(self, text: str) -> bool:
        """Whether a short text has all the words."""
        folded = fold(text)
        return all(word in folded for word in self.words)


def sought_in(text: str) -> Sought:
    """The words of a line."""
    words = dict.fromkeys(word for word in fold(text).split(" ") if word)
    return Sought(tuple(words)[:MAX_WORDS])
