"""People with accounts, and what was mailed to them."""

from typing import Any

from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import select

from deskbell.kit.db import Database
from deskbell.mail.tables import letter
from tests.rooms import PASSWORD, desk, rows

CONSOLE = "/api/v1/console"
SESSION = f"{CONSOLE}/session"
ACCOUNT = f"{CONSOLE}/account"
EMAIL = "owner@example.com"
ANOTHER_PASSWORD = "seven purple kettles hum"

Browser = TestClient[Litestar]


def sign_in(browser: Browser, email: str = EMAIL, password: str = PASSWORD, **more: str) -> Any:
    return browser.post(SESSION, json={"email": email, "password": password, **more})


def signed_in(browser: Browser, email: str = EMAIL, password: str = PASSWORD, **more: str) -> Browser:
    answer = sign_in(browser, email, password, **more)
    assert answer.status_code == 200, answer.text
    return browser


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def mailed(db: Database, kind: str, to: str = EMAIL) -> list[str]:
    """The tokens in the links of the letters of one kind to somebody, oldest first."""
    theirs = select(letter.c.link).where(letter.c.kind == kind, letter.c.recipient == to).order_by(letter.c.id)
    return [link.partition("#")[2] for (link,) in rows(db, theirs)]


__all__ = ["desk"]
