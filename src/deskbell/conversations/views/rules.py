"""Decisions about saved views: values in, values or a refusal out."""

from collections.abc import Sequence

from deskbell.kit.errors import BadInput, Conflict
from deskbell.kit.texts import readable_line

MAX_NAME = 40
MAX_VIEWS = 30
"""Of one agent, and of the team: what does not fit on a screen is searched for."""


def readable_view_name(name: str) -> str:
    """One line of 1-40 characters."""
    line = readable_line(name, field="name", limit=MAX_NAME)
    if not line:
        raise BadInput("blank_name", field="name")
    return line


def require_room(views: int) -> None:
    """Refuse one more than fits."""
    if views >= MAX_VIEWS:
        raise Conflict("too_many_views", max=MAX_VIEWS)


def in_order(present: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Those that are there in the order that is wanted; what it does not name stays behind them, as it stood."""
    known = set(present)
    return list(dict.fromkeys([*(one for one in wanted if one in known), *present]))
