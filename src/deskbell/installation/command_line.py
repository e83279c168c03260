"""What an operator does on the server's machine: projects, accounts and subscriptions by command.

Each command is one short transaction of its own beside the running server, which finds what was written by itself.
"""

# click leaves parts of its own types unknown.
# pyright: reportUnknownMemberType=false

import json
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import msgspec
import rich_click as click
from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy.exc import DBAPIError

from deskbell.accounts import (
    AccountCard,
    Operator,
    account_named,
    block_account,
    dismiss_operator,
    make_operator,
    unblock_account,
)
from deskbell.installation.deciding import Grant, grant_subscription, resume_subscription, suspend_subscription
from deskbell.installation.looking import (
    AccountLine,
    ProjectDetails,
    ProjectLine,
    account_lines,
    account_page,
    overview,
    project_named,
    project_page,
)
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput
from deskbell.settings import Settings, prepare_data_folder, read_settings
from deskbell.subscriptions import history, read_plans, use_plans

_BY = "command line"
_WIDE = 200
_PAGE = 100


def _settled(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options that say which installation it is about."""

    @click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="A TOML file with settings.")
    @click.option("--data", help="The folder for everything that is kept. Default: ./deskbell-data")
    @click.option("--database-url", help="postgresql://… or sqlite:///…; default: a file in the data folder.")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
    @wraps(command)
    def run(config: Path | None, data: str | None, database_url: str | None, **more: Any) -> None:  # noqa: ANN401 - click's options
        settings = prepare_data_folder(read_settings(config, {"data": data, "database_url": database_url}))
        use_plans(read_plans(settings.plans))
        with _database(settings) as db:
            command(db, **more)

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


@click.group()
def project() -> None:
    """Look at the projects of this installation."""


@project.command("list")
@click.argument("search", default="")
@click.option("--limit", type=click.IntRange(1, 100_000), default=_PAGE, show_default=True, help="At most so many.")
@_settled
def list_projects(db: Database, *, search: str, limit: int, as_json: bool) -> None:
    """Projects, newest first; SEARCH is part of a name or of an owner's e-mail, an id or a site key."""
    items: list[ProjectLine] = []
    after = None
    while len(items) < limit:
        page = db.read_now(project_page, search=search, after=after, limit=min(_PAGE, limit - len(items)))
        items += page.items
        after = page.next
        if after is None:
            break
    if as_json:
        return _print_json(items)
    _print_table(
        ("id", "name", "owners", "plan", "state", "until", "seats", "created"),
        [
            (
                one.id, one.name, ", ".join(owner.email for owner in one.owners), one.subscription.plan,
                one.subscription.state, _day(one.subscription.valid_until),
                f"{one.subscription.seats.used}/{one.subscription.seats.bought}", _day(one.created_at),
            )
            for one in items
        ],
    )  # fmt: skip
    return None


@project.command("show")
@click.argument("name")
@_settled
def show_project(db: Database, *, name: str, as_json: bool) -> None:
    """One project, by id, site key or exact name."""
    _print_project(db.read_now(project_named, name), as_json=as_json)


@project.command("count")
@_settled
def count(db: Database, *, as_json: bool) -> None:
    """The installation in numbers."""
    numbers = db.read_now(overview)
    if as_json:
        return _print_json(numbers)
    states = ", ".join(f"{n} {state}" for state, n in sorted(numbers.states.items()))
    return _print_facts(
        ("projects", str(numbers.projects)),
        ("by state", states or "none"),
        ("accounts", str(numbers.accounts)),
        ("operators", str(numbers.operators)),
        ("blocked", str(numbers.blocked)),
        ("seats", f"{numbers.seats_used} used of {numbers.seats_bought}"),
        ("end within 14 days", str(numbers.ending_soon)),
    )


@click.group()
def account() -> None:
    """Look at accounts, make operators, block and unblock."""


@account.command("list")
@click.argument("search", default="")
@click.option("--limit", type=click.IntRange(1, 100_000), default=_PAGE, show_default=True, help="At most so many.")
@_settled
def list_accounts(db: Database, *, search: str, limit: int, as_json: bool) -> None:
    """Accounts, newest first; SEARCH is part of a name or e-mail, or an id."""
    items: list[AccountLine] = []
    after = None
    while len(items) < limit:
        page = db.read_now(account_page, search=search, after=after, limit=min(_PAGE, limit - len(items)))
        items += page.items
        after = page.next
        if after is None:
            break
    if as_json:
        return _print_json(items)
    return _print_table(
        ("id", "e-mail", "name", "projects", "created", "last seen", "is"),
        [
            (
                one.id, one.email, one.name, str(one.projects), _day(one.created_at), _day(one.last_seen_at),
                "operator" if one.operator_since else "blocked" if one.blocked_at else "",
            )
            for one in items
        ],
    )  # fmt: skip


@account.command("show")
@click.argument("name")
@_settled
def show_account(db: Database, *, name: str, as_json: bool) -> None:
    """One account, by e-mail or id."""
    _print_account(db, db.read_now(account_named, name), as_json=as_json)


@account.command("make-operator")
@click.argument("name")
@_settled
def appoint(db: Database, *, name: str, as_json: bool) -> None:
    """Have the account NAME (e-mail or id) administer this installation."""
    found = db.read_now(account_named, name)
    _print_account(db, db.write_now(make_operator, _operator(), account_id=found.id), as_json=as_json)


@account.command("dismiss-operator")
@click.argument("name")
@_settled
def dismiss(db: Database, *, name: str, as_json: bool) -> None:
    """Have the account administer this installation no longer; the last operator stays."""
    found = db.read_now(account_named, name)
    _print_account(db, db.write_now(dismiss_operator, _operator(), account_id=found.id), as_json=as_json)


@account.command("block")
@click.argument("name")
@click.option("--reason", required=True, help="Why; other operators read it.")
@_settled
def block(db: Database, *, name: str, reason: str, as_json: bool) -> None:
    """Sign an account out everywhere and keep it from signing in to the Console."""
    found = db.read_now(account_named, name)
    _print_account(db, db.write_now(block_account, _operator(), account_id=found.id, reason=reason), as_json=as_json)


@account.command("unblock")
@click.argument("name")
@_settled
def unblock(db: Database, *, name: str, as_json: bool) -> None:
    """Let an account sign in again."""
    found = db.read_now(account_named, name)
    _print_account(db, db.write_now(unblock_account, _operator(), account_id=found.id), as_json=as_json)


@click.group()
def subscription() -> None:
    """Look at a project's subscription, grant a plan, suspend and resume."""


@subscription.command("show")
@click.argument("project")
@_settled
def show_subscription(db: Database, *, project: str, as_json: bool) -> None:
    """A project's subscription and what became of it; PROJECT is an id, a site key or an exact name."""
    found = db.read_now(project_named, project)
    happened, _ = db.read_now(history, found.project.id, None, 20)
    if as_json:
        return _print_json({"project": found.project, "history": happened})
    _print_project(found, as_json=False)
    return _print_table(
        ("when", "what", "plan", "seats", "until", "by", "reason"),
        [
            (_moment(one.at), one.what, one.plan, str(one.seats), _day(one.valid_until), one.by_name, one.reason)
            for one in happened
        ],
    )


@subscription.command("grant")
@click.argument("project")
@click.option("--plan", required=True, help="A plan of the catalogue, by its key.")
@click.option("--seats", type=int, required=True, help="How many agents it may have.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day (UTC). Without it there is no end.")
@click.option("--grace-days", type=int, help="Days of grace after the end. Default: as the plan says.")
@click.option("--reason", default="", help="Why; kept in the history.")
@_settled
def give(  # noqa: PLR0913 - the command's options
    db: Database,
    *,
    project: str,
    plan: str,
    seats: int,
    until: datetime | None,
    grace_days: int | None,
    reason: str,
    as_json: bool,
) -> None:
    """Give a project a plan with seats from now on."""
    found = db.read_now(project_named, project)
    wanted = Grant(plan, seats, None if until is None else _end_of(until), grace_days, reason)
    after = db.write_now(grant_subscription, _operator(found.project.id), wanted=wanted)
    _print_project(after, as_json=as_json)


@subscription.command("suspend")
@click.argument("project")
@click.option("--reason", required=True, help="Why; the owners read it.")
@_settled
def stop(db: Database, *, project: str, reason: str, as_json: bool) -> None:
    """Stop a project's subscription: the free plan's limits apply until it is resumed, nothing is deleted."""
    found = db.read_now(project_named, project)
    after = db.write_now(suspend_subscription, _operator(found.project.id), reason=reason)
    _print_project(after, as_json=as_json)


@subscription.command("resume")
@click.argument("project")
@click.option("--reason", default="", help="Why; kept in the history.")
@_settled
def go_on(db: Database, *, project: str, reason: str, as_json: bool) -> None:
    """Let a suspended subscription go on."""
    found = db.read_now(project_named, project)
    after = db.write_now(resume_subscription, _operator(found.project.id), reason=reason)
    _print_project(after, as_json=as_json)


def _operator(project_id: str = "") -> Operator:
    return Operator(None, _BY, project_id)


def _print_project(found: ProjectDetails, *, as_json: bool) -> None:
    if as_json:
        return _print_json(found)
    one = found.project
    kept = one.subscription
    suspended = (
        () if kept.suspended_at is None else (("suspended", f"{_moment(kept.suspended_at)}: {kept.suspended_why}"),)
    )
    return _print_facts(
        ("id", one.id),
        ("name", one.name),
        ("site key", one.site_key),
        ("owners", ", ".join(f"{owner.name} <{owner.email}>" for owner in one.owners) or "none"),
        ("administrators", str(found.administrators)),
        ("created", _moment(one.created_at)),
        ("plan", kept.plan),
        ("state", kept.state),
        ("until", "no end" if kept.valid_until is None else _moment(kept.valid_until)),
        ("seats", f"{kept.seats.used} used of {kept.seats.bought}"),
        *suspended,
    )


def _print_account(db: Database, card: AccountCard, *, as_json: bool) -> None:
    one = db.read_now(account_lines, [card])[0]
    if as_json:
        return _print_json(one)
    return _print_facts(
        ("id", one.id),
        ("e-mail", one.email),
        ("name", one.name),
        ("projects", str(one.projects)),
        ("created", _moment(one.created_at)),
        ("last seen", "-" if one.last_seen_at is None else _moment(one.last_seen_at)),
        ("operator", "no" if one.operator_since is None else f"since {_moment(one.operator_since)}"),
        ("blocked", "no" if one.blocked_at is None else f"{_moment(one.blocked_at)}: {one.blocked_because}"),
    )


def _print_json(value: Any) -> None:  # noqa: ANN401 - whatever a query answers
    click.echo(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2))


def _print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        # Names are somebody else's text: no markup of theirs is obeyed.
        table.add_row(*(Text(cell) for cell in row))
    _console().print(table)


def _print_facts(*facts: tuple[str, str]) -> None:
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, value in facts:
        table.add_row(Text(name, style="dim"), Text(value))
    _console().print(table)


def _console() -> Console:
    return Console() if sys.stdout.isatty() else Console(width=_WIDE)


def _end_of(day: datetime) -> int:
    return int(day.replace(tzinfo=UTC).timestamp() + 86_400) * 1_000


def _day(at: int | None) -> str:
    return "-" if at is None else datetime.fromtimestamp(at / 1_000, UTC).strftime("%Y-%m-%d")


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at / 1_000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


groups = [project, account, subscription]
