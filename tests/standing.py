"""Servers that stand for many tests: those that only look at what a call, or a project of their own, does."""

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest

from tests.services import Postgres, migrate
from tests.serving import Server

T = TypeVar("T")

PLENTY = {
    **dict.fromkeys(("messages_per_minute", "arrivals_per_minute", "writes_per_minute"), "1000000"),
    "webhooks_allow_private": "true",
}
"""Settings for a server of many people at one address."""


@dataclass(frozen=True)
class Standing:
    """A running server, the address of its database, and what its tests have made there to be used again."""

    server: Server
    database_url: str
    _made: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def url(self) -> str:
        return self.server.url

    def once(self, name: str, make: Callable[[str], T]) -> T:
        """What `make` made of this server's address when it was first asked for by this name."""
        if name not in self._made:
            self._made[name] = make(self.url)
        return cast("T", self._made[name])


class Standings:
    """One server for each purpose and kind of database, from when it is first asked for to the worker's last test."""

    def __init__(
        self, folders: pytest.TempPathFactory, migrated_sqlite: Path, postgres: Postgres, ends: ExitStack
    ) -> None:
        self._folders = folders
        self._migrated_sqlite = migrated_sqlite
        self._postgres = postgres
        self._ends = ends
        self._standing: dict[tuple[str, str], Standing] = {}

    def __call__(self, purpose: str, kind: str, **settings: str) -> Standing:
        if (purpose, kind) not in self._standing:
            self._standing[purpose, kind] = self._begin(purpose, kind, settings)
        return self._standing[purpose, kind]

    def _begin(self, purpose: str, kind: str, settings: dict[str, str]) -> Standing:
        folder = self._folders.mktemp(purpose)
        if kind == "sqlite":
            shutil.copyfile(self._migrated_sqlite, folder / "deskbell.sqlite3")
            database_url = f"sqlite:///{folder / 'deskbell.sqlite3'}"
        else:
            template = self._postgres.template("migrated", migrate)
            database_url = self._ends.enter_context(self._postgres.database(template=template))
        server = Server(folder / "data", database_url, settings).start()
        self._ends.callback(server.kill)
        return Standing(server, database_url)
