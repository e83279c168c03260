"""The Console's projects, with their administrators, under `/api/v1/console`."""

from typing import Annotated

import msgspec
from litestar import Router, get, patch, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.accounts import Account, provide_account
from deskbell.kit.db import Database
from deskbell.kit.http import Ask, PageAfter, PageSize, own_address, refuses
from deskbell.management.administrators import routes as administrators
from deskbell.management.opening import open_project
from deskbell.management.page import ProjectList, ProjectPage, project_list, project_page
from deskbell.management.subscription import routes as subscription
from deskbell.projects import NewProject, owner_of, rename_project
from deskbell.settings import Settings
from deskbell.subscriptions import trial_offered

Text = Annotated[str, Meta(max_length=1_000)]
Db = NamedDependency[Database]
Set = NamedDependency[Settings]
Me = NamedDependency[Account]


class ProjectForm(msgspec.Struct):
    """A new project. Language and time zone are the account's own when they are absent."""

    client_id: Text
    name: Text
    default_language: Text | None = None
    time_zone: Text | None = None


class ProjectName(msgspec.Struct):
    """The project's new name."""

    name: Text


@get("/projects", operation_id="projects", summary="One's own projects, newest first")
async def projects(account: Me, db: Db, after: PageAfter = None, limit: PageSize = 50) -> ProjectList:
    return await db.read(project_list, account, after=after, limit=limit)


@post("/projects", responses=refuses(409), operation_id="open_project", summary="Create a project")
async def make_project(request: Ask, account: Me, db: Db, settings: Set, data: JSONBody[ProjectForm]) -> ProjectPage:
    wanted = NewProject(data.client_id, data.name, data.default_language, data.time_zone)
    owner = await db.write(open_project, account, wanted=wanted, trial=trial_offered(settings))
    address = own_address(request, settings.public_url)
    return await db.read(project_page, account, project_id=owner.project_id, address=address)


@get("/projects/{project_id:str}", operation_id="project", summary="Everything on a project's page")
async def project(request: Ask, project_id: FromPath[str], account: Me, db: Db, settings: Set) -> ProjectPage:
    address = own_address(request, settings.public_url)
    return await db.read(project_page, account, project_id=project_id, address=address)


@patch("/projects/{project_id:str}", operation_id="rename_project", summary="Give a project another name")
async def rename(
    request: Ask, project_id: FromPath[str], account: Me, db: Db, settings: Set, data: JSONBody[ProjectName]
) -> ProjectPage:
    owner = await db.read(owner_of, account, project_id)
    await db.write(rename_project, owner, name=data.name)
    address = own_address(request, settings.public_url)
    return await db.read(project_page, account, project_id=project_id, address=address)


handlers = [
    Router(
        "/api/v1/console",
        route_handlers=[projects, make_project, project, rename],
        dependencies={"account": Provide(provide_account)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Console: projects"],
    ),
    *administrators.handlers,
    *subscription.handlers,
]
