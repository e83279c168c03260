"""Conversations over HTTP: the agents' side and the visitors'; the same commands as behind the socket."""

from typing import Annotated

import msgspec
from litestar import Router, get, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, Parameter
from msgspec import Meta

from deskbell.conversations.assigning import claim_conversation
from deskbell.conversations.closing import close_conversation, reopen_conversation
from deskbell.conversations.listing import (
    ConversationItem,
    Count,
    InboxPage,
    Order,
    View,
    inbox_page,
    item_of,
    kept_counts,
    load_of_agents,
)
from deskbell.conversations.posting import Ack, queue_message
from deskbell.conversations.reading import mark_seen
from deskbell.conversations.thread import (
    ConversationDetails,
    MessagePage,
    VisitorConversation,
    conversation_details,
    messages_page,
    visitor_view,
    visitors_conversation,
)
from deskbell.eventlog import head
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import NotFound
from deskbell.kit.http import PageAfter, PageSize, refuses
from deskbell.kit.ids import IdText
from deskbell.kit.limits import RateLimit
from deskbell.kit.texts import MAX_MESSAGE_BYTES
from deskbell.projects import project_by_id, project_by_site_key
from deskbell.team import Agent, AgentCard, AgentProfile, agent_cards, available_agents
from deskbell.team.web import provide_agent
from deskbell.visitors import Visitor
from deskbell.visitors.web import provide_visitor

Db = NamedDependency[Database]
Me = NamedDependency[Agent]
Guest = NamedDependency[Visitor]
SendLimit = NamedDependency[RateLimit]
ClientId = Annotated[str, Meta(max_length=64)]
Number = Annotated[int, Meta(ge=0, le=2**53)]
_FACES = 5
_fresh = CacheControlHeader(no_store=True)
Seq = Annotated[int | None, Parameter(ge=0, le=2**53)]


class NewMessage(msgspec.Struct):
    """A message to send. The client id makes a repeated request harmless."""

    client_id: ClientId
    text: str


class NewVisitorMessage(msgspec.Struct):
    """A visitor's message. Without a conversation it goes to their open one, or begins a new one."""

    client_id: ClientId
    text: str
    conversation_id: IdText | None = None


class Seen(msgspec.Struct):
    """How far it was received and read, in seqs."""

    delivered: Number = 0
    read: Number = 0


class ProjectShown(msgspec.Struct):
    """The project as its team knows it."""

    id: str
    name: str
    site_key: str
    default_language: str
    time_zone: str


class WorkspaceLimits(msgspec.Struct):
    """What can be sent."""

    max_text_bytes: int


class Desk(msgspec.Struct):
    """What the Workspace starts from, as the log stood at `pos`."""

    agent: AgentProfile
    project: ProjectShown
    limits: WorkspaceLimits
    agents: list[AgentCard]
    counts: list[Count]
    epoch: str
    pos: int


class VisitorShown(msgspec.Struct):
    """The visitor as they see themselves."""

    id: str
    name: str
    email: str | None


class VisitorProject(msgspec.Struct):
    """The project as its visitors know it."""

    name: str
    default_language: str


class AgentSeen(msgspec.Struct):
    """An agent at the desk, as visitors see one."""

    name: str


class Widget(msgspec.Struct):
    """What the widget shows before anybody has written; `online` when somebody is at the desk."""

    project: VisitorProject
    online: bool
    agents: list[AgentSeen]
    limits: WorkspaceLimits


class VisitorStart(msgspec.Struct):
    """What a returning visitor's widget starts from, as the log stood at `pos`."""

    visitor: VisitorShown
    project: VisitorProject
    conversations: list[VisitorConversation]
    epoch: str
    pos: int


# Two rooms answer on these two paths; the framework joins single handlers there, but not two routers.
@get(
    "/api/v1/workspace/{project_id:str}/me",
    dependencies={"agent": Provide(provide_agent)},
    cache_control=_fresh,
    tags=["Workspace: conversations"],
    operation_id="workspace",
    summary="What the Workspace starts from",
)
async def workspace(agent: Me, db: Db) -> Desk:
    return await db.read(_desk, agent)


