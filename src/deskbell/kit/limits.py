"""Rates: how often somebody may try, kept in memory and bounded. Each node counts for itself."""

from collections import OrderedDict

from deskbell.kit.clock import Clock
from deskbell.kit.errors import RateLimited


class RateLimit:
    """At most `count` in `per_ms` for each key, refilled evenly (a token bucket as one arrival time per key).

    The oldest keys are forgotten beyond `max_keys`: a flood of made-up keys costs a bounded amount of memory.
    """

    def __init__(self, clock: Clock, *, count: int, per_ms: int, max_keys: int = 50_000) -> None:
        self._clock = clock
        self._step = per_ms / count
        self._burst = per_ms - self._step
        self._max_keys = max_keys
        self._next_free: OrderedDict[str, float] = OrderedDict()

    def take(self, key: str) -> None:
        """Count one attempt, or raise `RateLimited` saying when the next one is welcome."""
        now = self._clock()
        free = max(self._next_free.get(key, 0.0), now)
        if free > now + self._step + self._burst:
            # Further ahead than any attempt leads: the clock was set back, and nobody shall wait for it to return.
            free = now
        if free - now > self._burst:
            raise RateLimited(retry_after_ms=int(free - now - self._burst) + 1)
        self._next_free[key] = free + self._step
        self._next_free.move_to_end(key)
        if len(self._next_free) > self._max_keys:
            self._next_free.popitem(last=False)

    def give_back(self, key: str) -> None:
        """Uncount one attempt: it turned out to be welcome."""
        if key in self._next_free:
            self._next_free[key] -= self._step
