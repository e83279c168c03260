"""Folding: texts as they are compared. Capitals, accents and widths make no difference, in any script.

Scripts that write no spaces have words of two signs, or of one, and an index of trigrams knows nothing shorter than
three. So each of their signs stands twice here: two of them are four, and are found by the index. Doubling a text and
a word finds no other places than comparing them undoubled.
"""

import re
import unicodedata

# Signs above and below letters, which people leave out when they look for something; and what is not seen at all.
_LEFT_OUT = re.compile(r"[\u0300-\u036f\u0640\u064b-\u065f\u0670\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]")
# Kana, bopomofo, ideographs, Hangul.
_DENSE = re.compile(r"([\u3005-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff])")


class _Folded(dict[int, str]):
    """From each sign to what it is compared as; filled as signs are met."""

    def __missing__(self, sign: int) -> str:
        plain = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", chr(sign)))
        folded = unicodedata.normalize("NFC", _LEFT_OUT.sub("", plain.casefold()))
        folded = _DENSE.sub(r"\1\1", "".join(" " if one.isspace() else one for one in folded))
        self[sign] = folded
        return folded


_folded = _Folded()


def composed(text: str) -> str:
    """The text with letters and their accents in one; it looks the same, and every sign of it folds by itself."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text as it is compared."""
    return composed(text).translate(_folded)


def fold_sign(sign: str) -> str:
    """The same for one sign of a composed text."""
    return _folded[ord(sign)]