@get("/conversations", operation_id="list_conversations", summary="A page of the conversation list")
async def list_conversations(
    agent: Me,
    db: Db,
    after: PageAfter = None,
    limit: PageSize = 50,
    view: FromQuery[View] = "open",
    order: FromQuery[Order] = "newest",
) -> InboxPage:
    return await db.read(inbox_page, agent, view=view, order=order, after=after, limit=limit)


@get(
    "/conversations/{conversation_id:str}", operation_id="open_conversation", summary="One conversation and its visitor"
)
async def open_conversation(agent: Me, db: Db, conversation_id: FromPath[str]) -> ConversationDetails:
    return await db.read(conversation_details, agent, conversation_id=conversation_id)


@get("/conversations/{conversation_id:str}/messages", operation_id="read_messages", summary="A page of its messages")
async def read_messages(
    agent: Me, db: Db, conversation_id: FromPath[str], before: Seq = None, after: Seq = None, limit: PageSize = 50
) -> MessagePage:
    return await db.read(messages_page, agent, conversation_id=conversation_id, before=before, after=after, limit=limit)


@post(
    "/conversations/{conversation_id:str}/messages",
    responses=refuses(409, 429),
    operation_id="answer_visitor",
    summary="Answer the visitor",
)
async def answer(
    agent: Me, db: Db, send_limit: SendLimit, conversation_id: FromPath[str], data: JSONBody[NewMessage]
) -> Ack:
    send_limit.take(agent.id)
    return await queue_message(db, agent, conversation_id=conversation_id, client_id=data.client_id, text=data.text)


@post(
    "/conversations/{conversation_id:str}/claim",
    status_code=200,
    responses=refuses(409),
    operation_id="claim_conversation",
    summary="Take it from the queue",
)
async def claim(agent: Me, db: Db, conversation_id: FromPath[str]) -> ConversationItem:
    await db.write(claim_conversation, agent, conversation_id=conversation_id)
    return await db.read(_item, agent, conversation_id)


@post(
    "/conversations/{conversation_id:str}/close", status_code=200, operation_id="close_conversation", summary="Close it"
)
async def close(agent: Me, db: Db, conversation_id: FromPath[str]) -> ConversationItem:
    await db.write(close_conversation, agent, conversation_id=conversation_id)
    return await db.read(_item, agent, conversation_id)


@post(
    "/conversations/{conversation_id:str}/reopen",
    status_code=200,
    operation_id="reopen_conversation",
    summary="Take it up again",
)
async def reopen(agent: Me, db: Db, conversation_id: FromPath[str]) -> ConversationItem:
    await db.write(reopen_conversation, agent, conversation_id=conversation_id)
    return await db.read(_item, agent, conversation_id)


@post(
    "/conversations/{conversation_id:str}/seen",
    status_code=204,
    operation_id="agent_saw",
    summary="Received and read so far",
)
async def agent_saw(agent: Me, db: Db, conversation_id: FromPath[str], data: JSONBody[Seen]) -> None:
    await db.write(mark_seen, agent, conversation_id=conversation_id, delivered=data.delivered, read=data.read)


@get("/api/v1/widget/{site_key:str}", operation_id="widget", summary="What the widget shows first")
async def widget(site_key: FromPath[str], db: Db) -> Widget:
    return await db.read(_widget, site_key)


@get(
    "/api/v1/visitor/me",
    dependencies={"visitor": Provide(provide_visitor)},
    cache_control=_fresh,
    tags=["Widget"],
    operation_id="visitor_start",
    summary="What a returning visitor's widget starts from",
)
async def visitor_start(visitor: Guest, db: Db) -> VisitorStart:
    return await db.read(_start, visitor)


