"""What the rooms' own tests share: a database, people who act, and the rooms' routes as an app."""

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable, Generator, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple, TypeVar

import msgspec
import pytest
from litestar import Litestar
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.testing import TestClient
from sqlalchemy import Executable, select

from deskbell.accounts import Account, Stranger, sign_up
from deskbell.accounts.routes import handlers as account_handlers
from deskbell.billing.routes import handlers as billing_handlers
from deskbell.eventlog import read_after
from deskbell.installation.routes import handlers as installation_handlers
from deskbell.kit.clock import system_clock
from deskbell.kit.db import Database, Tx, come_from
from deskbell.kit.errors import Refusal
from deskbell.kit.http import (
    Ask,
    JsonRequest,
    answer_bad_request,
    answer_our_mistake,
    answer_refusal,
    edge_state,
    origin_of,
)
from deskbell.kit.passwords import hashed
from deskbell.mail.tables import letter
from deskbell.management import open_project
from deskbell.management.routes import handlers as management_handlers
from deskbell.projects import NewProject, Owner
from deskbell.settings import Settings
from deskbell.subscriptions import Trial
from deskbell.team import Administrator, NewAdministrator, add_administrator
from deskbell.team.routes import handlers as team_handlers

R = TypeVar("R")

PASSWORD = "correct horse battery"
ADA = "ada@example.com"
WORKSPACE_SESSION = "/api/v1/workspace/session"
SOMEWHERE = Stranger("192.0.2.1", "Mozilla/5.0")
_numbers = itertools.count(1)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def db(database_url: str, clock: Clock) -> Iterator[Database]:
    database = Database(database_url, clock=clock)
    yield database
    database.close()


@pytest.fixture
def other_node(database_url: str, clock: Clock, db: Database) -> Iterator[Database]:
    """A second process at the same database, as far as the database can tell."""
    del db
    database = Database(database_url, clock=clock)
    yield database
    database.close()


@contextmanager
def desk(db: Database, **settings: str | int) -> Generator[TestClient[Litestar]]:
    """A browser in front of these rooms' routes."""
    free = _desks.setdefault(msgspec.json.encode(settings), [])
    routes = free.pop() if free else _Routes(msgspec.convert(settings, Settings))
    with routes.browser(db) as browser:
        yield browser
    free.append(routes)


class _Routes:
    """The rooms' routes as an app. Making one takes a third of a second, so each serves many tests, one at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._db: Database
        self._app = Litestar(
            [*account_handlers, *management_handlers, *installation_handlers, *billing_handlers, *team_handlers],
            dependencies={"db": Provide(self._provide_db), "settings": Provide(self._provide_settings)},
            request_class=JsonRequest,
            before_request=_say_where,
            exception_handlers={
                Refusal: answer_refusal,
                HTTPException: answer_bad_request,
                Exception: answer_our_mistake,
            },
        )

    @contextmanager
    def browser(self, db: Database) -> Generator[TestClient[Litestar]]:
        """Somebody in front of them who has asked nothing before; every limit is untouched."""
        self._db = db
        given = self._settings
        self._app.state = edge_state(system_clock, given.public_url, given.writes_per_minute)
        with TestClient(self._app, raise_server_exceptions=False) as browser:
            yield browser

    async def _provide_db(self) -> Database:
        return self._db

    async def _provide_settings(self) -> Settings:
        return self._settings


_desks: dict[bytes, list[_Routes]] = {}


async def _say_where(request: Ask) -> None:
    come_from(origin_of(request.scope))  # pyright: ignore[reportArgumentType] - a typed dict is a mapping too


def new_client_id() -> str:
    return f"client-{next(_numbers):08}"


@cache
def hash_of(password: str) -> str:
    """Made once: it takes its time by design."""
    return asyncio.run(hashed(password))


def new_account(db: Database, email: str = "owner@example.com", name: str = "Olga Owner") -> Account:
    return db.write_now(
        sign_up,
        SOMEWHERE,
        setting="open",
        operator_first=True,
        email=email,
        password_hash=hash_of(PASSWORD),
        name=name,
        language="en",
        time_zone="UTC",
        token=new_client_id(),
    )


def new_project(db: Database, account: Account, name: str = "Shop", seats: int = 5) -> Owner:
    wanted = NewProject(new_client_id(), name)
    return db.write_now(open_project, account, wanted=wanted, trial=Trial(days=14, seats=seats))


def add(db: Database, owner: Owner, email: str, **more: str | None) -> Administrator:
    given: dict[str, Any] = {"client_id": new_client_id(), "name": None, "password_hash": None, **more}
    return db.write_now(add_administrator, owner, wanted=NewAdministrator(email=email, **given), language="en")


def team_facts(db: Database, project_id: str, kind: str) -> list[Any]:
    facts = db.read_now(read_after, project_id, 0, 1_000)
    assert {fact.visitor_id for fact in facts} <= {None}
    return [
        msgspec.json.decode(fact.team or "null") for fact in facts if msgspec.json.decode(fact.body)["type"] == kind
    ]


def project_with(db: Database, email: str = ADA, password: str = PASSWORD, owner: str = "o@example.com") -> Owner:
    project = new_project(db, new_account(db, owner), name=f"Shop of {owner}")
    add(db, project, email, name="Ada", password_hash=hash_of(password))
    return project


def enter(browser: TestClient[Litestar], email: str = ADA, password: str = PASSWORD, **more: str) -> Any:
    return browser.post(WORKSPACE_SESSION, json={"email": email, "password": password, **more})


def together(calls: list[Callable[[], Awaitable[R]]]) -> list[R | Refusal]:
    """Make the calls at the same moment; a refusal is an answer like any other."""

    async def all_of_them() -> list[Any]:
        return await asyncio.gather(*(call() for call in calls), return_exceptions=True)

    answers = asyncio.run(all_of_them())
    for answer in answers:
        if isinstance(answer, BaseException) and not isinstance(answer, Refusal):
            raise answer
    return answers


class Posted(NamedTuple):
    """A letter that was posted."""

    kind: str
    link: str
    params: dict[str, str | int]


def letters_to(db: Database, to: str, kind: str | None = None) -> list[Posted]:
    """The letters to somebody, oldest first."""
    query = select(letter).where(letter.c.recipient == to).order_by(letter.c.id)
    return [Posted(one.kind, one.link, json.loads(one.params)) for one in rows(db, query) if kind in {None, one.kind}]


def rows(db: Database, sql: Executable) -> list[Any]:
    """What a statement selects, for looking behind the doors."""

    def ask(tx: Tx) -> list[Any]:
        return list(tx.execute(sql))

    return db.read_now(ask)
