"""How long to measure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """Enough for a median, or just enough to see whether a change helped."""

    runs: int
    seconds: float
    sockets: int
    conversations: int
    pages: int


FULL = Plan(runs=5, seconds=5, sockets=2_000, conversations=100_000, pages=300)
QUICK = Plan(runs=2, seconds=2, sockets=300, conversations=10_000, pages=60)
