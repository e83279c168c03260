"""The command line: serve, migrate, and what an operator asks a server to do."""

# click leaves parts of its own types unknown.
# pyright: reportUnknownMemberType=false

import gc
import json
from pathlib import Path
from typing import Any

import rich_click as click

from deskbell.kit.catalogue import DEFAULT_LANGUAGE, refusal_sentence
from deskbell.kit.errors import Refusal
from deskbell.settings import Settings, prepare_data_folder, read_settings

_config = click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="A TOML file with settings.")
_data = click.option("--data", help="The folder for everything that is kept. Default: ./deskbell-data")
_database = click.option("--database-url", help="postgresql://… or sqlite:///…; default: a file in the data folder.")


_OPERATORS = ("account", "project", "subscription")


class _Words(click.RichGroup):
    """Says a refusal in one sentence instead of a traceback; loads what operators ask for when they ask for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_OPERATORS])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _OPERATORS:
            from deskbell.installation.commands import groups  # noqa: PLC0415 - serving need not load them

            return next(group for group in groups if group.name == cmd_name)
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever the command answers
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            raise click.ClickException(refusal_sentence(refusal, DEFAULT_LANGUAGE)) from refusal


@click.group(cls=_Words)
@click.version_option(package_name="deskbell")
def main() -> None:
    """Deskbell: live-chat customer service in one server."""


@main.command()
@_config
@_data
@_database
@click.option("--host", help="The address to listen on. Default: 127.0.0.1")
@click.option("--port", type=int, help="The port to listen on. Default: 8000")
def serve(config: Path | None, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Serve Console, Workspace and Widget; the database is migrated first."""
    # Of what is loaded and set up now nothing goes again: looking for garbage in it took a sixth of the start.
    gc.disable()
    from deskbell.serving import run  # noqa: PLC0415 - the other commands need not load the web server

    run(_settings(config, given))


@main.command()
@_config
@_data
@_database
def migrate(config: Path | None, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Bring the database to this version's tables."""
    from deskbell.migrations import migrate as run  # noqa: PLC0415 - loads every room

    run(_settings(config, given).database)
    click.echo("The database is up to date.")


@main.command()
def openapi() -> None:
    """Print the HTTP interface as an OpenAPI document."""
    from deskbell.app import http_interface  # noqa: PLC0415 - loads every room

    click.echo(json.dumps(http_interface(), indent=1, ensure_ascii=False))


@main.group()
def reports() -> None:
    """What the Workspace's reports are made of."""


@reports.command("rebuild")
@_config
@_data
@_database
@click.argument("project_id")
def rebuild_reports(config: Path | None, project_id: str, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Tell the reports of a project again, from the first fact of its log. The server may run meanwhile."""
    from deskbell.kit.db import Database  # noqa: PLC0415 - the other commands need not load it
    from deskbell.reports import rebuild  # noqa: PLC0415 - as above

    db = Database(_settings(config, given).database)
    try:
        facts = rebuild(db, project_id)
    finally:
        db.close()
    click.echo(f"The reports were told again from {facts} facts.")


def _settings(config: Path | None, given: dict[str, Any]) -> Settings:
    return prepare_data_folder(read_settings(config, given))
