"""What every refusal must be: a code, and its sentence in the reader's language."""

from typing import Any

import httpx
import msgspec

from deskbell.kit.catalogue import LANGUAGES, sentence
from deskbell.kit.http import RefusalBody

_SENTENCES = {"xx": "en", **{language: language for language in LANGUAGES}, "zh-TW,en;q=0.5": "zh-Hant"}
# To what it was changed, and who did, where that is known.
_SAID_OF_STALE: dict[tuple[str, ...], str] = {
    (): "stale",
    ("now", "shown"): "stale_elsewhere",
    ("by", "now", "shown"): "stale_now",
}
LANGUAGES_ASKED_FOR = [*_SENTENCES]


def no_mistake(answer: httpx.Response, *, language: str = "en") -> httpx.Response:
    """Whatever it is, it is no mistake of ours; a refusal is one in words, and shows nothing of the inside."""
    what = f"{answer.request.method} {answer.request.url!s:.200}: {answer.status_code} {answer.text[:500]}"
    assert answer.status_code < 500, what
    if answer.status_code >= 400 and answer.request.method != "HEAD":
        assert answer.headers["content-type"] == "application/json", what
        check_words(answer.json(), language, what)
    return answer


def refused(answer: httpx.Response, status: int | set[int], code: str | None = None, *, language: str = "en") -> None:
    """It is refused with one of these statuses, in words."""
    no_mistake(answer, language=language)
    expected = status if isinstance(status, set) else {status}
    assert answer.status_code in expected, f"{answer.status_code} {answer.text[:500]}"
    assert code in {None, answer.json()["code"]}, answer.text


def check_words(body: Any, language: str, what: str) -> None:
    """The body is a refusal's, and its sentence is the catalogue's."""
    refusal = msgspec.convert(body, RefusalBody)
    assert {*body} <= {*RefusalBody.__struct_fields__}, what
    assert refusal.code != "internal", what
    told = tuple(sorted(refusal.params or ()))
    said = _SAID_OF_STALE[told] if refusal.code == "stale" else refusal.code
    assert refusal.message == sentence(said, _SENTENCES[language], refusal.params), what
    assert "{" not in refusal.message, what
