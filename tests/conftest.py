"""What every test may ask for: a fresh database (each test on both kinds), NATS, and a server of its own."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher

from tests.services import PATIENCE, Postgres, migrate, nats_server, postgres_server
from tests.serving import Server
from tests.standing import PLENTY, Standing, Standings

BOTH = ("sqlite", "postgresql")

# A client of HTTP reads the certificates of the world before its first request, which takes it 30 ms. Whatever these
# tests ask is on this machine.
os.environ.pop("SSL_CERT_FILE", None)
os.environ["SSL_CERT_DIR"] = os.devnull

# With bytecode kept, the second start of a server or a command takes half the time of the first.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Five seconds is what an answer may take unless told otherwise: too few for a slow machine that has other things to do.
for _call in (httpx.Client.__init__, httpx.get, httpx.post, httpx.put, httpx.patch, httpx.request):
    _call.__kwdefaults__ = {**(_call.__kwdefaults__ or {}), "timeout": PATIENCE}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, for whoever begins one of them last keeps everybody waiting at the end.

    Those with a browser are spread among the others: with one in every worker each waits for a core, and then too long.
    """
    rooms = ("delivery", "hostile", "journeys")
    items.sort(key=lambda item: next((rank for rank, room in enumerate(rooms) if room in item.path.parts), len(rooms)))
    begun: dict[Path, float] = {}
    for browser, until in ((True, 0.8), (False, 1.0)):
        paths = [item.path for item in items if ("browser" in item.path.parts) is browser]
        for place, path in enumerate(paths):
            begun.setdefault(path, until * place / len(paths))
    items.sort(key=lambda item: begun[item.path])


def pytest_collection_finish() -> None:
    """What is loaded and collected stays: leave it out of every later search for garbage, as a server does."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed with little work in a test's own process; servers that it starts do the least allowed."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("deskbell.kit.passwords._hasher", cheap)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL for this worker, started when the first test needs it."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def nats_url() -> Iterator[str]:
    """A NATS server for this worker, started when the first test needs it."""
    with nats_server() as url:
        yield url


@pytest.fixture(params=BOTH)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables; a test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield _sqlite_url(tmp_path / "empty.sqlite3")
    else:
        server: Postgres = request.getfixturevalue("postgres")
        with server.database() as url:
            yield url


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database; a test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), tmp_path / "deskbell.sqlite3")
        yield _sqlite_url(tmp_path / "deskbell.sqlite3")
    else:
        server: Postgres = request.getfixturevalue("postgres")
        with server.database(template=server.template("migrated", migrate)) as url:
            yield url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and no rows, to be copied: migrating once is enough."""
    file = tmp_path_factory.mktemp("migrated") / "deskbell.sqlite3"
    migrate(_sqlite_url(file))
    return file


@pytest.fixture(scope="session")
def standings(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path, postgres: Postgres
) -> Iterator[Standings]:
    """Servers that stand for as long as this worker has tests."""
    with ExitStack() as ends:
        yield Standings(tmp_path_factory, migrated_sqlite, postgres, ends)


@pytest.fixture(params=BOTH)
def standing(standings: Standings, request: pytest.FixtureRequest) -> Standing:
    """A server that others use too, of each kind: for tests that make a project of their own and harm nobody."""
    return standings("everybody", request.param, **PLENTY)


@pytest.fixture
def standing_url(standings: Standings) -> str:
    """Where one of them is, where the database makes no difference."""
    return standings("everybody", "sqlite", **PLENTY).url


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Make servers, to be started, that are gone after the test: `new_server(url, sign_up="open")`."""
    servers: list[Server] = []

    def make(database_url: str | None = None, *, data: Path | None = None, **settings: str) -> Server:
        server = Server(data or tmp_path / f"data-{len(servers)}", database_url, settings)
        servers.append(server)
        return server

    yield make
    for server in servers:
        server.kill()


@pytest.fixture
def server(new_server: Callable[..., Server], database_url: str) -> Server:
    """A running server; a test that asks for it runs on SQLite and on PostgreSQL."""
    return new_server(database_url).start()


def _sqlite_url(file: Path) -> str:
    return f"sqlite:///{file}"