@post("/messages", responses=refuses(404, 409, 429), operation_id="write_to_team", summary="Write to the team")
async def write_to_team(visitor: Guest, db: Db, send_limit: SendLimit, data: JSONBody[NewVisitorMessage]) -> Ack:
    send_limit.take(visitor.id)
    return await queue_message(
        db, visitor, conversation_id=data.conversation_id, client_id=data.client_id, text=data.text
    )


@get("/conversations/{conversation_id:str}/messages", operation_id="visitor_reads", summary="A page of its messages")
async def visitor_reads(
    visitor: Guest, db: Db, conversation_id: FromPath[str], before: Seq = None, after: Seq = None, limit: PageSize = 50
) -> MessagePage:
    return await db.read(
        messages_page, visitor, conversation_id=conversation_id, before=before, after=after, limit=limit
    )


@post(
    "/conversations/{conversation_id:str}/close",
    status_code=200,
    operation_id="visitor_closes",
    summary="End the conversation",
)
async def visitor_closes(visitor: Guest, db: Db, conversation_id: FromPath[str]) -> VisitorConversation:
    await db.write(close_conversation, visitor, conversation_id=conversation_id)
    return await db.read(visitors_conversation, visitor, conversation_id=conversation_id)


@post(
    "/conversations/{conversation_id:str}/seen",
    status_code=204,
    operation_id="visitor_saw",
    summary="Received and read so far",
)
async def visitor_saw(visitor: Guest, db: Db, conversation_id: FromPath[str], data: JSONBody[Seen]) -> None:
    await db.write(mark_seen, visitor, conversation_id=conversation_id, delivered=data.delivered, read=data.read)


def _desk(tx: Tx, agent: Agent) -> Desk:
    end = head(tx, agent.project_id)
    project = project_by_id(tx, agent.project_id)
    load = load_of_agents(tx, agent.project_id)
    return Desk(
        agent.profile,
        ProjectShown(project.id, project.name, project.site_key, project.default_language, project.time_zone),
        WorkspaceLimits(MAX_MESSAGE_BYTES),
        [msgspec.structs.replace(card, load=load.get(card.id, 0)) for card in agent_cards(tx, agent.project_id)],
        kept_counts(tx, agent.project_id),
        end.epoch,
        end.pos,
    )


def _widget(tx: Tx, site_key: str) -> Widget:
    project = project_by_site_key(tx, site_key)
    agents = [AgentSeen(one.name) for one in available_agents(tx, project.id)[:_FACES]]
    shown = VisitorProject(project.name, project.default_language)
    return Widget(shown, bool(agents), agents, WorkspaceLimits(MAX_MESSAGE_BYTES))


def _start(tx: Tx, visitor: Visitor) -> VisitorStart:
    view = visitor_view(tx, visitor)
    project = project_by_id(tx, visitor.project_id)
    return VisitorStart(
        VisitorShown(visitor.id, visitor.name, visitor.email),
        VisitorProject(project.name, project.default_language),
        view.conversations,
        view.epoch,
        view.pos,
    )


def _item(tx: Tx, agent: Agent, conversation_id: str) -> ConversationItem:
    item = item_of(tx, agent, conversation_id)
    if item is None:
        raise NotFound
    return item


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}",
        route_handlers=[
            list_conversations, open_conversation, read_messages, answer, claim, close, reopen, agent_saw,
        ],
        dependencies={"agent": Provide(provide_agent)},
        cache_control=_fresh,
        tags=["Workspace: conversations"],
    ),
    workspace,
    visitor_start,
    Router("/", route_handlers=[widget], cache_control=_fresh, tags=["Widget"]),
    Router(
        "/api/v1/visitor",
        route_handlers=[write_to_team, visitor_reads, visitor_closes, visitor_saw],
        dependencies={"visitor": Provide(provide_visitor)},
        cache_control=_fresh,
        tags=["Widget"],
    ),
]  # fmt: skip
