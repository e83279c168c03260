"""Posting: a visitor or an agent writes a message. Sends that wait together are posted together."""

import asyncio
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import select

from deskbell.conversations.assigning import assign_in_ledger
from deskbell.conversations.beginning import begin, begin_with, is_with, open_conversation
from deskbell.conversations.earlier import first_text
from deskbell.conversations.events import (
    ConversationReopened,
    MessagePosted,
    SystemNote,
)
from deskbell.conversations.ledger import Ledger, state_of
from deskbell.conversations.noting import note_in_ledger
from deskbell.conversations.reading import mark_own_messages
from deskbell.conversations.rules import after_agent_wrote, after_visitor_reopened, after_visitor_wrote
from deskbell.conversations.tables import ConversationRow, conversation, conversation_count, message, note
from deskbell.files import Attaching, Attachment, attach, attachable
from deskbell.kit.db import Asked, Batch, Database, Tx
from deskbell.kit.errors import Conflict, Forbidden, NotFound, Refusal
from deskbell.kit.texts import readable_client_id, readable_message
from deskbell.team import Agent
from deskbell.visitors import Visitor

_CLIENT_KEYS = ("project_id", "author_id", "client_id")
_ACK_COLUMNS = (*_CLIENT_KEYS, "conversation_id", "id", "seq", "pos", "ts", "text", "revision", "attachments")


class Post(msgspec.Struct, frozen=True):
    """One attempt to send. `conversation_id` None: a visitor's open conversation, or a new one.

    A note is an agent's, for the team alone; it may name colleagues. `visitor_id`: with whom an agent begins one.
    """

    author: Visitor | Agent
    conversation_id: str | None
    client_id: str
    text: str
    note: bool = False
    mentions: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    visitor_id: str | None = None


class Ack(msgspec.Struct):
    """The message is durable; `duplicate`: it already was, under the same client id."""

    client_id: str
    conversation_id: str
    id: str
    seq: int
    pos: int
    ts: int
    duplicate: bool


def queue_message(  # noqa: PLR0913 - what a message holds
    db: Database,
    author: Visitor | Agent,
    *,
    conversation_id: str | None,
    client_id: str,
    text: str,
    note: bool = False,
    mentions: Sequence[str] = (),
    attachments: Sequence[str] = (),
) -> asyncio.Future[Ack]:
    """Hand one message to the writer; the future answers when it is durable, in the order of the calls.

    `attachments` are ids of files that the author has sent; with any the text may be blank.
    Raises `BadInput` for an unreadable text and `Forbidden` for a visitor's note; the future holds `NotFound` for a
    conversation that is not the author's to write in and `Conflict("client_id_reused")` when the client id already
    stands for another message.
    """
    if isinstance(author, Visitor) and (note or mentions):
        raise Forbidden
    name, words = readable_client_id(client_id), readable_message(text, may_be_blank=bool(attachments))
    post = Post(author, conversation_id, name, words, note, tuple(mentions) if note else (), tuple(attachments))
    return db.queue_in_batch(_POSTING, author.project_id, post)


def queue_first_words(db: Database, agent: Agent, *, visitor_id: str, client_id: str, text: str) -> asyncio.Future[Ack]:
    """The same for an agent who begins a conversation with a visitor; `Conflict` where one is open already."""
    post = Post(agent, None, readable_client_id(client_id), readable_message(text), visitor_id=visitor_id)
    return db.queue_in_batch(_POSTING, agent.project_id, post)


def post_messages(tx: Tx, posts: Sequence[Post]) -> list[Ack | Refusal]:
    """Post many, in their order; a refused one writes nothing."""
    ledger = Ledger(tx)
    asked = _ask_already_posted(tx, posts)
    ledger.load([*{(post.author.project_id, post.conversation_id) for post in posts if post.conversation_id}])
    known = _acks(*asked)
    answers: list[Ack | Refusal] = []
    for post in posts:
        key = (post.author.project_id, post.author.id, post.client_id)
        try:
            before = known.get(key)
            if before is not None:
                answers.append(_same_again(tx, before, post))
                continue
            files = attachable(tx, post.author, post.attachments)
            row = _writable(tx, ledger, post)
            ack = _note(tx, ledger, row, post, files) if post.note else _post(tx, ledger, row, post, files)
        except Refusal as refusal:
            answers.append(refusal)
            continue
        known[key] = _Before(ack, post.text, post.attachments, note=post.note)
        answers.append(ack)
    mark_own_messages(tx, ledger.agents_wrote)
    ledger.write()
    return answers


_POSTING = Batch(post_messages)


class _Before(msgspec.Struct, frozen=True):
    """What a client id stands for already: the first answer, and what was said."""

    ack: Ack
    text: str
    attachments: tuple[str, ...]
    note: bool
    revised: bool = False


def _ask_already_posted(tx: Tx, posts: Sequence[Post]) -> tuple[Asked, Asked]:
    """Among the messages, and among the notes of those who may write any."""
    keys = [(post.author.project_id, post.author.id, post.client_id) for post in posts]
    agents = [key for key, post in zip(keys, posts, strict=True) if isinstance(post.author, Agent)]
    return tx.match(message, _CLIENT_KEYS, _ACK_COLUMNS, keys), tx.match(note, _CLIENT_KEYS, _ACK_COLUMNS, agents)


