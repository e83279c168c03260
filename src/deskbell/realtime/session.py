"""What a signed-in connection does: one method per frame, each calling the same command as the HTTP routes."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import structlog

from deskbell.conversations import Ack, mark_seen, messages_page, queue_message, require_readable
from deskbell.kit.catalogue import chosen_language, refusal_sentence
from deskbell.kit.errors import BadInput, NotSignedIn, OurMistake, Refusal
from deskbell.kit.texts import MAX_MESSAGE_BYTES
from deskbell.realtime.frames import (
    AckFrame,
    AuthFrame,
    ClientFrame,
    Close,
    FetchFrame,
    Limits,
    Nack,
    PageFrame,
    PingFrame,
    PongFrame,
    Principal,
    Ready,
    ReplayEnd,
    Resume,
    ResumeFrame,
    SeenFrame,
    SendFrame,
    TypingFrame,
    decode,
    encoded,
)
from deskbell.realtime.subscriber import Subscriber
from deskbell.realtime.web import still_signed_in, who_connects
from deskbell.team import Agent
from deskbell.visitors import Visitor

if TYPE_CHECKING:
    from deskbell.realtime.gateway import Connection, Gateway

log = structlog.get_logger()

MAX_IN_FLIGHT = 256
_MAX_FRAMES = 100
_MAX_KNOWN = 500


class BadFrame(Exception):  # noqa: N818 - the end of a connection, with the frame that says why
    """The connection cannot go on."""

    def __init__(self, code: int, language: str, refusal: Refusal | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.nack = nack(refusal or BadInput("bad_frame"), language, None)


def read_frames(text: str | None, language: str) -> list[ClientFrame]:
    """The frames of one message."""
    if text is None:
        raise BadFrame(Close.BAD_FRAME, language)
    lines = text.split("\n")
    if len(lines) > _MAX_FRAMES:
        raise BadFrame(Close.TOO_BIG, language)
    try:
        return [decode(line) for line in lines if line]
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadFrame(Close.BAD_FRAME, language) from error


def nack(refusal: Refusal, language: str, client_id: str | None) -> str:
    sentence = refusal_sentence(refusal, language)
    return encoded(Nack(client_id, refusal.code, sentence, refusal.retryable, refusal.retry_after_ms))


class Session:
    """A principal on a connection."""

    def __init__(self, gateway: "Gateway", who: Visitor | Agent, stream: Subscriber, language: str) -> None:
        self.stream = stream
        self._gateway = gateway
        self._who = who
        self._language = language
        self._in_flight = 0
        self._room = asyncio.Event()
        self._room.set()
        # Conversations this principal may read, with their visitors: asked once, for typing.
        self._known: dict[str, str] = {}

    @classmethod
    async def open(
        cls, connection: "Connection", gateway: "Gateway", headers: Mapping[str, str], auth: AuthFrame
    ) -> "Session":
        """Sign in; raises the refusal that ends the connection."""
        who = await who_connects(
            gateway.db, headers, token=auth.token, project_id=auth.project_id, settings=gateway.settings
        )
        gateway.presence.require_room(who.id)
        session_id = who.session_id if isinstance(who, Agent) else None
        stream = Subscriber(
            who.project_id, "agent" if isinstance(who, Agent) else "visitor", who.id, session_id=session_id,  # pyright: ignore[reportArgumentType] - a visitor or an agent
            on_frames=connection.flush_soon, on_close=connection.end,
        )  # fmt: skip
        return cls(gateway, who, stream, chosen_language(auth.language))

    async def start(self, resume: Resume | None) -> None:
        """Say `ready`, replay what was missed, and count as here."""
        self._gateway.presence.came(self._who.project_id, self.stream.kind, self._who.id)
        await self._resume(resume)

    def leave(self) -> None:
        self._gateway.hub.unsubscribe(self.stream)
        self._gateway.presence.went(self._who.id)

    async def take(self, frame: ClientFrame) -> None:
        """Do what one frame asks; a refusal is answered, never raised."""
        try:
            if not isinstance(frame, SendFrame):
                self._gateway.frame_limit.take(self._who.id)
            await self._take(frame)
        except Refusal as refusal:
            self.stream.push(nack(refusal, self._language, frame.client_id if isinstance(frame, SendFrame) else None))

    async def _take(self, frame: ClientFrame) -> None:
        match frame:
            case SendFrame():
                await self._post(frame)
            case SeenFrame():
                await self._seen(frame)
            case TypingFrame():
                await self._typing(frame)
            case FetchFrame():
                await self._fetch(frame)
            case ResumeFrame():
                await self._resume(Resume(frame.epoch, frame.pos))
            case PingFrame():
                self.stream.push(encoded(PongFrame()))
            case PongFrame():
                pass
            case AuthFrame():
                raise BadFrame(Close.BAD_FRAME, self._language)

    async def _resume(self, resume: Resume | None) -> None:
        place = resume or Resume("", 0)
        end, recovered = await self._gateway.hub.subscribe(self.stream, epoch=place.epoch, pos=place.pos)
        if not await still_signed_in(self._gateway.db, self._who):
            raise BadFrame(Close.REVOKED, self._language, NotSignedIn("session_ended"))
        principal = Principal(self.stream.kind, self._who.id)
        limits = Limits(MAX_MESSAGE_BYTES, MAX_IN_FLIGHT)
        self.stream.push(encoded(Ready(principal, end.epoch, end.pos, recovered, limits)))
        if recovered:
            self.stream.push(encoded(ReplayEnd(await self._gateway.hub.replay(self.stream))))

    async def _post(self, frame: SendFrame) -> None:
        """Queue the message without waiting for its commit: the next frame is read meanwhile, in order."""
        await self._room.wait()
        self._gateway.send_limit.take(self._who.id)
        answer = queue_message(
            self._gateway.db,
            self._who,
            conversation_id=frame.conv,
            client_id=frame.client_id,
            text=frame.text,
            note=frame.note,
            mentions=frame.mentions,
            attachments=frame.attachments,
        )
        self._in_flight += 1
        if self._in_flight >= MAX_IN_FLIGHT:
            self._room.clear()
        answer.add_done_callback(partial(self._posted, frame.client_id))

    def _posted(self, client_id: str, answer: "asyncio.Future[Ack]") -> None:
        self._in_flight -= 1
        self._room.set()
        error = answer.exception()
        if error is None:
            ack = answer.result()
            self.stream.push(
                encoded(AckFrame(ack.client_id, ack.conversation_id, ack.id, ack.seq, ack.pos, ack.ts, ack.duplicate))
            )
        elif isinstance(error, Refusal):
            self.stream.push(nack(error, self._language, client_id))
        else:
            log.error("posting failed", exc_info=error)
            self.stream.push(nack(OurMistake(), self._language, client_id))

    async def _seen(self, frame: SeenFrame) -> None:
        """Move every mark that can be moved; the first one that cannot is answered."""
        refused: Refusal | None = None
        for conversation_id, marks in frame.conv.items():
            try:
                await self._gateway.db.write(
                    mark_seen, self._who, conversation_id=conversation_id, delivered=marks.delivered, read=marks.read
                )
            except Refusal as refusal:
                refused = refused or refusal
        if refused is not None:
            raise refused

    async def _typing(self, frame: TypingFrame) -> None:
        visitor_id = self._known.get(frame.conv)
        if visitor_id is None:
            visitor_id = await self._gateway.db.read(require_readable, self._who, conversation_id=frame.conv)
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
            self._known[frame.conv] = visitor_id
        self._gateway.ephemerals.typing(
            self._who.author,
            self._who.project_id,
            visitor_id,
            frame.conv,
            on=frame.on,
            note=frame.note,
            but=self.stream,
        )

    async def _fetch(self, frame: FetchFrame) -> None:
        page = await self._gateway.db.read(
            messages_page, self._who, conversation_id=frame.conv, after=frame.after, limit=frame.limit
        )
        self.stream.push(encoded(PageFrame(frame.conv, page.items, page.head, page.has_more)))
