"""Common questions: every language has every one, and what they quote from the screen stands on the screen."""

import json
import re
from collections import defaultdict
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from deskbell.help import questions
from deskbell.kit.catalogue import LANGUAGES, sentences
from tests.services import ROOT

_ROOMS = [ROOT / "web" / room for room in ("console", "workspace", "widget/app", "shared/ui", "preview")]
PLACES = {"project", "projects", "subscription", "account", "installation", "signed-out"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_question_in_the_same_order(language: str) -> None:
    english = questions("en")
    translated = questions(language)
    assert len(english) >= 15
    assert [(one.name, one.places) for one in translated] == [(one.name, one.places) for one in english]
    for one in translated:
        assert one.title.strip()
        assert len(re.sub(r"<[^>]+>", "", one.html)) > 60, one.name
        assert {*one.places} <= PLACES, one.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bold_word_can_be_read_on_the_screens(language: str) -> None:
    """And means the same as in English: no language names another button than the others do."""
    known, english = _readable(language), _readable("en")
    for one, original in zip(questions(language), questions("en"), strict=True):
        meant = {key for words in _bold(original.html) for key in english[words]}
        assert len(_bold(one.html)) == len(_bold(original.html)), one.name
        for words in _bold(one.html):
            assert known[words] & meant, f"{language}/{one.name}.md: no such control is called {words!r}"


def test_every_language_finds_by_the_words_of_the_others() -> None:
    for one, other in zip(questions("en"), questions("zh-Hans"), strict=True):
        assert one.title in other.words
        assert other.title in one.words


def test_an_answer_is_harmless() -> None:
    allowed = {"a", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}
    for language in LANGUAGES:
        for one in questions(language):
            assert {*re.findall(r"</?(\w+)", one.html)} <= allowed, one.name


def _bold(html: str) -> list[str]:
    return re.findall(r"<strong>(.*?)</strong>", unescape(html))


@cache
def _readable(language: str) -> dict[str, set[str]]:
    """What is called so on our screens and on the buttons of letters; not what is only read out there."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for room in _ROOMS:
        said = json.loads((room / "i18n" / f"{language}.json").read_text("utf-8"))
        for key in said.keys() - _only_heard(room):
            for words in [said[key]] if isinstance(said[key], str) else said[key].values():
                found[words].add(f"{room.name}: {key}")
    for key, words in sentences(language).items():
        if key.endswith(".button"):
            found[words].add(key)
    return found


@cache
def _only_heard(room: Path) -> set[str]:
    """Labels of controls that show a picture, or a shorter word."""
    sources = "".join(file.read_text("utf-8") for file in room.rglob("*.tsx"))
    labelled = r"<(?:IconButton|CopyButton)\b(?![^>]*\bspelled\b)[^>]*?\blabel=\{t\(\"([\w.]+)\""
    heard = {*re.findall(labelled, sources), *re.findall(r"aria-label=\{t\(\"([\w.]+)\"", sources)}
    return {key for key in heard if sources.count(f'"{key}"') == 1}
