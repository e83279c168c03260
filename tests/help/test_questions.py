"""Common questions: every language has every one, and what they quote from the screen stands on the screen."""

import json
import re
from collections.abc import Iterator
from html import unescape

import pytest

from deskbell.help import questions
from deskbell.kit.catalogue import LANGUAGES, sentences
from tests.services import ROOT

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
def test_a_bold_word_is_a_word_of_the_screens(language: str) -> None:
    known = {*_screens(language)}
    for one in questions(language):
        for words in re.findall(r"<strong>(.*?)</strong>", unescape(one.html)):
            assert words in known, f"{language}/{one.name}.md: nothing on the screens is called {words!r}"


def test_every_language_finds_by_the_words_of_the_others() -> None:
    for one, other in zip(questions("en"), questions("zh-Hans"), strict=True):
        assert one.title in other.words
        assert other.title in one.words


def test_an_answer_is_harmless() -> None:
    allowed = {"a", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}
    for language in LANGUAGES:
        for one in questions(language):
            assert {*re.findall(r"</?(\w+)", one.html)} <= allowed, one.name


def _screens(language: str) -> Iterator[str]:
    """Whatever stands on one of our screens in this language."""
    for file in (ROOT / "web").glob(f"*/**/i18n/{language}.json"):
        if "node_modules" not in file.parts:
            for said in json.loads(file.read_text("utf-8")).values():
                yield from [said] if isinstance(said, str) else said.values()
    yield from sentences(language).values()
