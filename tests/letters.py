"""Letters of a kind for these tests, so that they hold whatever kinds there are."""

from typing import Any

import pytest

from deskbell.kit.catalogue import LANGUAGES, sentences
from deskbell.kit.db import Database, Tx
from deskbell.mail import Letter, post_letter

WORDS = {
    "subject": "Hello {name}",
    "heading": "Hello <you>",
    "body": "Dear {name},\n\ncome in & sit down.",
    "button": "Come in",
    "note": "You get this because you are here.",
}


class Somebody:
    """Whoever posts, in some project."""

    def __init__(self, project_id: str = "") -> None:
        self.project_id = project_id


def have_words(patch: pytest.MonkeyPatch) -> None:
    for language in LANGUAGES:
        for part, text in WORDS.items():
            patch.setitem(sentences(language), f"mail.greeting.{part}", text)


def greeting(**more: Any) -> Letter:
    given: dict[str, Any] = {"to": "ada@example.com", "language": "en", "kind": "greeting", "params": {"name": "Ada"}}
    return Letter(**(given | more))


def post(db: Database, **more: Any) -> None:
    db.write_now(posting, Somebody(), wanted=greeting(**more))


def posting(tx: Tx, actor: Somebody, *, wanted: Letter) -> None:
    del actor
    post_letter(tx, wanted)
