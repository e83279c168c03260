"""Whether a database keeps what it has confirmed, as far as its settings tell."""

from sqlalchemy import text

from deskbell.kit.db.engines import make_engine

_NEEDED = ("fsync", "full_page_writes", "synchronous_commit")


def settings_that_lose(url: str) -> list[str]:
    """PostgreSQL settings with which an acknowledged message may be lost in a crash; none on SQLite, where we set all.

    A database made for tests may have them off, so this is for a warning and never refused.
    """
    engine = make_engine(url, query_only=True)
    try:
        if engine.dialect.name != "postgresql":
            return []
        off = text("SELECT name FROM pg_settings WHERE name = ANY(:names) AND setting = 'off' ORDER BY name")
        with engine.connect() as connection:
            return list(connection.execute(off, {"names": list(_NEEDED)}).scalars())
    finally:
        engine.dispose()
