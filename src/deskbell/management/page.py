"""The project page: one answer with everything on it, read from one snapshot."""

from html import escape

import msgspec

from deskbell.accounts import Account
from deskbell.conversations import first_steps
from deskbell.kit.db import Tx
from deskbell.management.subscription.module import SubscriptionModule, subscription_module
from deskbell.projects import Project, Show, avatar_path, erased_at, owner_of, project_by_id, projects_of
from deskbell.subscriptions import State, period_at, state_at, subscriptions_of
from deskbell.team import Administrator, administrators
from deskbell.visitors import Sighting, widget_sightings


class ProjectSummary(msgspec.Struct):
    """A project in the list of one's own. One that is closed is erased at `erased_at` unless it is restored."""

    id: str
    name: str
    site_key: str
    created_at: int
    avatar: str | None
    closed_at: int | None
    erased_at: int | None
    state: State
    valid_until: int | None


class ProjectList(msgspec.Struct):
    """A page of projects, newest first."""

    items: list[ProjectSummary]
    next: str | None


class Checklist(msgspec.Struct):
    """The first steps, and which of them are done."""

    password_set: bool
    workspace_entered: bool
    first_message: bool
    first_answer: bool
    widget_installed: bool


class ProjectPage(msgspec.Struct):
    """Everything on the project page. `snippet` is HTML text to paste into a site.

    `seen_on`: the sites where the widget was last seen, the newest first.
    `avatar`: where its picture is, such as `/avatars/….webp`, or null.
    """

    id: str
    name: str
    site_key: str
    default_language: str
    time_zone: str
    created_at: int
    avatar: str | None
    workspace_url: str
    preview_url: str
    snippet: str
    seen_on: list[Sighting]
    subscription: SubscriptionModule
    administrators: list[Administrator]
    checklist: Checklist


def project_list(
    tx: Tx, account: Account, *, after: str | None, limit: int, search: str = "", show: Show = "all"
) -> ProjectList:
    """A page of the account's own projects: those with `search` in their names, open or closed ones, or all."""
    projects, following = projects_of(tx, account, after=after, limit=limit, search=search, show=show)
    subscriptions = subscriptions_of(tx, [one.id for one in projects])
    items = [
        ProjectSummary(
            id=one.id,
            name=one.name,
            site_key=one.site_key,
            created_at=one.created_at,
            avatar=avatar_path(one.avatar),
            closed_at=one.closed_at,
            erased_at=erased_at(one.closed_at),
            state=state_at(subscriptions[one.id], tx.now),
            valid_until=period_at(subscriptions[one.id], tx.now).valid_until,
        )
        for one in projects
    ]
    return ProjectList(items, following)


def project_page(tx: Tx, account: Account, *, project_id: str, address: str) -> ProjectPage:
    """One of the account's own projects, or `NotFound`. `address` is where the reader reaches this server."""
    project = project_by_id(tx, owner_of(tx, account, project_id).project_id)
    team = administrators(tx, project_id)
    seen_on = widget_sightings(tx, project_id)
    return ProjectPage(
        id=project.id,
        name=project.name,
        site_key=project.site_key,
        default_language=project.default_language,
        time_zone=project.time_zone,
        created_at=project.created_at,
        avatar=avatar_path(project.avatar),
        workspace_url=f"{address}/workspace/{project.id}/",
        preview_url=f"{address}/preview/{project.site_key}",
        snippet=_snippet(project, address),
        seen_on=seen_on,
        subscription=subscription_module(tx, project_id),
        administrators=team,
        checklist=_checklist(tx, project, team, installed=bool(seen_on)),
    )


def _snippet(project: Project, address: str) -> str:
    """The form of the embed code that a strict content security policy allows.

    The address has the key too: a page that merely asks for the script is a page with the widget.
    """
    key = escape(project.site_key)
    return f'<script async src="{escape(address)}/widget.js?key={key}" data-site-key="{key}"></script>'


def _checklist(tx: Tx, project: Project, team: list[Administrator], *, installed: bool) -> Checklist:
    asked, answered = first_steps(tx, project.id)
    return Checklist(
        password_set=any(one.has_password for one in team),
        workspace_entered=any(one.last_sign_in_at for one in team),
        first_message=asked,
        first_answer=answered,
        widget_installed=installed,
    )
