"""The facts of conversations. These docstrings are the public reference: `docs/events.md` is made from them."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from deskbell.conversations.tables import Status
from deskbell.eventlog import Author
from deskbell.files import Attachment, FileKind
from deskbell.visitors import VisitorCard


class AgentName(msgspec.Struct, frozen=True):
    """An agent as a visitor may see one."""

    id: str
    name: str


class SystemNote(msgspec.Struct, omit_defaults=True):
    """What a system line of the thread tells; *assigned* without an agent: nobody is responsible any more.

    *snoozed* and *woken* are the team's affair: visitors are shown nothing in their place.
    """

    what: Literal["assigned", "closed", "reopened", "snoozed", "woken"]
    agent: AgentName | None = None


class Message(msgspec.Struct, omit_defaults=True):
    """One item of a conversation. `seq` counts the items 1, 2, 3 … without holes; `pos` is its place in the log.

    A note is the team's alone and takes no number: its `seq` is that of the item it follows, its `pos` says which comes
    first. What was recalled has no text and no files any more and keeps its place. `revision` counts the changes. What
    stands at its default is not sent.
    """

    id: str
    conversation_id: str
    seq: int
    pos: int
    ts: int
    author: Author
    kind: Literal["text", "system", "note"]
    text: str
    client_id: str | None = None
    system: SystemNote | None = None
    mentions: list[AgentName] = []
    attachments: list[Attachment] = []
    revision: int = 0
    edited_at: int | None = None
    recalled_at: int | None = None


class LastMessage(msgspec.Struct, omit_defaults=True):
    """The newest message of a person, cut to 200 characters for lists. `carries`: of which kind its first file is."""

    seq: int
    author: Author
    text: str
    ts: int
    carries: FileKind | None = None


# A conversation's row keeps it as the JSON that is sent; who reads a fact gets the struct.
LastMessageJson: TypeAlias = Annotated[
    msgspec.Raw, Meta(extra_json_schema={"$ref": f"#/components/schemas/{LastMessage.__name__}"})
]


class State(msgspec.Struct):
    """Everything about a conversation that changes, as it is after the fact. Replace, do not merge."""

    status: Status
    assignee: AgentName | None
    received_at: int | None
    closed_at: int | None
    waiting_since: int | None
    last_seq: int
    message_count: int
    last_message: LastMessage | LastMessageJson | None
    last_message_at: int
    team_delivered: int
    team_read: int
    visitor_delivered: int
    visitor_read: int
    visitor_read_count: int


class TeamState(msgspec.Struct, frozen=True):
    """Everything about a conversation that changes and that only the team may know. Replace, do not merge."""

    title: str | None = None
    # One that was merged is known by the tag whose `was` names it; one that nobody has is deleted.
    tags: list[str] = []
    group_id: str | None = None
    snoozed_until: int | None = None


TagColour: TypeAlias = Literal["slate", "blue", "green", "amber", "red", "plum"]


class Tag(msgspec.Struct):
    """One of a project's tags. `was`: the ids of those that became a part of it."""

    id: str
    name: str
    colour: TagColour
    was: list[str]


class TagsChanged(msgspec.Struct):
    """`tags_changed` (team): a tag was made, changed, merged or deleted. All tags of the project as they are now."""

    tags: list[Tag]


class SavedViewsChanged(msgspec.Struct):
    """`saved_views_changed` (team): somebody's saved views, or with `agent_id` null the team's, are others now.

    It does not say which: nobody learns from it what a colleague calls their own.
    """

    agent_id: str | None


class Was(msgspec.Struct, frozen=True):
    """What a conversation counted as before the fact: one less there, one more where it is now."""

    status: Status
    assignee_id: str | None


Reason: TypeAlias = Literal[
    "claimed",
    "answered",
    "reopened",
    "rounds",
    "least_loaded",
    "last_agent",
    "first_reply",
    "kept",
    "transferred",
    "began",
]


