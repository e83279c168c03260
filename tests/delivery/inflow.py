"""Events on their way in: in order, each once, never over a hole."""

import asyncio
from collections.abc import Callable, Iterable

from tests.delivery.doors import Frame
from tests.delivery.views import Place


class Inflow:
    """A cursor, and what is held back because something before it is missing."""

    def __init__(self, apply: Callable[[Frame], None], ask_again: Callable[[], None], patience: float) -> None:
        self.place = Place("", 0)
        self._apply = apply
        self._ask_again = ask_again
        self._patience = patience
        self._held: dict[int, Frame] = {}
        self._timer: asyncio.TimerHandle | None = None

    @property
    def holds(self) -> bool:
        """Whether something is missing."""
        return bool(self._held)

    def take(self, events: Iterable[Frame]) -> None:
        """Apply what continues from the cursor, drop what is old, hold what comes after a hole."""
        for event in events:
            self._held.setdefault(event["pos"], event)
        for pos in sorted(self._held):
            event = self._held[pos]
            if event["prev"] > self.place.pos:
                break
            del self._held[pos]
            if pos > self.place.pos:
                self.place = self.place._replace(pos=pos)
                self._apply(event)
        self._wait_or_calm()

    def reach(self, pos: int) -> None:
        """The server says that it has sent everything up to here."""
        if not self._held:
            self.place = self.place._replace(pos=max(pos, self.place.pos))

    def restart(self, place: Place) -> None:
        """Begin from the place of a fresh snapshot."""
        self.pause()
        self.place = place

    def pause(self) -> None:
        """The connection is gone: the next one begins at the cursor."""
        self._held.clear()
        self._wait_or_calm()

    def _wait_or_calm(self) -> None:
        if self._held and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._patience, self._lost_patience)
        elif not self._held and self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _lost_patience(self) -> None:
        self._timer = None
        self._held.clear()
        self._ask_again()
