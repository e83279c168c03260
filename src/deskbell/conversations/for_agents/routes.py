"""Conversations for agents, under `/api/v1/workspace/{project_id}`: the same commands as behind the socket."""

from typing import Annotated

from litestar import Router, get, patch, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, Parameter

from deskbell.conversations.assigning import claim_conversation
from deskbell.conversations.bodies import ConversationForm, MentionsSeen, NewMessage, NewText, Seen, TagsPut
from deskbell.conversations.changing import earlier_texts, edit_message, recall_message
from deskbell.conversations.closing import close_conversation, reopen_conversation
from deskbell.conversations.earlier import EarlierTexts
from deskbell.conversations.events import Message
from deskbell.conversations.listing import ConversationItem, InboxPage, Order, View, inbox_page, item_now
from deskbell.conversations.narrowing import Narrowed
from deskbell.conversations.noting import see_mention
from deskbell.conversations.posting import Ack, queue_message
from deskbell.conversations.reading import mark_seen
from deskbell.conversations.starting import Desk, SendLimits, workspace_start
from deskbell.conversations.tags.putting import tag_conversation
from deskbell.conversations.thread import ConversationDetails, MessagePage, conversation_details, messages_page
from deskbell.conversations.titling import title_conversation
from deskbell.conversations.web import provide_narrowed
from deskbell.files import FileRoom
from deskbell.kit.db import Database
from deskbell.kit.http import PageAfter, PageSize, refuses
from deskbell.kit.limits import RateLimit
from deskbell.team import Agent
from deskbell.team.web import provide_agent

Db = NamedDependency[Database]
Me = NamedDependency[Agent]
Files = NamedDependency[FileRoom]
SendLimit = NamedDependency[RateLimit]
Seq = Annotated[int | None, Parameter(ge=0, le=2**53)]
_fresh = CacheControlHeader(no_store=True)


# Two rooms answer on this path; the framework joins single handlers there, but not two routers.
@get(
    "/api/v1/workspace/{project_id:str}/me",
    dependencies={"agent": Provide(provide_agent)},
    cache_control=_fresh,
    tags=["Workspace: conversations"],
    operation_id="workspace",
    summary="What the Workspace starts from",
)
async def workspace(agent: Me, db: Db, files: Files) -> Desk:
    return await db.read(workspace_start, agent, SendLimits(max_file_bytes=files.max_bytes))


@get(
    "/conversations",
    dependencies={"narrowed": Provide(provide_narrowed)},
    operation_id="list_conversations",
    summary="A page of the conversation list",
)
async def list_conversations(
    agent: Me,
    db: Db,
    narrowed: NamedDependency[Narrowed],
    after: PageAfter = None,
    limit: PageSize = 50,
    view: FromQuery[View] = "open",
    order: FromQuery[Order] = "newest",
) -> InboxPage:
    return await db.read(inbox_page, agent, view=view, order=order, after=after, limit=limit, narrowed=narrowed)


@get(
    "/conversations/{conversation_id:str}", operation_id="open_conversation", summary="One conversation and its visitor"
)
async def open_conversation(agent: Me, db: Db, conversation_id: FromPath[str]) -> ConversationDetails:
    return await db.read(conversation_details, agent, conversation_id=conversation_id)


@patch(
    "/conversations/{conversation_id:str}",
    responses=refuses(409),
    operation_id="change_conversation",
    summary="Give it a title",
)
async def change(
    agent: Me, db: Db, conversation_id: FromPath[str], data: JSONBody[ConversationForm]
) -> ConversationItem:
    await db.write(
        title_conversation, agent, conversation_id=conversation_id, title=data.title, began_from=data.title_was
    )
    return await db.read(item_now, agent, conversation_id)


@post(
    "/conversations/{conversation_id:str}/tags",
    status_code=200,
    responses=refuses(409),
    operation_id="tag_conversation",
    summary="Put tags on it, or take them off",
)
async def put_tags(agent: Me, db: Db, conversation_id: FromPath[str], data: JSONBody[TagsPut]) -> ConversationItem:
    await db.write(tag_conversation, agent, conversation_id=conversation_id, add=data.add, remove=data.remove)
    return await db.read(item_now, agent, conversation_id)


@get("/conversations/{conversation_id:str}/messages", operation_id="read_messages", summary="A page of its messages")
async def read_messages(
    agent: Me, db: Db, conversation_id: FromPath[str], before: Seq = None, after: Seq = None, limit: PageSize = 50
) -> MessagePage:
    return await db.read(messages_page, agent, conversation_id=conversation_id, before=before, after=after, limit=limit)


