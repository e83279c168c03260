"""Files over HTTP: sent by agents and visitors as the body of a request, read by whoever may."""

from typing import Annotated, Any, TypeAlias

import msgspec
from litestar import Response, Router, delete, get, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, HeaderParameter, JSONBody, Parameter
from msgspec import Meta

from deskbell.files.events import Attachment
from deskbell.files.reading import FileLinks, Link, linked_file, links_for, readable_file
from deskbell.files.room import FileRoom
from deskbell.files.uploading import discard_file
from deskbell.files.web import answer_file, answer_thumbnail, take_upload
from deskbell.kit.db import Database
from deskbell.kit.http import Ask, refuses
from deskbell.kit.ids import IdText
from deskbell.settings import Settings
from deskbell.team import Agent
from deskbell.team.web import provide_agent
from deskbell.visitors import Visitor
from deskbell.visitors.web import provide_visitor

Db: TypeAlias = NamedDependency[Database]
Me: TypeAlias = NamedDependency[Agent]
Guest: TypeAlias = NamedDependency[Visitor]
Files: TypeAlias = NamedDependency[FileRoom]
Config: TypeAlias = NamedDependency[Settings]
FileName: TypeAlias = Annotated[
    str,
    HeaderParameter(name="X-File-Name", max_length=4_000, description="What it is called, percent-encoded UTF-8."),
]
_MAX_LINKS = 50
_TAKES: dict[str, Any] = {
    # Counted as it comes, against the installation's own limit.
    "request_max_body_size": None,
    "takes": "application/octet-stream",
    "responses": refuses(400, 409, 413, 429),
    "cache_control": CacheControlHeader(no_store=True),
    "summary": "Send a file, as the request's body: application/octet-stream",
}
_BYTES: dict[str, Any] = {
    "responses": {
        200: ResponseSpec(
            bytes,
            media_type="*/*",
            description="What the file holds",
            generate_examples=False,
        )
    }
}


class FilesAsked(msgspec.Struct):
    """Which files are wanted."""

    ids: Annotated[list[IdText], Meta(max_length=_MAX_LINKS)]


@post("/files", operation_id="agent_sends_file", **_TAKES)
async def agent_sends(request: Ask, agent: Me, db: Db, files: Files, name: FileName = "") -> Attachment:
    return await take_upload(request, db, files, agent, name)


@delete("/files/{file_id:str}", status_code=204, operation_id="agent_discards_file", summary="Do not send it after all")
async def agent_discards(agent: Me, db: Db, file_id: FromPath[str]) -> None:
    await db.write(discard_file, agent, file_id=file_id)


@get("/files/{file_id:str}", operation_id="read_file", summary="A file of a conversation", **_BYTES)
async def read(request: Ask, agent: Me, db: Db, files: Files, file_id: FromPath[str]) -> Response[Any]:
    one = await db.read(readable_file, agent, file_id=file_id)
    return await answer_file(request, files, agent.project_id, one)


@get("/files/{file_id:str}/thumbnail", operation_id="read_thumbnail", summary="A picture, made small", **_BYTES)
async def read_thumbnail(request: Ask, agent: Me, db: Db, files: Files, file_id: FromPath[str]) -> Response[Any]:
    one = await db.read(readable_file, agent, file_id=file_id)
    return await answer_thumbnail(request, files, agent.project_id, one)


@post("/files", operation_id="visitor_sends_file", **_TAKES)
async def visitor_sends(request: Ask, visitor: Guest, db: Db, files: Files, name: FileName = "") -> Attachment:
    return await take_upload(request, db, files, visitor, name)


@delete(
    "/files/{file_id:str}", status_code=204, operation_id="visitor_discards_file", summary="Do not send it after all"
)
async def visitor_discards(visitor: Guest, db: Db, file_id: FromPath[str]) -> None:
    await db.write(discard_file, visitor, file_id=file_id)


@post(
    "/files/links",
    status_code=200,
    cache_control=CacheControlHeader(no_store=True),
    operation_id="link_files",
    summary="Addresses of files, for some hours",
)
async def link(visitor: Guest, db: Db, settings: Config, data: JSONBody[FilesAsked]) -> FileLinks:
    return await db.read(links_for, visitor, ids=data.ids, secret_key=settings.secret_key)


async def provide_linked(
    db: Db,
    settings: Config,
    project_id: FromPath[str],
    file_id: FromPath[str],
    by: Annotated[str, Parameter(max_length=64)] = "",
    until: Annotated[int, Parameter(ge=0, le=2**53)] = 0,
    key: Annotated[str, Parameter(max_length=100)] = "",
) -> Attachment:
    """The file of an address that we signed."""
    return await db.read(linked_file, Link(project_id, file_id, by, until, key), secret_key=settings.secret_key)


@get("/")
async def read_linked(
    request: Ask, files: Files, project_id: FromPath[str], linked: NamedDependency[Attachment]
) -> Response[Any]:
    return await answer_file(request, files, project_id, linked)


@get("/thumbnail")
async def read_linked_thumbnail(
    request: Ask, files: Files, project_id: FromPath[str], linked: NamedDependency[Attachment]
) -> Response[Any]:
    return await answer_thumbnail(request, files, project_id, linked)


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}",
        route_handlers=[agent_sends, agent_discards, read, read_thumbnail],
        dependencies={"agent": Provide(provide_agent)},
        tags=["Workspace: conversations"],
    ),
    Router(
        "/api/v1/visitor",
        route_handlers=[visitor_sends, visitor_discards, link],
        dependencies={"visitor": Provide(provide_visitor)},
        tags=["Widget"],
    ),
    # Whoever has such an address proves by it who they are: no program is meant to make one.
    Router(
        "/files/{project_id:str}/{file_id:str}",
        route_handlers=[read_linked, read_linked_thumbnail],
        dependencies={"linked": Provide(provide_linked)},
        include_in_schema=False,
    ),
]