class Why(msgspec.Struct, frozen=True):
    """Why a conversation was given to its responsible agent.

    `load` of `limit`: how many they had at that moment. `minutes`: how long whoever had it before was waited for; with
    *kept* how long they themselves were, while nobody else could take it.
    """

    reason: Reason
    by: Author
    at: int
    load: int | None = None
    limit: int | None = None
    minutes: int | None = None


class ConversationStarted(msgspec.Struct):
    """`conversation_started`: the first message follows, an agent's after the conversation was assigned to them."""

    state: State


class ConversationStartedTeam(msgspec.Struct):
    """For the team: who the visitor is. `was` is null because it counted nowhere before."""

    visitor: VisitorCard
    created_at: int
    state: TeamState
    was: None = None


class MessagePosted(msgspec.Struct):
    """`message_posted`: a visitor or an agent wrote."""

    message: Message
    state: State


class NotePosted(msgspec.Struct):
    """`note_posted`: for the team alone, an agent wrote a note. It answers nobody and changes nothing else."""

    message: Message


class MessageEdited(msgspec.Struct):
    """`message_edited`: an agent reworded a message, or for the team alone a note. The message is as it is now."""

    message: Message
    state: State


class MessageRecalled(msgspec.Struct):
    """`message_recalled`: an agent took back a message, or for the team alone a note. Its place stays."""

    message: Message
    state: State


class MentionSeen(msgspec.Struct):
    """`mention_seen`: for the team alone, an agent saw the notes that name them; who it was is in its `team` part."""


class MentionSeenTeam(msgspec.Struct):
    """Who has seen the notes of this conversation that name them."""

    agent_id: str


class ConversationAssigned(msgspec.Struct):
    """`conversation_assigned`: somebody became responsible. A thread item."""

    message: Message
    state: State


class ConversationReturned(msgspec.Struct):
    """`conversation_returned`: whoever was responsible has left the desk, or put it back. A thread item."""

    message: Message
    state: State


class ConversationTransferred(msgspec.Struct):
    """`conversation_transferred`: an agent gave it to somebody else, or to a group. A thread item."""

    message: Message
    state: State


class ConversationSnoozed(msgspec.Struct):
    """`conversation_snoozed`: the team set it aside until a time, or until the visitor writes. A thread item."""

    message: Message
    state: State


class ConversationWoken(msgspec.Struct):
    """`conversation_woken`: what was set aside is back, by its time or by an agent. A thread item."""

    message: Message
    state: State


class ConversationKept(msgspec.Struct):
    """`conversation_kept` (team): the first answer takes too long, but nobody else can take it; `why` says so."""

    state: State


class ConversationClosed(msgspec.Struct):
    """`conversation_closed`: by the visitor or an agent. A thread item."""

    message: Message
    state: State


class ConversationReopened(msgspec.Struct):
    """`conversation_reopened`: by an agent, or by the visitor's message that follows. A thread item."""

    message: Message
    state: State


class Moved(msgspec.Struct, omit_defaults=True):
    """For the team, on any fact of a conversation. Where it counted before and why it moved, if it did."""

    state: TeamState
    was: Was | None = None
    why: Why | None = None


class Reader(msgspec.Struct):
    """Which side has seen the messages; the visitor never learns which agent."""

    kind: Literal["visitor", "team"]


class MessagesSeen(msgspec.Struct):
    """`messages_seen`: a side's delivered or read position moved forward."""

    by: Reader
    state: State


class MessagesSeenTeam(msgspec.Struct, omit_defaults=True):
    """For the team: an agent's own marks, for the unread numbers in their other tabs; none where a visitor read."""

    state: TeamState
    agent_id: str | None = None
    delivered: int = 0
    read: int = 0
    read_count: int = 0


class ConversationChanged(msgspec.Struct):
    """`conversation_changed`: what only the team knows of it is another now; visitors are not told."""

    state: State
