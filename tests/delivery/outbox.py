"""Messages on their way out: each stays until the server has answered for it, whatever happens to connections."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass

from tests.delivery.doors import Frame

_numbers = itertools.count(1)
_LONGEST_PAUSE_S = 0.2


@dataclass(frozen=True)
class Unsent:
    """A message as it was said."""

    client_id: str
    conv: str | None
    text: str
    besides: Frame | None = None

    @property
    def frame(self) -> Frame:
        said = {"client_id": self.client_id, "conv": self.conv, "text": self.text}
        return {"t": "send", **said, **(self.besides or {})}


class Outbox:
    """What waits, what was ever tried, and the answers; `send` is called with what may leave now."""

    def __init__(self, author_id: str, send: Callable[[list[Unsent]], bool]) -> None:
        self.waiting: dict[str, Unsent] = {}
        self.tried: dict[str, Unsent] = {}
        self.acks: dict[str, Frame] = {}
        self.duplicates: list[Frame] = []
        self.nacks: list[Frame] = []
        self.refused: dict[str, str] = {}
        # How many may be on their way at once. One keeps the order whatever is refused, as the live client does.
        self.window = 1
        self._author_id = author_id
        self._send = send
        self._in_flight: set[str] = set()

    def say(self, text: str, conv: str | None, client_id: str | None, besides: Frame | None = None) -> str:
        """Put a message in; it leaves as soon as it can."""
        client_id = client_id or f"{self._author_id}-{next(_numbers):06}"
        self.waiting[client_id] = self.tried[client_id] = Unsent(client_id, conv, text, besides)
        self.pump()
        return client_id

    def pump(self) -> None:
        """Send what waits, in order, as far as the window allows."""
        ready = [one for one in self.waiting.values() if one.client_id not in self._in_flight]
        leaving = ready[: max(self.window - len(self._in_flight), 0)]
        if leaving and self._send(leaving):
            self._in_flight.update(one.client_id for one in leaving)

    def down(self) -> None:
        """The connection is gone, and with it whatever was on its way."""
        self._in_flight.clear()

    def settled(self, client_id: str) -> None:
        """The server has it, or will not have it."""
        self.waiting.pop(client_id, None)
        self._in_flight.discard(client_id)
        self.pump()

    def acked(self, ack: Frame) -> None:
        """I11: every answer for the same message is the same."""
        before = self.acks.setdefault(ack["client_id"], ack)
        for name in ("id", "conv", "seq", "pos", "ts"):
            assert ack[name] == before[name], f"two answers for one message: {before} and {ack}"
        if ack["duplicate"]:
            self.duplicates.append(ack)
        self.settled(ack["client_id"])

    def nacked(self, nack: Frame) -> None:
        self.nacks.append(nack)
        client_id = nack["client_id"]
        if client_id not in self._in_flight:
            return
        if nack["retryable"]:
            self._in_flight.discard(client_id)
            pause = (nack["retry_after_ms"] or 0) / 1000
            asyncio.get_running_loop().call_later(min(pause, _LONGEST_PAUSE_S), self.pump)
        else:
            self.refused[client_id] = nack["code"]
            self.settled(client_id)
