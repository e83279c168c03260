"""Who gets which conversation: values in, steps with their reasons out. The same values give the same steps."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from deskbell.conversations import Unanswered, Waiting
from deskbell.service import Mode, RoutingSettings

Reason: TypeAlias = Literal["rounds", "least_loaded", "last_agent", "first_reply"]


class Candidate(NamedTuple):
    """An agent who is here and available."""

    id: str
    name: str
    load: int
    limit: int
    last_assigned_at: int


class Give(NamedTuple):
    """Make an agent responsible, who had `agent.load` before it. `minutes`: how long somebody else was waited for."""

    conversation_id: str
    agent: Candidate
    reason: Reason
    minutes: int | None = None


class Keep(NamedTuple):
    """Leave it with whoever is slow: nobody else can take it. The team is told once."""

    conversation_id: str
    minutes: int


Step: TypeAlias = Give | Keep


class Desk(NamedTuple):
    """Everything that is decided by, as it is at one moment."""

    now: int
    settings: RoutingSettings
    free: Sequence[Candidate]
    waiting: Sequence[Waiting]
    given: Sequence[Unanswered]
    # Outside of business hours nothing is given out, where that is wanted.
    resting: bool = False
    # By group, who is in it. One that is gone has no entry: what waited for it waits for everybody.
    groups: Mapping[str, Collection[str]] = MappingProxyType({})


def decide(desk: Desk) -> list[Step]:
    """What is to be done now for everybody who waits, in the order of their waiting."""
    if desk.resting or desk.settings.mode == "manual":
        return []
    slow = _too_slow(desk)
    free = {one.id: one for one in desk.free}
    steps: list[Step] = []
    for one in sorted([*desk.waiting, *slow], key=lambda one: (one.waiting_since, one.id)):
        step = _pass_on(desk, free, one) if isinstance(one, Unanswered) else _give(desk, free, one)
        if isinstance(step, Give):
            free[step.agent.id] = step.agent._replace(load=step.agent.load + 1, last_assigned_at=desk.now)
        if step is not None:
            steps.append(step)
    return steps


def _too_slow(desk: Desk) -> list[Unanswered]:
    patience = desk.settings.first_reply_ms
    return [one for one in desk.given if patience and desk.now - one.given_at >= patience]


def _give(desk: Desk, free: dict[str, Candidate], one: Waiting) -> Give | None:
    may = {each.id: each for each in free.values() if each.id != one.released_by and _belongs(desk, each, one)}
    last = may.get(one.last_agent_id or "")
    if desk.settings.last_agent_first and last is not None and last.load < last.limit:
        return Give(one.id, last, "last_agent")
    agent = choose(may.values(), desk.settings.mode)
    return agent and Give(one.id, agent, "least_loaded" if desk.settings.mode == "least_loaded" else "rounds")


def _pass_on(desk: Desk, free: dict[str, Candidate], one: Unanswered) -> Give | Keep | None:
    """To somebody who has not had it yet, so that nobody gets it twice for being slow."""
    minutes = desk.settings.first_reply_minutes
    fresh = [each for each in free.values() if each.id not in one.had_by and each.id != one.agent_id]
    others = [each for each in fresh if _belongs(desk, each, one)]
    agent = choose(others, desk.settings.mode)
    if agent is not None:
        slow = free.get(one.agent_id)
        if slow is not None:
            free[slow.id] = slow._replace(load=max(0, slow.load - 1))
        return Give(one.id, agent, "first_reply", minutes)
    return None if one.kept else Keep(one.id, minutes)


def _belongs(desk: Desk, agent: Candidate, one: Waiting | Unanswered) -> bool:
    """Whether somebody may have what waits for a group, if it does."""
    inside = None if one.group_id is None else desk.groups.get(one.group_id)
    return inside is None or agent.id in inside


def choose(candidates: Iterable[Candidate], mode: Mode) -> Candidate | None:
    """*Rounds*: everyone one, then everyone two, …; *least loaded*: whoever has most room left in their own limit.

    Among equals whoever waited longest for one. Nobody over the limit; None when nobody is free.
    """
    free = [one for one in candidates if one.load < one.limit]
    by_share = mode == "least_loaded"
    return min(free, key=lambda one: (_load(one, by_share=by_share), one.last_assigned_at, one.id), default=None)


def _load(one: Candidate, *, by_share: bool) -> float:
    return one.load / one.limit if by_share else one.load