def _acks(messages: Asked, notes: Asked) -> dict[tuple[str, str, str], _Before]:
    """By project, author and client id: what was posted under it."""
    found: dict[tuple[str, str, str], _Before] = {}
    for asked in (messages, notes):
        for project_id, author_id, client_id, conversation_id, id_, seq, pos, ts, text, revision, held in asked.rows():
            ack = Ack(client_id, conversation_id, id_, seq, pos, ts, duplicate=True)
            files = () if held is None else tuple(one["id"] for one in msgspec.json.decode(held))
            before = _Before(ack, text, files, note=asked is notes, revised=revision > 0)
            found[project_id, author_id, client_id] = before
    return found


def _same_again(tx: Tx, before: _Before, post: Post) -> Ack:
    """The first answer once more; anything but the same message under that client id is refused."""
    here = post.conversation_id in {None, before.ack.conversation_id}
    ack = before.ack
    text = first_text(tx, post.author.project_id, ack.conversation_id, ack.pos) if before.revised else before.text
    if not is_with(tx, post.author.project_id, ack.conversation_id, post.visitor_id):
        raise Conflict("client_id_reused", field="client_id")
    if not here or (text, before.attachments, before.note) != (post.text, post.attachments, post.note):
        raise Conflict("client_id_reused", field="client_id")
    return msgspec.structs.replace(ack, duplicate=True)


def _writable(tx: Tx, ledger: Ledger, post: Post) -> ConversationRow:
    """The conversation this goes into: one the author may write in, found inside what they own."""
    author = post.author
    if post.conversation_id is not None:
        row = ledger.find(author.project_id, post.conversation_id)
        if row is None or (isinstance(author, Visitor) and row.visitor_id != author.id):
            raise NotFound
        return row
    if isinstance(author, Visitor):
        return open_conversation(tx, ledger, author.project_id, author.id) or begin(tx, ledger, author, author.id)
    if post.visitor_id is None:
        raise NotFound
    return begin_with(tx, ledger, author, post.visitor_id)


def _post(tx: Tx, ledger: Ledger, row: ConversationRow, post: Post, files: list[Attachment]) -> Ack:
    author = post.author
    if isinstance(author, Visitor):
        if row.closed_at is not None:
            _reopen_for(ledger, row, author)
        item = ledger.post_text(row, author.author, post.text, post.client_id, files)
        after_visitor_wrote(row, item.ts)
        row.visitor_delivered = row.visitor_read = item.seq
        row.visitor_read_count = row.message_count
    else:
        if row.assignee_id is None or row.closed_at is not None:
            reason = "answered" if post.visitor_id is None else "began"
            assign_in_ledger(tx, ledger, row, author, reason, by=author.author)
        item = ledger.post_text(row, author.author, post.text, post.client_id, files)
        after_agent_wrote(row)
        row.team_delivered = row.team_read = item.seq
        ledger.agents_wrote[row.project_id, row.id, author.id] = (item.seq, row.message_count)
    attach(tx, row.project_id, files, Attaching(item.id, row.visitor_id))
    moved = ledger.moved(row)
    ledger.enter(
        row, "message_posted", author.author, MessagePosted(item, state_of(row)), pos=item.pos, seq=item.seq, team=moved
    )
    return Ack(post.client_id, row.id, item.id, item.seq, item.pos, item.ts, duplicate=False)


def _note(tx: Tx, ledger: Ledger, row: ConversationRow, post: Post, files: list[Attachment]) -> Ack:
    if not isinstance(post.author, Agent):
        raise Forbidden
    item = note_in_ledger(
        tx,
        ledger,
        row,
        post.author,
        text=post.text,
        client_id=post.client_id,
        mentions=post.mentions,
        attachments=files,
    )
    return Ack(post.client_id, row.id, item.id, item.seq, item.pos, item.ts, duplicate=False)


def _reopen_for(ledger: Ledger, row: ConversationRow, visitor: Visitor) -> None:
    """A visitor who writes again opens the conversation again: a message never disappears into a closed one."""
    after_visitor_reopened(row)
    item = ledger.post_system(row, visitor.author, SystemNote("reopened"))
    after_visitor_wrote(row, item.ts)
    moved = ledger.moved(row)
    reopened = ConversationReopened(item, state_of(row))
    ledger.enter(row, "conversation_reopened", visitor.author, reopened, pos=item.pos, seq=item.seq, team=moved)


def first_steps(tx: Tx, project_id: str) -> tuple[bool, bool]:
    """Whether a visitor has written in this project yet, and whether an agent has.

    Asked every few seconds while somebody waits for the first answer. The kept counts tell cheaply that nothing was
    replied yet, as long as it was not; only then are there messages to be looked through.
    """
    asked = tx.execute(select(conversation.c.id).where(conversation.c.project_id == project_id).limit(1)).first()
    counted: Any = select(conversation_count.c.n).where(conversation_count.c.project_id == project_id)
    # A count stays when it is back at nought.
    if asked is None or tx.execute(counted.where(conversation_count.c.status == "replied").limit(1)).first() is None:
        return asked is not None, False
    answers: Any = select(message.c.seq).where(message.c.project_id == project_id, message.c.kind == "text")
    return True, tx.execute(answers.where(message.c.author_kind == "agent").limit(1)).first() is not None
