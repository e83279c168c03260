"""A database that may lose what it confirmed is told of, not refused."""

from pathlib import Path

from deskbell.kit.db import settings_that_lose
from tests.services import Postgres


def test_settings_that_lose_are_named(postgres: Postgres) -> None:
    with postgres.database() as url:
        assert settings_that_lose(url) == ["fsync", "full_page_writes", "synchronous_commit"]


def test_sqlite_is_set_by_us(tmp_path: Path) -> None:
    assert settings_that_lose(f"sqlite:///{tmp_path / 'x.sqlite3'}") == []
