"""One stream of events to one reader: its place in the log, and a bounded queue of frames that wait to be sent."""

import asyncio
from collections import deque
from collections.abc import Callable

from deskbell.eventlog import Fact
from deskbell.realtime.frames import Close, Kind

MAX_QUEUED_BYTES = 1_000_000
MAX_QUEUED_FRAMES = 5_000
_CROWDED_BYTES = MAX_QUEUED_BYTES // 4
_CROWDED_FRAMES = MAX_QUEUED_FRAMES // 4
MAX_HELD = 256


class Subscriber:
    """A visitor's or an agent's stream. Nobody ever waits for it: what does not fit ends it, and it resumes."""

    __slots__ = (
        "_room", "drains", "ended", "held", "id", "kind", "last", "live", "on_close", "on_frames", "overflowed",
        "project_id", "queue", "queued_bytes", "session_id",
    )  # fmt: skip

    def __init__(
        self,
        project_id: str,
        kind: Kind,
        id_: str,
        *,
        session_id: str | None,
        on_frames: Callable[[], None],
        on_close: Callable[[int], None],
        drains: bool = True,
    ) -> None:
        self.project_id = project_id
        self.kind: Kind = kind
        self.id = id_
        self.session_id = session_id
        self.on_frames = on_frames
        self.on_close = on_close
        # Whether frames leave the queue while more are queued; a request's answer takes them once.
        self.drains = drains
        # Something did not fit: nothing is queued any more, so that what was queued has no hole.
        self.ended = False
        self._room: asyncio.Future[None] | None = None
        # Where this stream stands: the pos of the last event queued, or the place it resumed from.
        self.last = 0
        self.live = False
        # Events that happen while older ones are still being read from the log.
        self.held: deque[Fact] = deque()
        self.overflowed = False
        self.queue: deque[str] = deque()
        self.queued_bytes = 0

    def sees(self, fact: Fact) -> bool:
        return self.kind == "agent" or fact.visitor_id == self.id

    def offer(self, fact: Fact) -> None:
        """The next fact of the project's log that this reader may see."""
        if self.live:
            self.send_event(fact)
        elif len(self.held) < MAX_HELD and not self.overflowed:
            self.held.append(fact)
        else:
            # Nothing more is held until the log is read again: what follows would follow a hole.
            self.held.clear()
            self.overflowed = True

    def send_event(self, fact: Fact) -> None:
        if fact.pos <= self.last:
            return
        self.push(event_frame(fact, self.last, team=self.kind == "agent"))
        if not self.ended:
            self.last = fact.pos

    def push(self, frame: str, *, ephemeral: bool = False) -> None:
        """Queue a frame. Over the limit ephemerals go first, then the connection."""
        if self.ended:
            return
        if self.queued_bytes > MAX_QUEUED_BYTES or len(self.queue) > MAX_QUEUED_FRAMES:
            if not ephemeral:
                self.ended = True
                self.on_close(Close.SLOW)
            return
        self.queue.append(frame)
        self.queued_bytes += len(frame)
        self.on_frames()

    def take_all(self) -> str:
        """Everything queued, as one message."""
        text = "\n".join(self.queue)
        self.queue.clear()
        self.queued_bytes = 0
        if self._room is not None and not self._room.done():
            self._room.set_result(None)
        return text

    async def room(self) -> bool:
        """Wait until the past can be queued without crowding out the present; False where it never will be."""
        while not self.ended and (self.queued_bytes > _CROWDED_BYTES or len(self.queue) > _CROWDED_FRAMES):
            if not self.drains:
                return False
            self._room = asyncio.get_running_loop().create_future()
            await self._room
        return not self.ended


def event_frame(fact: Fact, prev: int, *, team: bool) -> str:
    """The event's frame, put together from the JSON that was stored: replayed and live look the same."""
    head = f'{{"t":"event","prev":{prev},"pos":{fact.pos},{fact.body[1:]}'
    return f'{head[:-1]},"team":{fact.team}}}' if team and fact.team is not None else head
