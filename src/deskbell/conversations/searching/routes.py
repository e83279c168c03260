"""Searching, under `/api/v1/workspace/{project_id}/search`."""

from typing import Annotated

from litestar import Router, get
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, Parameter

from deskbell.conversations.narrowing import Narrowed
from deskbell.conversations.searching.known import FoundConversations, found_conversations
from deskbell.conversations.searching.said import Asked, FoundMessages, Who, found_messages
from deskbell.conversations.tables import Status
from deskbell.conversations.web import provide_narrowed
from deskbell.kit.db import Database
from deskbell.kit.http import IdAsked, PageAfter, PageSize
from deskbell.team import Agent
from deskbell.team.web import provide_agent

Db = NamedDependency[Database]
Me = NamedDependency[Agent]
Words = Annotated[str, Parameter(max_length=200, description="All of these must be there; nothing in it is a command.")]
StatusAsked = FromQuery[Status | None]
_fresh = CacheControlHeader(no_store=True)


async def provide_asked(
    narrowed: NamedDependency[Narrowed],
    search: Words,
    who: FromQuery[Who] = "anybody",
    author_id: IdAsked = None,
    status: StatusAsked = None,
) -> Asked:
    return Asked(search, who, author_id, status, narrowed)


@get(
    "/messages",
    dependencies={"asked": Provide(provide_asked)},
    operation_id="search_messages",
    summary="Messages and notes with these words, the newest first",
)
async def messages(
    agent: Me, db: Db, asked: NamedDependency[Asked], after: PageAfter = None, limit: PageSize = 20
) -> FoundMessages:
    return await db.read(found_messages, agent, asked, after=after, limit=limit)


@get(
    "/conversations",
    operation_id="search_conversations",
    summary="Conversations whose visitor, title or tags have these words",
)
async def conversations(
    agent: Me,
    db: Db,
    narrowed: NamedDependency[Narrowed],
    search: Words,
    limit: PageSize = 10,
    status: StatusAsked = None,
) -> FoundConversations:
    return await db.read(found_conversations, agent, Asked(search, status=status, narrowed=narrowed), limit=limit)


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/search",
        route_handlers=[messages, conversations],
        dependencies={"agent": Provide(provide_agent), "narrowed": Provide(provide_narrowed)},
        cache_control=_fresh,
        tags=["Workspace: conversations"],
    )
]
