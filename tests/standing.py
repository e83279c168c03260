"""A server that stands for many tests of a file: those that only look at what one call does to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.services import migrate
from tests.serving import Server


class Standing(NamedTuple):
    """A running server and the address of its database."""

    server: Server
    database_url: str

    @property
    def url(self) -> str:
        return self.server.url


def standing(request: pytest.FixtureRequest, folder: Path, kind: str, **settings: str) -> Iterator[Standing]:
    """For a fixture of a module's scope, with `params=BOTH`: yield from it."""
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), folder / "deskbell.sqlite3")
        yield from _running(folder, f"sqlite:///{folder / 'deskbell.sqlite3'}", settings)
        return
    postgres = request.getfixturevalue("postgres")
    with postgres.database(template=postgres.template("migrated", migrate)) as url:
        yield from _running(folder, url, settings)


def _running(folder: Path, database_url: str, settings: dict[str, str]) -> Iterator[Standing]:
    server = Server(folder / "data", database_url, settings)
    try:
        yield Standing(server.start(), database_url)
    finally:
        server.kill()
