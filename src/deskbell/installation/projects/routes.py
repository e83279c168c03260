"""Every project as an operator sees it, and the installation in numbers."""

from litestar import get
from litestar.params import FromPath, FromQuery

from deskbell.installation.looking import (
    Overview,
    ProjectDetails,
    ProjectLines,
    overview,
    project_details,
    project_page,
)
from deskbell.installation.web import Db, Me, Search, for_operators
from deskbell.kit.http import PageAfter, PageSize
from deskbell.projects import Show


@get("/overview", operation_id="installation_overview", summary="The installation in numbers")
async def numbers(operator: Me, db: Db) -> Overview:
    del operator
    return await db.read(overview)


@get("/projects", operation_id="installation_projects", summary="Every project, newest first")
async def projects(
    operator: Me,
    db: Db,
    search: Search = "",
    show: FromQuery[Show] = "all",
    after: PageAfter = None,
    limit: PageSize = 50,
) -> ProjectLines:
    del operator
    return await db.read(project_page, search=search, show=show, after=after, limit=limit)


@get("/projects/{project_id:str}", operation_id="installation_project", summary="One project, whoever owns it")
async def project(project_id: FromPath[str], operator: Me, db: Db) -> ProjectDetails:
    del operator
    return await db.read(project_details, project_id=project_id)


handlers = [for_operators(numbers, projects, project)]
