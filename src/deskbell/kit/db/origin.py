"""Where a request came from: noted at the door, and found again in the transaction that it leads to."""

from contextvars import ContextVar
from typing import NamedTuple


class Origin(NamedTuple):
    """A network address and what the browser calls itself; both empty where no request is behind it."""

    ip: str
    user_agent: str


NOWHERE = Origin("", "")
_origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def come_from(origin: Origin) -> None:
    """Say where the request or socket that runs in this task comes from."""
    _origin.set(origin)


def current_origin() -> Origin:
    """Where it comes from."""
    return _origin.get()
