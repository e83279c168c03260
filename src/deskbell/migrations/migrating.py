"""Bringing a database to this version's tables."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection, MetaData, inspect, text

from deskbell.kit.db import metadata
from deskbell.kit.db.engines import is_out_of_service, make_engine
from deskbell.kit.errors import Unavailable

_ROOMS_WITH_TABLES = (
    "eventlog",
    "presence",
    "audit",
    "mail",
    "finding",
    "accounts",
    "projects",
    "subscriptions",
    "billing",
    "team",
    "visitors",
    "webhooks",
    "conversations",
    "notifications",
    "reports",
)
_VERSIONS = Path(__file__).with_name("versions")
_ONE_AT_A_TIME = 7_205_759_403


def tables() -> MetaData:
    """Every room's tables."""
    for room in _ROOMS_WITH_TABLES:
        import_module(f"deskbell.{room}")
    return metadata


def migrate(url: str) -> None:
    """Run what is missing. Two nodes may start at once: one of them migrates, the other waits."""
    engine = make_engine(url, query_only=False)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                # A large table, or another node that is at it, may take longer than any request.
                connection.execute(text("SET LOCAL statement_timeout = 0"))
                connection.execute(text("SET LOCAL lock_timeout = 0"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
            if not _is_current(connection):
                _upgrade(connection)
    except Exception as error:
        if is_out_of_service(error):
            raise Unavailable("no_database") from error
        raise
    finally:
        engine.dispose()


def _is_current(connection: Connection) -> bool:
    """Whether nothing is missing, as nearly always; then Alembic is not even loaded, and the start is shorter."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    newest = max(file.name.partition("_")[0] for file in _VERSIONS.glob("[0-9]*.py"))
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == newest


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", "deskbell:migrations")
    config.attributes["metadata"] = tables()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
