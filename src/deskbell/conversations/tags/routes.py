"""A project's tags, under `/api/v1/workspace/{project_id}/tags`."""

from typing import Annotated

import msgspec
from litestar import Router, delete, get, patch, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.conversations.events import Tag, TagColour
from deskbell.conversations.tags.keeping import change_tag, create_tag, delete_tag, merge_tag, tags_of
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import NotFound
from deskbell.kit.http import refuses
from deskbell.kit.ids import IdText
from deskbell.team import Agent
from deskbell.team.web import provide_agent, provide_agent_who_may

Text = Annotated[str, Meta(max_length=1_000)]
Db = NamedDependency[Database]
Me = NamedDependency[Agent]
_who_makes = {"agent": Provide(provide_agent_who_may("tags.create"))}
_who_manages = {"agent": Provide(provide_agent_who_may("tags.manage"))}


class Tags(msgspec.Struct):
    """All tags of a project."""

    items: list[Tag]


class NewTag(msgspec.Struct):
    """A tag to make. A name that is there already answers with that tag."""

    name: Text
    colour: TagColour = "slate"


class TagForm(msgspec.Struct):
    """A tag's name and colour. `name_was`: what stood in the form, to be told when it is another by now."""

    name: Text
    colour: TagColour
    name_was: Text | None = None


class Merging(msgspec.Struct):
    """Which other tag becomes a part of it."""

    merged_id: IdText


@get("/", operation_id="list_tags", summary="The project's tags")
async def list_tags(agent: Me, db: Db) -> Tags:
    return Tags(await db.read(tags_of, agent.project_id))


@post(
    "/",
    dependencies=_who_makes,
    status_code=200,
    responses=refuses(403, 409),
    operation_id="create_tag",
    summary="Make a tag",
)
async def create(agent: Me, db: Db, data: JSONBody[NewTag]) -> Tag:
    return await db.write(create_tag, agent, name=data.name, colour=data.colour)


@patch(
    "/{tag_id:str}",
    dependencies=_who_manages,
    responses=refuses(403, 409),
    operation_id="change_tag",
    summary="Rename or recolour a tag",
)
async def change(agent: Me, db: Db, tag_id: FromPath[str], data: JSONBody[TagForm]) -> Tag:
    await db.write(change_tag, agent, tag_id=tag_id, name=data.name, colour=data.colour, name_was=data.name_was)
    return await db.read(_tag, agent, tag_id)


@post(
    "/{tag_id:str}/merge",
    dependencies=_who_manages,
    status_code=204,
    responses=refuses(403),
    operation_id="merge_tag",
    summary="Make another tag a part of it",
)
async def merge(agent: Me, db: Db, tag_id: FromPath[str], data: JSONBody[Merging]) -> None:
    await db.write(merge_tag, agent, tag_id=tag_id, merged_id=data.merged_id)


@delete(
    "/{tag_id:str}",
    dependencies=_who_manages,
    responses=refuses(403),
    operation_id="delete_tag",
    summary="Delete a tag",
)
async def remove(agent: Me, db: Db, tag_id: FromPath[str]) -> None:
    await db.write(delete_tag, agent, tag_id=tag_id)


def _tag(tx: Tx, agent: Agent, tag_id: str) -> Tag:
    for one in tags_of(tx, agent.project_id):
        if one.id == tag_id:
            return one
    raise NotFound


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/tags",
        route_handlers=[list_tags, create, change, merge, remove],
        dependencies={"agent": Provide(provide_agent)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: tags"],
    )
]
