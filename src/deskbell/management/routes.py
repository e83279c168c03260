"""The Console's projects, with their administrators, under `/api/v1/console`."""

from typing import Annotated

import msgspec
from litestar import Router, delete, get, patch, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, Parameter
from msgspec import Meta

from deskbell.accounts import Account, provide_account, require_confirmed
from deskbell.kit.db import Database, Tx
from deskbell.kit.http import Ask, PageAfter, PageSize, own_address, refuses
from deskbell.management.administrators import routes as administrators
from deskbell.management.auditing import routes as auditing
from deskbell.management.closing import shut_project
from deskbell.management.deleting_accounts import routes as deleting_accounts
from deskbell.management.opening import open_project
from deskbell.management.page import ProjectList, ProjectPage, project_list, project_page
from deskbell.management.settings import routes as settings_
from deskbell.management.subscription import routes as subscription
from deskbell.management.team import routes as team
from deskbell.projects import (
    NewProject,
    Owner,
    SettingsChange,
    Show,
    change_settings,
    owner_of,
    rename_project,
    restore_project,
)
from deskbell.settings import Settings
from deskbell.subscriptions import trial_offered

Text = Annotated[str, Meta(max_length=1_000)]
Db = NamedDependency[Database]
Set = NamedDependency[Settings]
Me = NamedDependency[Account]
Search = Annotated[str, Parameter(max_length=200, description="Only what has this in its name.")]


class ProjectForm(msgspec.Struct):
    """A new project. Language and time zone are the account's own when they are absent."""

    client_id: Text
    name: Text
    default_language: Text | None = None
    time_zone: Text | None = None


class ProjectChange(msgspec.Struct):
    """What to change of a project; what is absent stays.

    `…_was` is what stood in the form to begin with: where somebody else has changed it since, it is refused as `stale`.
    """

    name: Text | None = None
    name_was: Text | None = None
    default_language: Text | None = None
    default_language_was: Text | None = None
    time_zone: Text | None = None
    time_zone_was: Text | None = None


class ClosingForm(msgspec.Struct):
    """The project's name, typed by whoever means this one."""

    name: Text


@get("/projects", operation_id="projects", summary="One's own projects, newest first")
async def projects(
    account: Me,
    db: Db,
    after: PageAfter = None,
    limit: PageSize = 50,
    search: Search = "",
    show: FromQuery[Show] = "all",
) -> ProjectList:
    return await db.read(project_list, account, after=after, limit=limit, search=search, show=show)


@post("/projects", responses=refuses(409), operation_id="open_project", summary="Create a project")
async def make_project(request: Ask, account: Me, db: Db, settings: Set, data: JSONBody[ProjectForm]) -> ProjectPage:
    require_confirmed(account, settings.email_confirmation, mail=bool(settings.smtp_url))
    wanted = NewProject(data.client_id, data.name, data.default_language, data.time_zone)
    owner = await db.write(open_project, account, wanted=wanted, trial=trial_offered(settings))
    return await _page(request, db, settings, account, owner.project_id)


@get(
    "/projects/{project_id:str}",
    responses=refuses(409),
    operation_id="project",
    summary="Everything on a project's page",
)
async def project(request: Ask, project_id: FromPath[str], account: Me, db: Db, settings: Set) -> ProjectPage:
    return await _page(request, db, settings, account, project_id)


@patch(
    "/projects/{project_id:str}",
    responses=refuses(409),
    operation_id="change_project",
    summary="Give a project another name, language or time zone",
)
async def change(
    request: Ask, project_id: FromPath[str], account: Me, db: Db, settings: Set, data: JSONBody[ProjectChange]
) -> ProjectPage:
    owner = await db.read(owner_of, account, project_id)
    await db.write(change_project, owner, form=data)
    return await _page(request, db, settings, account, project_id)


@post(
    "/projects/{project_id:str}/deletion",
    status_code=204,
    responses=refuses(409),
    operation_id="delete_project",
    summary="Close a project, to be erased after 30 days",
)
async def close(project_id: FromPath[str], account: Me, db: Db, data: JSONBody[ClosingForm]) -> None:
    owner = await db.read(owner_of, account, project_id)
    await db.write(shut_project, owner, typed_name=data.name)


@delete(
    "/projects/{project_id:str}/deletion",
    status_code=200,
    responses=refuses(409),
    operation_id="restore_project",
    summary="Open a closed project again, as it was",
)
async def restore(request: Ask, project_id: FromPath[str], account: Me, db: Db, settings: Set) -> ProjectPage:
    owner = await db.read(owner_of, account, project_id, closed=True)
    await db.write(restore_project, owner)
    return await _page(request, db, settings, account, project_id)


def change_project(tx: Tx, owner: Owner, *, form: ProjectChange) -> None:
    """All of it or nothing."""
    if form.name is not None:
        rename_project(tx, owner, name=form.name, began_from=form.name_was)
    told = SettingsChange(form.default_language, form.default_language_was, form.time_zone, form.time_zone_was)
    change_settings(tx, owner, change=told)


async def _page(request: Ask, db: Database, settings: Settings, account: Account, project_id: str) -> ProjectPage:
    address = own_address(request, settings.public_url)
    return await db.read(project_page, account, project_id=project_id, address=address)


handlers = [
    Router(
        "/api/v1/console",
        route_handlers=[projects, make_project, project, change, close, restore],
        dependencies={"account": Provide(provide_account)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Console: projects"],
    ),
    *administrators.handlers,
    *subscription.handlers,
    *team.handlers,
    *settings_.handlers,
    *auditing.handlers,
    *deleting_accounts.handlers,
]
