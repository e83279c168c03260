"""What agents know of a visitor, under `/api/v1/workspace/{project_id}/visitors`."""

from typing import Annotated

import msgspec
from litestar import Router, get, patch, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.conversations.about_visitors.here import VisitorsHere, who_is_here
from deskbell.conversations.bodies import FirstWords
from deskbell.conversations.listing import ConversationItem, newest_of_visitor
from deskbell.conversations.posting import Ack, queue_first_words
from deskbell.kit.db import Database, Tx
from deskbell.kit.http import refuses
from deskbell.kit.limits import RateLimit
from deskbell.team import Agent
from deskbell.team.web import provide_agent
from deskbell.visitors import PageVisited, VisitorCard, VisitorFields, edit_visitor, pages_visited, visitor_card

Text = Annotated[str, Meta(max_length=1_000)]
Db = NamedDependency[Database]
Me = NamedDependency[Agent]


class VisitorForm(msgspec.Struct):
    """What the team knows of a visitor. `was` is what stood in the form, to be told when a field is another by now."""

    now: VisitorFields
    was: VisitorFields | None = None


class VisitorPast(msgspec.Struct):
    """Where a visitor was and what they wrote about before, the newest first."""

    pages: list[PageVisited]
    conversations: list[ConversationItem]


@get("/", operation_id="visitors_here", summary="Who is on the site now")
async def on_the_site(agent: Me, db: Db) -> VisitorsHere:
    return await db.read(who_is_here, agent)


@post(
    "/{visitor_id:str}/conversations",
    responses=refuses(409, 429),
    operation_id="write_first",
    summary="Begin a conversation with a visitor",
)
async def write_first(
    agent: Me, db: Db, send_limit: NamedDependency[RateLimit], visitor_id: FromPath[str], data: JSONBody[FirstWords]
) -> Ack:
    send_limit.take(agent.id)
    return await queue_first_words(db, agent, visitor_id=visitor_id, client_id=data.client_id, text=data.text)


@patch("/{visitor_id:str}", responses=refuses(409), operation_id="edit_visitor", summary="Change what is known of them")
async def edit(agent: Me, db: Db, visitor_id: FromPath[str], data: JSONBody[VisitorForm]) -> VisitorCard:
    await db.write(edit_visitor, agent, visitor_id=visitor_id, now=data.now, was=data.was)
    return await db.read(visitor_card, agent.project_id, visitor_id)


@get("/{visitor_id:str}/past", operation_id="visitor_past", summary="Pages visited and earlier conversations")
async def past(agent: Me, db: Db, visitor_id: FromPath[str]) -> VisitorPast:
    return await db.read(visitor_past, agent, visitor_id)


def visitor_past(tx: Tx, agent: Agent, visitor_id: str) -> VisitorPast:
    visitor_card(tx, agent.project_id, visitor_id)
    pages = pages_visited(tx, agent.project_id, visitor_id)
    return VisitorPast(pages, newest_of_visitor(tx, agent, visitor_id))


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/visitors",
        route_handlers=[on_the_site, write_first, edit, past],
        dependencies={"agent": Provide(provide_agent)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: visitors"],
    )
]
