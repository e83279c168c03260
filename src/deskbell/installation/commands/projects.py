"""`deskbell project …`: looking at the projects of this installation."""

# click leaves parts of its own types unknown.
# pyright: reportUnknownMemberType=false

import rich_click as click

from deskbell.installation.commands.printing import day, moment, print_facts, print_json, print_table
from deskbell.installation.commands.settled import PAGE, all_pages, settled
from deskbell.installation.looking import ProjectDetails, overview, project_named, project_page
from deskbell.kit.db import Database


@click.group()
def project() -> None:
    """Look at the projects of this installation."""


@project.command("list")
@click.argument("search", default="")
@click.option("--limit", type=click.IntRange(1, 100_000), default=PAGE, show_default=True, help="At most so many.")
@settled
def list_projects(db: Database, *, search: str, limit: int, as_json: bool) -> None:
    """Projects, newest first; SEARCH is part of a name or of an owner's e-mail, an id or a site key."""
    items = all_pages(
        lambda after, size: db.read_now(project_page, search=search, after=after, limit=size), limit=limit
    )
    if as_json:
        return print_json(items)
    print_table(
        ("id", "name", "owners", "plan", "state", "until", "seats", "created"),
        [
            (
                one.id, one.name, ", ".join(owner.email for owner in one.owners), one.subscription.plan,
                one.subscription.state, day(one.subscription.valid_until),
                f"{one.subscription.seats.used}/{one.subscription.seats.bought}", day(one.created_at),
            )
            for one in items
        ],
    )  # fmt: skip
    return None


@project.command("show")
@click.argument("name")
@settled
def show_project(db: Database, *, name: str, as_json: bool) -> None:
    """One project, by id, site key or exact name."""
    print_project(db.read_now(project_named, name), as_json=as_json)


@project.command("count")
@settled
def count(db: Database, *, as_json: bool) -> None:
    """The installation in numbers."""
    numbers = db.read_now(overview)
    if as_json:
        return print_json(numbers)
    states = ", ".join(f"{n} {state}" for state, n in sorted(numbers.states.items()))
    return print_facts(
        ("projects", str(numbers.projects)),
        ("by state", states or "none"),
        ("accounts", str(numbers.accounts)),
        ("operators", str(numbers.operators)),
        ("blocked", str(numbers.blocked)),
        ("seats", f"{numbers.seats_used} used of {numbers.seats_bought}"),
        ("end within 14 days", str(numbers.ending_soon)),
    )


def print_project(found: ProjectDetails, *, as_json: bool) -> None:
    if as_json:
        return print_json(found)
    one = found.project
    kept = one.subscription
    suspended = (
        () if kept.suspended_at is None else (("suspended", f"{moment(kept.suspended_at)}: {kept.suspended_why}"),)
    )
    return print_facts(
        ("id", one.id),
        ("name", one.name),
        ("site key", one.site_key),
        ("owners", ", ".join(f"{owner.name} <{owner.email}>" for owner in one.owners) or "none"),
        ("administrators", str(found.administrators)),
        ("created", moment(one.created_at)),
        ("plan", kept.plan),
        ("state", kept.state),
        ("until", "no end" if kept.valid_until is None else moment(kept.valid_until)),
        ("seats", f"{kept.seats.used} used of {kept.seats.bought}"),
        *suspended,
    )
