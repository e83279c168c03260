"""Looking: which projects and accounts there are, whose they are, and what they may use until when."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from deskbell.accounts import (
    AccountCard,
    AccountsOnly,
    account_totals,
    accounts_by_id,
    find_accounts,
    ids_of_accounts_like,
)
from deskbell.kit.clock import DAY
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput
from deskbell.kit.ids import is_id
from deskbell.kit.texts import readable_words
from deskbell.projects import (
    Project,
    Show,
    find_projects,
    owners_of,
    project_by_id,
    project_by_site_key,
    project_total,
    projects_by_id,
    projects_owned,
)
from deskbell.subscriptions import (
    Seats,
    State,
    Subscription,
    period_at,
    plans_now,
    seats_at,
    state_at,
    subscriptions_after,
    subscriptions_of,
)
from deskbell.team import administrators, seats_pending_in, seats_used_everywhere, seats_used_in

SOON = 14 * DAY
_MOST_OWNERS_FOUND = 200
_AT_ONCE = 500
_MOST_LOOKED_AT = 5_000


class OwnerLine(msgspec.Struct, frozen=True):
    """Who owns a project."""

    account_id: str
    name: str
    email: str


class SubscriptionLine(msgspec.Struct, frozen=True):
    """What a project may use until when."""

    plan: str
    state: State
    valid_from: int
    valid_until: int | None
    grace_until: int | None
    seats: Seats
    suspended_at: int | None
    suspended_why: str | None
    # Counts the changes: a form that was filled in before the newest one is refused as stale.
    revision: int


class ProjectLine(msgspec.Struct, frozen=True):
    """A project as an operator sees it: nothing of what is said in it. `closed_at`: deleted, and to be erased."""

    id: str
    name: str
    site_key: str
    created_at: int
    closed_at: int | None
    owners: list[OwnerLine]
    subscription: SubscriptionLine


class ProjectLines(msgspec.Struct, frozen=True):
    """A page of projects, newest first."""

    items: list[ProjectLine]
    next: str | None
    server_time: int


class ProjectDetails(msgspec.Struct, frozen=True):
    """One project, with how many of its people are administrators."""

    project: ProjectLine
    default_language: str
    time_zone: str
    administrators: int
    server_time: int


class AccountLine(msgspec.Struct, frozen=True):
    """An account as an operator sees it."""

    id: str
    email: str
    name: str
    language: str
    created_at: int
    last_seen_at: int | None
    operator_since: int | None
    blocked_at: int | None
    blocked_because: str | None
    deletes_at: int | None
    projects: int


class AccountLines(msgspec.Struct, frozen=True):
    """A page of accounts, newest first."""

    items: list[AccountLine]
    next: str | None


class Overview(msgspec.Struct, frozen=True):
    """The installation in numbers. `ending_soon`: periods that end within 14 days."""

    projects: int
    accounts: int
    operators: int
    blocked: int
    seats_used: int
    seats_bought: int
    states: dict[str, int]
    ending_soon: int
    server_time: int


def overview(tx: Tx) -> Overview:
    """Everything counted."""
    totals = account_totals(tx)
    states: Counter[str] = Counter()
    bought = ending = 0
    free_seats = plans_now().free.seats
    last = ""
    while some := subscriptions_after(tx, last, _AT_ONCE):
        for one in some:
            states[state_at(one, tx.now)] += 1
            bought += seats_at(one, tx.now, used=0, free_seats=free_seats).bought
            until = period_at(one, tx.now).valid_until
            ending += until is not None and tx.now < until <= tx.now + SOON
        last = some[-1].project_id
    return Overview(
        projects=project_total(tx),
        accounts=totals.accounts,
        operators=totals.operators,
        blocked=totals.blocked,
        seats_used=seats_used_everywhere(tx),
        seats_bought=bought,
        states=dict(states),
        ending_soon=ending,
        server_time=tx.now,
    )


def project_page(tx: Tx, *, search: str, after: str | None, limit: int, show: Show = "all") -> ProjectLines:
    """A page of projects whose name, key or id the words are, or whose owner; open or closed ones, or all."""
    words = readable_words(search)
    owned_by = ids_of_accounts_like(tx, words, limit=_MOST_OWNERS_FOUND) if words else []
    found, following = find_projects(tx, words=words, owned_by=owned_by, show=show, after=after, limit=limit)
    return ProjectLines(_lines(tx, found), following, tx.now)


def subscription_page(tx: Tx, *, state: State | None, after: str | None, limit: int) -> ProjectLines:
    """A page of projects whose subscription is in this state now. A page may be short and still have a next one."""
    if after is not None and not is_id(after):
        raise BadInput("bad_cursor", field="after")
    found: list[Subscription] = []
    last, looked_at, more = after or "", 0, True
    while more and len(found) < limit and looked_at < _MOST_LOOKED_AT:
        some = subscriptions_after(tx, last, _AT_ONCE if state else limit + 1)
        more = False
        for one in some:
            if len(found) == limit:
                more = True
                break
            last = one.project_id
            looked_at += 1
            if state is None or state_at(one, tx.now) == state:
                found.append(one)
        more = more or len(some) == _AT_ONCE
    projects = projects_by_id(tx, [one.project_id for one in found])
    lines = _lines(tx, [projects[one.project_id] for one in found])
    return ProjectLines(lines, last if more else None, tx.now)


def project_details(tx: Tx, *, project_id: str) -> ProjectDetails:
    """One project, or `NotFound`."""
    project = project_by_id(tx, project_id)
    return ProjectDetails(
        project=_lines(tx, [project])[0],
        default_language=project.default_language,
        time_zone=project.time_zone,
        administrators=len(administrators(tx, project_id)),
        server_time=tx.now,
    )


def project_named(tx: Tx, name: str) -> ProjectDetails:
    """The project with this id, site key or name; `NotFound` when there is none, or several of that name."""
    if is_id(name) and name in projects_by_id(tx, [name]):
        return project_details(tx, project_id=name)
    found, _ = find_projects(tx, words=name, owned_by=[], show="all", after=None, limit=100)
    same = [one for one in found if one.name == name]
    if len(same) == 1:
        return project_details(tx, project_id=same[0].id)
    if len(same) > 1:
        raise BadInput("project_ambiguous", name=name)
    return project_details(tx, project_id=project_by_site_key(tx, name).id)


def account_page(tx: Tx, *, search: str, after: str | None, limit: int, only: AccountsOnly = "all") -> AccountLines:
    """A page of accounts whose name, e-mail or id the words are part of; of one kind, or all."""
    found, following = find_accounts(tx, words=readable_words(search), only=only, after=after, limit=limit)
    return AccountLines(account_lines(tx, found), following)


def account_lines(tx: Tx, found: Sequence[AccountCard]) -> list[AccountLine]:
    """Accounts with how many projects each owns."""
    owned = projects_owned(tx, [one.id for one in found])
    return [AccountLine(**msgspec.structs.asdict(one), projects=owned.get(one.id, 0)) for one in found]


def _lines(tx: Tx, projects: Sequence[Project]) -> list[ProjectLine]:
    ids = [one.id for one in projects]
    owners = owners_of(tx, ids)
    people = accounts_by_id(tx, {one for theirs in owners.values() for one in theirs})
    subscriptions = subscriptions_of(tx, ids)
    used, pending = seats_used_in(tx, ids), seats_pending_in(tx, ids)
    return [
        ProjectLine(
            id=one.id,
            name=one.name,
            site_key=one.site_key,
            created_at=one.created_at,
            closed_at=one.closed_at,
            owners=[
                OwnerLine(people[owner].id, people[owner].name, people[owner].email)
                for owner in owners[one.id]
                if owner in people
            ],
            subscription=_subscription_line(
                subscriptions[one.id], tx.now, used=used.get(one.id, 0), pending=pending.get(one.id, 0)
            ),
        )
        for one in projects
    ]


def _subscription_line(subscription: Subscription, now: int, *, used: int, pending: int) -> SubscriptionLine:
    period = period_at(subscription, now)
    return SubscriptionLine(
        plan=subscription.plan,
        state=state_at(subscription, now),
        valid_from=period.valid_from,
        valid_until=period.valid_until,
        grace_until=period.grace_until,
        seats=seats_at(subscription, now, used=used, pending=pending, free_seats=plans_now().free.seats),
        suspended_at=subscription.suspended_at,
        suspended_why=subscription.suspended_why,
        revision=subscription.revision,
    )
