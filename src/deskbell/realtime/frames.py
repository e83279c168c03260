"""The frames of the socket at `/ws`, both ways. `docs/frames.md` is made from these structs.

Text messages; each holds one or more JSON frames separated by a line feed. `t` names the frame.
"""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from deskbell.conversations.events import Message
from deskbell.eventlog import Author
from deskbell.kit.ids import IdText

PROTOCOL = 1
HEARTBEAT_S = 25
MAX_FRAME_BYTES = 65_536
TYPING_TTL_MS = 6_000

Kind: TypeAlias = Literal["visitor", "agent"]
Number: TypeAlias = Annotated[int, Meta(ge=0, le=2**53)]


class Resume(msgspec.Struct, frozen=True):
    """Where the client stands: the last `pos` it has applied of the history named `epoch`."""

    epoch: Annotated[str, Meta(max_length=64)]
    pos: Number


class SeenMarks(msgspec.Struct, frozen=True):
    """How far a conversation was received and read, in seqs."""

    delivered: Number = 0
    read: Number = 0


class AuthFrame(msgspec.Struct, tag="auth", tag_field="t"):
    """C>S, first, within 10 s: a visitor's token, or the project whose Workspace cookie came with the handshake."""

    token: Annotated[str, Meta(max_length=200)] | None = None
    project_id: IdText | None = None
    language: Annotated[str, Meta(max_length=100)] = "en"
    device_id: Annotated[str, Meta(max_length=64)] = ""
    resume: Resume | None = None


class ResumeFrame(msgspec.Struct, tag="resume", tag_field="t"):
    """C>S after `ready` with `recovered: false`: the client has fetched the snapshot and goes on from its place."""

    epoch: Annotated[str, Meta(max_length=64)]
    pos: Number


class SendFrame(msgspec.Struct, tag="send", tag_field="t"):
    """C>S: a message. `conv` null: the visitor's open conversation, or a new one.

    An agent's `note` is for the team alone, and may name colleagues by their ids in `mentions`. `attachments` holds the
    ids of files that the sender has uploaded; with any the text may be empty.
    """

    client_id: Annotated[str, Meta(max_length=64)]
    text: str
    conv: IdText | None = None
    note: bool = False
    mentions: Annotated[tuple[IdText, ...], Meta(max_length=20)] = ()
    attachments: Annotated[tuple[IdText, ...], Meta(max_length=10)] = ()


class SeenFrame(msgspec.Struct, tag="seen", tag_field="t"):
    """C>S, at most one a second: received and read positions, cumulative."""

    conv: Annotated[dict[IdText, SeenMarks], Meta(max_length=100)]
    pos: Number | None = None


class TypingFrame(msgspec.Struct, tag="typing", tag_field="t"):
    """C>S, at most one in 3 s for a conversation. Of a `note` only the team hears."""

    conv: IdText
    on: bool = True
    note: bool = False


class FetchFrame(msgspec.Struct, tag="fetch", tag_field="t"):
    """C>S: thread items after a seq; the answer is a `page`."""

    conv: IdText
    after: Number = 0
    limit: Annotated[int, Meta(ge=1, le=100)] = 50


class PingFrame(msgspec.Struct, tag="ping", tag_field="t"):
    """Both ways; answered by `pong`."""


class PongFrame(msgspec.Struct, tag="pong", tag_field="t"):
    """Both ways; the answer to `ping`."""


ClientFrame: TypeAlias = (
    AuthFrame | ResumeFrame | SendFrame | SeenFrame | TypingFrame | FetchFrame | PingFrame | PongFrame
)


class Hello(msgspec.Struct, tag="hello", tag_field="t"):
    """S>C, first."""

    protocol: int
    server_time: int
    heartbeat_s: int
    max_frame: int
    node: str


class Principal(msgspec.Struct):
    """Who this connection speaks for."""

    kind: Kind
    id: str


class Limits(msgspec.Struct):
    """What the server accepts."""

    max_text_bytes: int
    max_in_flight: int


class Ready(msgspec.Struct, tag="ready", tag_field="t"):
    """S>C: signed in. `recovered` true: every event after the client's place follows, then `replay_end`."""

    principal: Principal
    epoch: str
    head_pos: int
    recovered: bool
    limits: Limits


class EventFrame(msgspec.Struct, tag="event", tag_field="t"):
    """S>C: a fact. `prev` is the `pos` of the event sent on this stream before it; `team` never goes to visitors."""

    prev: int
    pos: int
    conv: str | None
    seq: int | None
    type: str
    ts: int
    actor: Author
    data: msgspec.Raw
    team: msgspec.Raw | None = None


class ReplayEnd(msgspec.Struct, tag="replay_end", tag_field="t"):
    """S>C: from here on events are live."""

    pos: int


class AckFrame(msgspec.Struct, tag="ack", tag_field="t"):
    """S>C: the message is durable."""

    client_id: str
    conv: str
    id: str
    seq: int
    pos: int
    ts: int
    duplicate: bool


class Nack(msgspec.Struct, tag="nack", tag_field="t"):
    """S>C: refused, with the reason in a sentence. `client_id` null: the refusal of a frame that was no `send`."""

    client_id: str | None
    code: str
    message: str
    retryable: bool
    retry_after_ms: int | None = None


class PageFrame(msgspec.Struct, tag="page", tag_field="t"):
    """S>C: the answer to `fetch`."""

    conv: str
    items: list[Message]
    head: int
    has_more: bool


class TypingNow(msgspec.Struct, tag="eph", tag_field="t"):
    """S>C: somebody is typing, for `ttl_ms` unless told otherwise. Never stored, never replayed."""

    conv: str
    actor: Author
    on: bool
    ttl_ms: int = TYPING_TTL_MS
    type: Literal["typing"] = "typing"
    note: bool = False


class PresenceNow(msgspec.Struct, tag="eph", tag_field="t"):
    """S>C, to the team: somebody came or went."""

    who: Principal
    online: bool
    type: Literal["presence"] = "presence"


class Bye(msgspec.Struct, tag="bye", tag_field="t"):
    """S>C, before the server closes: when to come back, and whether resuming will work."""

    code: int
    reconnect_after_ms: int | None
    resumable: bool


class Reset(msgspec.Struct, tag="reset", tag_field="t"):
    """S>C: history was rewritten; fetch the snapshot again."""

    epoch: str


ServerFrame: TypeAlias = (
    Hello | Ready | EventFrame | ReplayEnd | AckFrame | Nack | PageFrame | TypingNow | PresenceNow | Bye | Reset
    | PingFrame | PongFrame
)  # fmt: skip


class Close:
    """Why a connection was closed, as WebSocket close codes."""

    RESTART = 1012
    BAD_FRAME = 4400
    UNAUTHENTICATED = 4401
    REVOKED = 4403
    HEARTBEAT_LOST = 4408
    REPLACED = 4409
    TOO_BIG = 4413
    RATE = 4429
    SLOW = 4499


_encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(ClientFrame).decode


def encoded(frame: msgspec.Struct) -> str:
    return _encode(frame).decode()
