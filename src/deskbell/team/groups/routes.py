"""The team's groups, under `/api/v1/workspace/{project_id}/team/groups`: seen by everybody, made by administrators."""

from typing import Annotated

import msgspec
from litestar import Router, delete, get, patch, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.kit.db import Database
from deskbell.kit.http import refuses
from deskbell.team.events import GroupCard
from deskbell.team.groups.grouping import GroupChange, NewGroup, change_group, make_group, remove_group
from deskbell.team.groups.queries import groups_of
from deskbell.team.groups.rules import MAX_MEMBERS
from deskbell.team.tables import Agent
from deskbell.team.web import provide_agent, provide_agent_who_may

Db = NamedDependency[Database]
Me = NamedDependency[Agent]
Text = Annotated[str, Meta(max_length=1_000)]
AgentIds = Annotated[list[Annotated[str, Meta(max_length=64)]], Meta(max_length=MAX_MEMBERS)]
Version = Annotated[int, Meta(ge=1, le=2**31 - 1)]


class GroupForm(msgspec.Struct):
    """A new group: its name and who is in it."""

    client_id: Text
    name: Text
    agent_ids: AgentIds = []


class GroupEdit(msgspec.Struct):
    """What to change of a group, saved together; what is absent stays.

    `version` is the one that the change began from; the answer is `stale` when there is a newer one.
    """

    name: Text | None = None
    agent_ids: AgentIds | None = None
    version: Version | None = None


class Groups(msgspec.Struct):
    """All groups, by name."""

    items: list[GroupCard]


# Whoever answers may see them: conversations are handed to groups.
@get(
    "/groups",
    dependencies={"agent": Provide(provide_agent)},
    operation_id="list_groups",
    summary="The groups of the team",
)
async def listed(agent: Me, db: Db) -> Groups:
    return Groups(await db.read(groups_of, agent.project_id))


@post("/groups", responses=refuses(403, 409), operation_id="make_group", summary="Make a group")
async def make(agent: Me, db: Db, data: JSONBody[GroupForm]) -> GroupCard:
    return await db.write(make_group, agent, wanted=NewGroup(data.client_id, data.name, data.agent_ids))


@patch(
    "/groups/{group_id:str}",
    responses=refuses(403, 409),
    operation_id="change_group",
    summary="Change a group's name and who is in it together",
)
async def change(agent: Me, db: Db, group_id: FromPath[str], data: JSONBody[GroupEdit]) -> GroupCard:
    wanted = GroupChange(data.name, data.agent_ids, data.version)
    return await db.write(change_group, agent, group_id=group_id, change=wanted)


@delete("/groups/{group_id:str}", responses=refuses(403), operation_id="remove_group", summary="Remove a group")
async def remove(agent: Me, db: Db, group_id: FromPath[str]) -> None:
    await db.write(remove_group, agent, group_id=group_id)


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/team",
        route_handlers=[listed, make, change, remove],
        dependencies={"agent": Provide(provide_agent_who_may("team.manage"))},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: team"],
    ),
]
