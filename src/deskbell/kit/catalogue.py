"""The server's sentences for people, one JSON file per language in `catalogue/`, chosen by what the person reads."""

import json
from functools import cache
from importlib import resources

from deskbell.kit.errors import Refusal

LANGUAGE_NAMES = {
    "en": "English",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "ja": "日本語",
    "ko": "한국어",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "pt": "Português",
    "ru": "Русский",
    "ar": "العربية",
}
"""Each by its own name, as the screens show it."""
LANGUAGES = tuple(LANGUAGE_NAMES)
DEFAULT_LANGUAGE = "en"
_CHINESE_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


@cache
def sentences(language: str) -> dict[str, str]:
    """Every sentence of one of `LANGUAGES`, by its key."""
    text = resources.files("deskbell.kit").joinpath("catalogue", f"{language}.json").read_text("utf-8")
    return json.loads(text)


def sentence(key: str, language: str, params: dict[str, str | int] | None = None) -> str:
    """One sentence with its parameters filled in."""
    text = sentences(language).get(key) or sentences(DEFAULT_LANGUAGE)[key]
    return text.format_map(params or {})


def refusal_sentence(refusal: Refusal, language: str) -> str:
    return sentence(refusal.said, language, refusal.params)


@cache
def supported(tag: str) -> str | None:
    """The language of ours that serves a BCP 47 tag, e.g. `zh-TW` -> `zh-Hant`, `en-GB` -> `en`; or None."""
    lower = tag.strip().lower()
    if lower.startswith("zh"):
        return "zh-Hant" if lower.startswith(_CHINESE_TRADITIONAL) else "zh-Hans"
    return next((ours for ours in LANGUAGES if lower.split("-")[0] == ours.lower()), None)


def chosen_language(accept_language: str | None) -> str:
    """The best language for an Accept-Language header (RFC 9110), English where none fits."""
    wanted: list[tuple[float, str]] = []
    for part in (accept_language or "")[:200].split(","):
        tag, _, quality = part.partition(";q=")
        language = supported(tag)
        if language:
            wanted.append((_quality(quality), language))
    return max(wanted, key=lambda pair: pair[0])[1] if wanted else DEFAULT_LANGUAGE


def _quality(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
