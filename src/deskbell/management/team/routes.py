"""The Workspace's team, for administrators, under `/api/v1/workspace/{project_id}/team`."""

from typing import Annotated

import msgspec
from litestar import Router, delete, get, patch, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.kit.db import Database
from deskbell.kit.http import PageAfter, PageSize, refuses
from deskbell.management.leaving import dismiss, put_aside
from deskbell.management.seating import change_member
from deskbell.management.team.page import MemberPage, Team, member_now, member_page, team
from deskbell.team import Agent, AgentChange, Member, Role, enable_agent
from deskbell.team.web import provide_agent_who_may

Db = NamedDependency[Database]
Me = NamedDependency[Agent]
Version = Annotated[int, Meta(ge=1, le=2**31 - 1)]
# Too many are refused in words, not as unreadable.
Limit = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]


class MemberEdit(msgspec.Struct):
    """What to change of somebody, saved together; what is absent stays.

    `version` is the one that the change began from; the answer is `stale` when there is a newer one.
    """

    role: Role | None = None
    conversation_limit: Limit | None = None
    version: Version | None = None


@get("/", responses=refuses(403), operation_id="team", summary="Seats, and what each role may do")
async def overview(agent: Me, db: Db) -> Team:
    return await db.read(team, agent.project_id)


@get(
    "/agents",
    responses=refuses(403),
    operation_id="team_members",
    summary="Everybody of the team, in the order in which they came",
)
async def listed(agent: Me, db: Db, after: PageAfter = None, limit: PageSize = 50) -> MemberPage:
    return await db.read(member_page, agent.project_id, after=after, limit=limit)


@patch(
    "/agents/{agent_id:str}",
    responses=refuses(409),
    operation_id="change_agent",
    summary="Change somebody's role and conversation limit together",
)
async def change(agent_id: FromPath[str], agent: Me, db: Db, data: JSONBody[MemberEdit]) -> Member:
    wanted = AgentChange(data.role, data.conversation_limit, data.version)
    await db.write(change_member, agent, agent_id=agent_id, change=wanted)
    return await db.read(member_now, agent.project_id, agent_id)


@post(
    "/agents/{agent_id:str}/disable",
    status_code=200,
    responses=refuses(409),
    operation_id="disable_agent",
    summary="Keep them from signing in, and free their seat",
)
async def disable(agent_id: FromPath[str], agent: Me, db: Db) -> Member:
    await db.write(put_aside, agent, agent_id=agent_id)
    return await db.read(member_now, agent.project_id, agent_id)


@post(
    "/agents/{agent_id:str}/enable",
    status_code=200,
    responses=refuses(409),
    operation_id="enable_agent",
    summary="Let them sign in again",
)
async def enable(agent_id: FromPath[str], agent: Me, db: Db) -> Member:
    await db.write(enable_agent, agent, agent_id=agent_id)
    return await db.read(member_now, agent.project_id, agent_id)


@delete("/agents/{agent_id:str}", responses=refuses(409), operation_id="remove_agent", summary="Remove them for good")
async def remove(agent_id: FromPath[str], agent: Me, db: Db) -> None:
    await db.write(dismiss, agent, agent_id=agent_id)


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/team",
        route_handlers=[overview, listed, change, disable, enable, remove],
        dependencies={"agent": Provide(provide_agent_who_may("team.manage"))},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: team"],
    )
]
