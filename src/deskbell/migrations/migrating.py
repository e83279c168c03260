"""Bringing a database to this version's tables."""

from importlib import import_module

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, text

from deskbell.kit.db import metadata
from deskbell.kit.db.engines import is_out_of_service, make_engine
from deskbell.kit.errors import Unavailable

_ROOMS_WITH_TABLES = (
    "eventlog",
    "presence",
    "accounts",
    "projects",
    "subscriptions",
    "team",
    "visitors",
    "conversations",
)
_ONE_AT_A_TIME = 7_205_759_403


def tables() -> MetaData:
    """Every room's tables."""
    for room in _ROOMS_WITH_TABLES:
        import_module(f"deskbell.{room}")
    return metadata


def migrate(url: str) -> None:
    """Run what is missing. Two nodes may start at once: one of them migrates, the other waits."""
    engine = make_engine(url, query_only=False)
    config = Config()
    config.set_main_option("script_location", "deskbell:migrations")
    config.attributes["metadata"] = tables()
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except Exception as error:
        if is_out_of_service(error):
            raise Unavailable("no_database") from error
        raise
    finally:
        engine.dispose()
