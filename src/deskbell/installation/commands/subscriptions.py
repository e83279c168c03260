"""`deskbell subscription …`: looking at what a project may use, granting, suspending and resuming."""

# click leaves parts of its own types unknown.
# pyright: reportUnknownMemberType=false

from datetime import UTC, datetime

import rich_click as click

from deskbell.installation.commands.printing import day, moment, print_json, print_table
from deskbell.installation.commands.projects import print_project
from deskbell.installation.commands.settled import acting, settled
from deskbell.installation.deciding import Grant, grant_subscription, resume_subscription, suspend_subscription
from deskbell.installation.looking import project_named
from deskbell.kit.db import Database
from deskbell.subscriptions import history


@click.group()
def subscription() -> None:
    """Look at a project's subscription, grant a plan, suspend and resume."""


@subscription.command("show")
@click.argument("project")
@settled
def show_subscription(db: Database, *, project: str, as_json: bool) -> None:
    """A project's subscription and what became of it; PROJECT is an id, a site key or an exact name."""
    found = db.read_now(project_named, project)
    happened, _ = db.read_now(history, found.project.id, None, 20)
    if as_json:
        return print_json({"project": found.project, "history": happened})
    print_project(found, as_json=False)
    return print_table(
        ("when", "what", "plan", "seats", "until", "by", "reason"),
        [
            (moment(one.at), one.what, one.plan, str(one.seats), day(one.valid_until), one.by_name, one.reason)
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
@settled
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
    after = db.write_now(grant_subscription, acting(found.project.id), wanted=wanted)
    print_project(after, as_json=as_json)


@subscription.command("suspend")
@click.argument("project")
@click.option("--reason", required=True, help="Why; the owners read it.")
@settled
def stop(db: Database, *, project: str, reason: str, as_json: bool) -> None:
    """Stop a project's subscription: the free plan's limits apply until it is resumed, nothing is deleted."""
    found = db.read_now(project_named, project)
    after = db.write_now(suspend_subscription, acting(found.project.id), reason=reason)
    print_project(after, as_json=as_json)


@subscription.command("resume")
@click.argument("project")
@click.option("--reason", default="", help="Why; kept in the history.")
@settled
def go_on(db: Database, *, project: str, reason: str, as_json: bool) -> None:
    """Let a suspended subscription go on."""
    found = db.read_now(project_named, project)
    after = db.write_now(resume_subscription, acting(found.project.id), reason=reason)
    print_project(after, as_json=as_json)


def _end_of(last: datetime) -> int:
    """Its last second: what ends then is there for all of the day, and is said to end on it."""
    return int(last.replace(tzinfo=UTC, hour=23, minute=59, second=59).timestamp()) * 1_000
