"""The migrations lead to the tables that the rooms declare, on both databases, and may run again."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from deskbell.kit.db.engines import make_engine
from deskbell.migrations import migrate, tables


def _declared(name: str | None, _kind: str, _parents: object) -> bool:
    """What finds words, and what it keeps beside itself, is made by a migration alone."""
    return not (name or "").startswith(("said_found", "known_found"))


def test_migrating_gives_the_declared_tables(empty_database_url: str) -> None:
    for _ in range(2):
        migrate(empty_database_url)
    engine = make_engine(empty_database_url, query_only=False)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _declared})
        differences = compare_metadata(context, tables())
    engine.dispose()
    assert differences == []


def test_the_newest_file_is_the_newest_revision() -> None:
    # `migrate` looks at the files' names alone to tell whether anything is missing.
    config = Config()
    config.set_main_option("script_location", "deskbell:migrations")
    scripts = ScriptDirectory.from_config(config)
    names = {Path(script.path).name.partition("_")[0] for script in scripts.walk_revisions()}
    assert names == {script.revision for script in scripts.walk_revisions()}
    assert scripts.get_current_head() == max(names)
