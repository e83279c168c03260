"""`deskbell account …`: looking at accounts, who administers, and helping in whoever is locked out."""

# click leaves parts of its own types unknown.
# pyright: reportUnknownMemberType=false

import rich_click as click

from deskbell.accounts import (
    AccountCard,
    account_named,
    add_account,
    block_account,
    dismiss_operator,
    lift_two_step,
    make_operator,
    make_reset_link,
    unblock_account,
    vouch_for_email,
)
from deskbell.installation.commands.printing import day, moment, print_facts, print_json, print_table
from deskbell.installation.commands.settled import PAGE, acting, all_pages, settled, told
from deskbell.installation.looking import account_lines, account_page
from deskbell.kit.catalogue import DEFAULT_LANGUAGE, LANGUAGES
from deskbell.kit.db import Database
from deskbell.settings import Settings


@click.group()
def account() -> None:
    """Look at accounts, make operators, block, and help in whoever is locked out."""


@account.command("list")
@click.argument("search", default="")
@click.option("--limit", type=click.IntRange(1, 100_000), default=PAGE, show_default=True, help="At most so many.")
@settled
def list_accounts(db: Database, *, search: str, limit: int, as_json: bool) -> None:
    """Accounts, newest first; SEARCH is part of a name or e-mail, or an id."""
    items = all_pages(
        lambda after, size: db.read_now(account_page, search=search, after=after, limit=size), limit=limit
    )
    if as_json:
        return print_json(items)
    return print_table(
        ("id", "e-mail", "name", "projects", "created", "last seen", "is"),
        [
            (
                one.id, one.email, one.name, str(one.projects), day(one.created_at), day(one.last_seen_at),
                "operator" if one.operator_since else "blocked" if one.blocked_at else "",
            )
            for one in items
        ],
    )  # fmt: skip


@account.command("show")
@click.argument("name")
@settled
def show_account(db: Database, *, name: str, as_json: bool) -> None:
    """One account, by e-mail or id."""
    print_account(db, db.read_now(account_named, name), as_json=as_json)


@account.command("make-operator")
@click.argument("name")
@settled
def appoint(db: Database, *, name: str, as_json: bool) -> None:
    """Have the account NAME (e-mail or id) administer this installation."""
    found = db.read_now(account_named, name)
    print_account(db, db.write_now(make_operator, acting(), account_id=found.id), as_json=as_json)


@account.command("dismiss-operator")
@click.argument("name")
@settled
def dismiss(db: Database, *, name: str, as_json: bool) -> None:
    """Have the account administer this installation no longer; the last operator stays."""
    found = db.read_now(account_named, name)
    print_account(db, db.write_now(dismiss_operator, acting(), account_id=found.id), as_json=as_json)


@account.command("block")
@click.argument("name")
@click.option("--reason", required=True, help="Why; other operators read it.")
@settled
def block(db: Database, *, name: str, reason: str, as_json: bool) -> None:
    """Sign an account out everywhere and keep it from signing in to the Console."""
    found = db.read_now(account_named, name)
    print_account(db, db.write_now(block_account, acting(), account_id=found.id, reason=reason), as_json=as_json)


@account.command("unblock")
@click.argument("name")
@settled
def unblock(db: Database, *, name: str, as_json: bool) -> None:
    """Let an account sign in again."""
    found = db.read_now(account_named, name)
    print_account(db, db.write_now(unblock_account, acting(), account_id=found.id), as_json=as_json)


@account.command("add")
@click.argument("email")
@click.option("--name", required=True, help="Who it is.")
@click.option("--language", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE, help="What they read.")
@told
def add(db: Database, settings: Settings, *, email: str, name: str, language: str, as_json: bool) -> None:
    """Make an account for EMAIL, even where sign-up is closed, and a link with which its person sets a password."""
    made = db.write_now(add_account, acting(), email=email, name=name, language=language)
    _print_link(db, settings, made.id, as_json=as_json)


@account.command("reset-link")
@click.argument("name")
@told
def reset_link(db: Database, settings: Settings, *, name: str, as_json: bool) -> None:
    """A link with which the account NAME (e-mail or id) gets a new password: once, within an hour.

    Whoever opens it gets in: hand it to nobody else.
    """
    _print_link(db, settings, db.read_now(account_named, name).id, as_json=as_json)


@account.command("two-step-off")
@click.argument("name")
@settled
def two_step_off(db: Database, *, name: str, as_json: bool) -> None:
    """Ask the account for no second step any more: its app and its recovery codes are lost."""
    found = db.read_now(account_named, name)
    print_account(db, db.write_now(lift_two_step, acting(), account_id=found.id), as_json=as_json)


@account.command("confirm")
@click.argument("name")
@settled
def confirm(db: Database, *, name: str, as_json: bool) -> None:
    """Take the account's e-mail address as confirmed, where letters do not arrive."""
    found = db.read_now(account_named, name)
    print_account(db, db.write_now(vouch_for_email, acting(), account_id=found.id), as_json=as_json)


def _print_link(db: Database, settings: Settings, account_id: str, *, as_json: bool) -> None:
    address = (settings.public_url or f"http://{settings.host}:{settings.port}").rstrip("/")
    link = address + db.write_now(make_reset_link, acting(), account_id=account_id)
    if as_json:
        return print_json({"account_id": account_id, "link": link})
    # Alone on its line, and never broken: it is to be copied.
    return click.echo(link)


def print_account(db: Database, card: AccountCard, *, as_json: bool) -> None:
    one = db.read_now(account_lines, [card])[0]
    if as_json:
        return print_json(one)
    return print_facts(
        ("id", one.id),
        ("e-mail", one.email),
        ("name", one.name),
        ("projects", str(one.projects)),
        ("created", moment(one.created_at)),
        ("last seen", "-" if one.last_seen_at is None else moment(one.last_seen_at)),
        ("operator", "no" if one.operator_since is None else f"since {moment(one.operator_since)}"),
        ("blocked", "no" if one.blocked_at is None else f"{moment(one.blocked_at)}: {one.blocked_because}"),
    )
