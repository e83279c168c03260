"""One stream of events to one reader: its place in the log, and a bounded queue of frames that wait to be sent."""

from collections import deque
from collections.abc import Callable

from deskbell.eventlog import Fact
from deskbell.realtime.frames import Close, Kind

MAX_QUEUED_BYTES = 1_000_000
MAX_QUEUED_FRAMES = 5_000
MAX_HELD = 1_000


class Subscriber:
    """A visitor's or an agent's stream. Nobody ever waits for it: what does not fit ends it, and it resumes."""

    __slots__ = (
        "held", "id", "kind", "last", "live", "on_close", "on_frames", "overflowed",
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
    ) -> None:
        self.project_id = project_id
        self.kind: Kind = kind
        self.id = id_
        self.session_id = session_id
        self.on_frames = on_frames
        self.on_close = on_close
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
        elif len(self.held) < MAX_HELD:
            self.held.append(fact)
        else:
            self.held.clear()
            self.overflowed = True

    def send_event(self, fact: Fact) -> None:
        if fact.pos <= self.last:
            return
        self.push(event_frame(fact, self.last, team=self.kind == "agent"))
        self.last = fact.pos

    def push(self, frame: str, *, ephemeral: bool = False) -> None:
        """Queue a frame. Over the limit ephemerals go first, then the connection."""
        if self.queued_bytes > MAX_QUEUED_BYTES or len(self.queue) > MAX_QUEUED_FRAMES:
            if not ephemeral:
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
        return text


def event_frame(fact: Fact, prev: int, *, team: bool) -> str:
    """The event's frame, put together from the JSON that was stored: replayed and live look the same."""
    head = f'{{"t":"event","prev":{prev},"pos":{fact.pos},{fact.body[1:]}'
    return f'{head[:-1]},"team":{fact.team}}}' if team and fact.team is not None else head