@post(
    "/conversations/{conversation_id:str}/messages",
    responses=refuses(409, 429),
    operation_id="answer_visitor",
    summary="Answer the visitor, or write a note for the team",
)
async def answer(
    agent: Me, db: Db, send_limit: SendLimit, conversation_id: FromPath[str], data: JSONBody[NewMessage]
) -> Ack:
    send_limit.take(agent.id)
    return await queue_message(
        db,
        agent,
        conversation_id=conversation_id,
        client_id=data.client_id,
        text=data.text,
        note=data.note,
        mentions=data.mentions,
        attachments=data.attachments,
    )


@post(
    "/conversations/{conversation_id:str}/claim",
    status_code=200,
    responses=refuses(409),
    operation_id="claim_conversation",
    summary="Take it from the queue",
)
async def claim(agent: Me, db: Db, conversation_id: FromPath[str]) -> ConversationItem:
    await db.write(claim_conversation, agent, conversation_id=conversation_id)
    return await db.read(item_now, agent, conversation_id)


@post(
    "/conversations/{conversation_id:str}/close", status_code=200, operation_id="close_conversation", summary="Close it"
)
async def close(agent: Me, db: Db, conversation_id: FromPath[str]) -> ConversationItem:
    await db.write(close_conversation, agent, conversation_id=conversation_id)
    return await db.read(item_now, agent, conversation_id)


@post(
    "/conversations/{conversation_id:str}/reopen",
    status_code=200,
    operation_id="reopen_conversation",
    summary="Take it up again",
)
async def reopen(agent: Me, db: Db, conversation_id: FromPath[str]) -> ConversationItem:
    await db.write(reopen_conversation, agent, conversation_id=conversation_id)
    return await db.read(item_now, agent, conversation_id)


@post(
    "/conversations/{conversation_id:str}/seen",
    status_code=204,
    operation_id="agent_saw",
    summary="Received and read so far",
)
async def agent_saw(agent: Me, db: Db, conversation_id: FromPath[str], data: JSONBody[Seen]) -> None:
    await db.write(mark_seen, agent, conversation_id=conversation_id, delivered=data.delivered, read=data.read)


@patch(
    "/conversations/{conversation_id:str}/messages/{message_id:str}",
    responses=refuses(409),
    operation_id="edit_message",
    summary="Reword one's own message",
)
async def edit(
    agent: Me, db: Db, conversation_id: FromPath[str], message_id: FromPath[str], data: JSONBody[NewText]
) -> Message:
    return await db.write(
        edit_message,
        agent,
        conversation_id=conversation_id,
        message_id=message_id,
        text=data.text,
        revision=data.revision,
    )


@post(
    "/conversations/{conversation_id:str}/messages/{message_id:str}/recall",
    status_code=200,
    responses=refuses(409),
    operation_id="recall_message",
    summary="Take back one's own message",
)
async def recall(agent: Me, db: Db, conversation_id: FromPath[str], message_id: FromPath[str]) -> Message:
    return await db.write(recall_message, agent, conversation_id=conversation_id, message_id=message_id)


@get(
    "/conversations/{conversation_id:str}/messages/{message_id:str}/earlier",
    operation_id="earlier_texts",
    summary="What a message said before",
)
async def earlier(agent: Me, db: Db, conversation_id: FromPath[str], message_id: FromPath[str]) -> EarlierTexts:
    return await db.read(earlier_texts, agent, conversation_id=conversation_id, message_id=message_id)


@post(
    "/conversations/{conversation_id:str}/mention/seen",
    status_code=204,
    operation_id="agent_saw_mention",
    summary="Saw the notes that name one",
)
async def agent_saw_mention(agent: Me, db: Db, conversation_id: FromPath[str], data: JSONBody[MentionsSeen]) -> None:
    await db.write(see_mention, agent, conversation_id=conversation_id, pos=data.pos)


handlers = [
    workspace,
    Router(
        "/api/v1/workspace/{project_id:str}",
        route_handlers=[
            list_conversations,
            open_conversation,
            change,
            put_tags,
            read_messages,
            answer,
            claim,
            close,
            reopen,
            agent_saw,
            agent_saw_mention,
            edit,
            recall,
            earlier,
        ],
        dependencies={"agent": Provide(provide_agent)},
        cache_control=_fresh,
        tags=["Workspace: conversations"],
    ),
]
