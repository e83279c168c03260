"""The migrations lead to the tables that the rooms declare, on both databases, and may run again."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from deskbell.kit.db.engines import make_engine
from deskbell.migrations import migrate, tables


def test_migrating_gives_the_declared_tables(empty_database_url: str) -> None:
    for _ in range(2):
        migrate(empty_database_url)
    engine = make_engine(empty_database_url, query_only=False)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, tables())
    engine.dispose()
    assert differences == []
