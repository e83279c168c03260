"""Moving conversations, under `/api/v1/workspace/{project_id}/conversations`."""

from typing import Annotated, TypeAlias

import msgspec
from litestar import Router, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.conversations.listing import ConversationItem, item_now
from deskbell.conversations.moving.blocking import keep_out, let_in
from deskbell.conversations.moving.bulk import AT_ONCE, Before, Deed, Done, Wanted, do_to_many, put_many_back
from deskbell.conversations.moving.snoozing import snooze_conversation, wake_conversation
from deskbell.conversations.moving.transferring import Target, transfer_conversation
from deskbell.kit.db import Database
from deskbell.kit.http import Ask, RefusalBody, reader_language, refusal_body, refuses
from deskbell.kit.ids import IdText
from deskbell.kit.texts import MAX_MESSAGE_BYTES
from deskbell.team import Agent
from deskbell.team.web import provide_agent

Db = NamedDependency[Database]
Me = NamedDependency[Agent]
Words: TypeAlias = Annotated[str, Meta(max_length=MAX_MESSAGE_BYTES)]
Moment: TypeAlias = Annotated[int, Meta(ge=0, le=2**53)]


class Transfer(msgspec.Struct):
    """Whom to give it to: an agent, or a group; neither: back into the queue, for anybody else.

    `note` is for the team alone, and names the agent who gets it.
    `held_by`: who was responsible when that was decided; if it is somebody else by now, the answer says who.
    """

    agent_id: IdText | None = None
    group_id: IdText | None = None
    held_by: IdText | None = None
    note: Words | None = None


class Snooze(msgspec.Struct):
    """Until when to set it aside, in milliseconds since 1970."""

    until: Moment


class Block(msgspec.Struct):
    """Whether to close the conversation as well."""

    close: bool = True


class ManyWanted(msgspec.Struct):
    """One deed for many. *assign* goes to an agent, a group or with neither back into the queue."""

    conversation_ids: Annotated[list[IdText], Meta(min_length=1, max_length=AT_ONCE)]
    deed: Deed
    agent_id: IdText | None = None
    group_id: IdText | None = None
    until: Moment = 0


class Undo(msgspec.Struct):
    """How a conversation was before the deed. Sent back as it is, it undoes it, unless something has happened since."""

    id: IdText
    seq: Moment
    assignee_id: IdText | None = None
    group_id: IdText | None = None
    waiting_since: Moment | None = None
    snoozed_until: Moment | None = None


class ManyUndone(msgspec.Struct):
    """What to bring back to how it was."""

    items: Annotated[list[Undo], Meta(min_length=1, max_length=AT_ONCE)]


class OneDone(msgspec.Struct):
    """What became of one: `refusal` says why it stays as it is, `undo` takes the deed back."""

    id: str
    refusal: RefusalBody | None
    undo: Undo | None


class ManyDone(msgspec.Struct):
    """What became of each, in the order of the request."""

    items: list[OneDone]


@post(
    "/{conversation_id:str}/transfer",
    status_code=200,
    responses=refuses(409),
    operation_id="transfer_conversation",
    summary="Give it to somebody else, to a group, or back into the queue",
)
async def transfer(agent: Me, db: Db, conversation_id: FromPath[str], data: JSONBody[Transfer]) -> ConversationItem:
    to = Target(data.agent_id, data.group_id)
    held_by, note = data.held_by, data.note
    await db.write(transfer_conversation, agent, conversation_id=conversation_id, to=to, held_by=held_by, note=note)
    return await db.read(item_now, agent, conversation_id)


@post(
    "/{conversation_id:str}/snooze",
    status_code=200,
    responses=refuses(409),
    operation_id="snooze_conversation",
    summary="Set it aside until a time, or until the visitor writes",
)
async def snooze(agent: Me, db: Db, conversation_id: FromPath[str], data: JSONBody[Snooze]) -> ConversationItem:
    await db.write(snooze_conversation, agent, conversation_id=conversation_id, until=data.until)
    return await db.read(item_now, agent, conversation_id)


@post(
    "/{conversation_id:str}/wake",
    status_code=200,
    operation_id="wake_conversation",
    summary="Take up before its time what was set aside",
)
async def wake(agent: Me, db: Db, conversation_id: FromPath[str]) -> ConversationItem:
    await db.write(wake_conversation, agent, conversation_id=conversation_id)
    return await db.read(item_now, agent, conversation_id)


@post(
    "/{conversation_id:str}/block",
    status_code=200,
    operation_id="block_visitor",
    summary="Keep its visitor out",
)
async def block(agent: Me, db: Db, conversation_id: FromPath[str], data: JSONBody[Block]) -> ConversationItem:
    await db.write(keep_out, agent, conversation_id=conversation_id, close=data.close)
    return await db.read(item_now, agent, conversation_id)


@post(
    "/{conversation_id:str}/unblock",
    status_code=200,
    operation_id="unblock_visitor",
    summary="Let its visitor in again",
)
async def unblock(agent: Me, db: Db, conversation_id: FromPath[str]) -> ConversationItem:
    await db.write(let_in, agent, conversation_id=conversation_id)
    return await db.read(item_now, agent, conversation_id)


@post("/bulk", status_code=200, operation_id="do_to_many", summary="Close, assign or set aside many at once")
async def many(request: Ask, agent: Me, db: Db, data: JSONBody[ManyWanted]) -> ManyDone:
    wanted = Wanted(data.deed, Target(data.agent_id, data.group_id), data.until)
    done = await db.write(do_to_many, agent, conversation_ids=data.conversation_ids, wanted=wanted)
    return _told(request, done)


@post("/bulk/undo", status_code=200, operation_id="undo_many", summary="Take back what was done to many")
async def undo(request: Ask, agent: Me, db: Db, data: JSONBody[ManyUndone]) -> ManyDone:
    before = [Before(*msgspec.structs.astuple(one)) for one in data.items]
    return _told(request, await db.write(put_many_back, agent, before=before))


def _told(request: Ask, done: list[Done]) -> ManyDone:
    language = reader_language(request)
    return ManyDone(
        [
            OneDone(
                one.id,
                None if one.refusal is None else refusal_body(one.refusal, language),
                None if one.before is None else Undo(*one.before),
            )
            for one in done
        ]
    )


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/conversations",
        route_handlers=[transfer, snooze, wake, block, unblock, many, undo],
        dependencies={"agent": Provide(provide_agent)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: conversations"],
    )
]
