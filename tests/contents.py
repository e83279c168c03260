"""What a database holds, to compare before and after."""

from typing import Any

from sqlalchemy import MetaData, create_engine, make_url, select

_CHANGES_BY_LOOKING = {"last_seen_at", "expires_at"}


def contents(database_url: str, *, but: frozenset[str] = frozenset()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, without `but` and without the times at which somebody was last seen."""
    url = make_url(database_url)
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    metadata = MetaData()
    try:
        with engine.connect() as connection:
            metadata.reflect(connection)
            return {
                table.name: sorted(map(tuple, connection.execute(select(*_lasting(table.columns)))), key=repr)
                for table in metadata.sorted_tables
                if table.name not in but
            }
    finally:
        engine.dispose()


def _lasting(columns: Any) -> list[Any]:
    return [column for column in columns if column.name not in _CHANGES_BY_LOOKING]
