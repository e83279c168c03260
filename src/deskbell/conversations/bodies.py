"""Bodies that both sides send."""

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from deskbell.conversations.noting import MAX_MENTIONS
from deskbell.files import MAX_ATTACHMENTS
from deskbell.kit.ids import IdText

ClientId: TypeAlias = Annotated[str, Meta(max_length=64)]
Number: TypeAlias = Annotated[int, Meta(ge=0, le=2**53)]
Attachments: TypeAlias = Annotated[list[IdText], Meta(max_length=MAX_ATTACHMENTS)]
Mentions: TypeAlias = Annotated[list[IdText], Meta(max_length=MAX_MENTIONS)]


class FirstWords(msgspec.Struct):
    """What an agent says first to a visitor. The client id makes a repeated request harmless."""

    client_id: ClientId
    text: str


class NewMessage(msgspec.Struct):
    """A message to send. The client id makes a repeated request harmless.

    A note is for the team alone; `mentions` are the ids of colleagues whom it names. `attachments` are the ids of files
    that one has sent; with any the text may be empty.
    """

    client_id: ClientId
    text: str
    note: bool = False
    mentions: Mentions = []
    attachments: Attachments = []


class NewVisitorMessage(msgspec.Struct):
    """A visitor's message. Without a conversation it goes to their open one, or begins a new one.

    `attachments` are the ids of files that they have sent; with any the text may be empty.
    """

    client_id: ClientId
    text: str
    conversation_id: IdText | None = None
    attachments: Attachments = []


class NewText(msgspec.Struct):
    """Other words for a message, and the revision that they began from; null: whichever it is."""

    text: str
    revision: Number | None = None


class MentionsSeen(msgspec.Struct):
    """The `pos` of the newest note that one has seen."""

    pos: Number


Line: TypeAlias = Annotated[str, Meta(max_length=2_000)]


class ConversationForm(msgspec.Struct):
    """A conversation's title. `title_was`: what stood in the form, to be told when it is another by now."""

    title: Line
    title_was: Line | None = None


class TagsPut(msgspec.Struct):
    """Ids of tags to put on and to take off."""

    add: Annotated[list[IdText], Meta(max_length=20)] = []
    remove: Annotated[list[IdText], Meta(max_length=20)] = []


class Seen(msgspec.Struct):
    """How far it was received and read, in seqs."""

    delivered: Number = 0
    read: Number = 0
