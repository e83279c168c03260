"""Who gets the next conversation: values in, an agent and a reason out."""

from collections.abc import Iterable
from typing import NamedTuple


class Candidate(NamedTuple):
    """An agent who is here and available."""

    id: str
    name: str
    load: int
    limit: int
    last_assigned_at: int


class Choice(NamedTuple):
    """Who gets it, and why."""

    agent: Candidate
    reason: str


def choose(candidates: Iterable[Candidate], last_agent_id: str | None) -> Choice | None:
    """The last agent first, else *rounds*: everyone one, then everyone two, … and among equals who waited longest.

    Nobody over the limit; None when nobody is free.
    """
    free = [one for one in candidates if one.load < one.limit]
    if not free:
        return None
    for one in free:
        if one.id == last_agent_id:
            return Choice(one, "last_agent")
    return Choice(min(free, key=lambda one: (one.load, one.last_assigned_at, one.id)), "rounds")
