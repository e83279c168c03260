"""What every command begins with: which installation it is about, its database, and who acts."""

# click leaves parts of its own types unknown.
# pyright: reportUnknownMemberType=false

from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Protocol, TypeVar

import rich_click as click
from sqlalchemy.exc import DBAPIError

from deskbell.accounts import Operator
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput
from deskbell.settings import Settings, prepare_data_folder, read_settings
from deskbell.subscriptions import read_plans, use_plans

_BY = "command line"
PAGE = 100
T = TypeVar("T")


class Page(Protocol[T]):
    """A page of a list, and where the next one begins."""

    @property
    def items(self) -> list[T]: ...

    @property
    def next(self) -> str | None: ...


def settled(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options that say which installation it is about; it is given the database."""

    @wraps(command)
    def given_the_database(db: Database, _settings: Settings, **more: Any) -> None:  # noqa: ANN401 - click's options
        command(db, **more)

    return told(given_the_database)


def told(command: Callable[..., None]) -> Callable[..., None]:
    """The same for one that must know the settings too."""

    @click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="A TOML file with settings.")
    @click.option("--data", help="The folder for everything that is kept. Default: ./deskbell-data")
    @click.option("--database-url", help="postgresql://… or sqlite:///…; default: a file in the data folder.")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
    @wraps(command)
    def run(config: Path | None, data: str | None, database_url: str | None, **more: Any) -> None:  # noqa: ANN401 - click's options
        settings = prepare_data_folder(read_settings(config, {"data": data, "database_url": database_url}))
        use_plans(read_plans(settings.plans))
        with _database(settings) as db:
            command(db, settings, **more)

    return run


@contextmanager
def _database(settings: Settings) -> Generator[Database]:
    db = Database(settings.database)
    try:
        yield db
    except DBAPIError as error:
        if "no such" in str(error.orig) or "does not exist" in str(error.orig):
            raise BadInput("not_migrated") from error
        raise
    finally:
        db.close()


def all_pages(ask: Callable[[str | None, int], Page[T]], *, limit: int) -> list[T]:
    """The first `limit` of a list that comes in pages: `ask` is given where the next one begins, and its size."""
    items: list[T] = []
    after = None
    while len(items) < limit:
        page = ask(after, min(PAGE, limit - len(items)))
        items += page.items
        after = page.next
        if after is None:
            break
    return items


def acting(project_id: str = "") -> Operator:
    """The command line as somebody who acts, upon a project or upon the installation."""
    return Operator(None, _BY, project_id)
