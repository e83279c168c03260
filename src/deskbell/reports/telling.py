"""Telling: what a fact changes in what is known of its conversation. The same facts tell the same, however often."""

from collections.abc import Callable, Iterable

import msgspec

from deskbell.eventlog import Fact
from deskbell.reports.tables import Told

TELLING = frozenset(
    {
        "conversation_started", "message_posted", "conversation_assigned", "conversation_returned",
        "conversation_transferred", "conversation_snoozed", "conversation_woken", "conversation_closed",
        "conversation_reopened", "conversation_changed",
    }
)  # fmt: skip


class _Named(msgspec.Struct):
    id: str | None = None
    kind: str = ""


class _State(msgspec.Struct):
    assignee: _Named | None = None


class _Data(msgspec.Struct):
    state: _State | None = None


class _Body(msgspec.Struct):
    conv: str
    ts: int
    actor: _Named
    data: _Data


class _TeamState(msgspec.Struct):
    tags: list[str] = []
    group_id: str | None = None


class _Team(msgspec.Struct):
    state: _TeamState | None = None
    visitor: _Named | None = None


_body = msgspec.json.Decoder(_Body)
_team = msgspec.json.Decoder(_Team)


def tell(facts: Iterable[Fact], known: Callable[[str], Told | None]) -> dict[str, Told]:
    """What is known of every conversation that these facts change; `known` finds what was before them."""
    told: dict[str, Told] = {}
    for fact in facts:
        if fact.type not in TELLING:
            continue
        body = _body.decode(fact.body)
        team = _Team() if fact.team is None else _team.decode(fact.team)
        one = told.get(body.conv) or known(body.conv)
        if fact.type == "conversation_started":
            one = Told(fact.project_id, body.conv, (team.visitor and team.visitor.id) or "", fact.ts)
        if one is None:
            continue
        told[body.conv] = one
        _happened(one, fact.type, body)
        _stands(one, body, team)
    return told


def _happened(one: Told, kind: str, body: _Body) -> None:
    if kind == "message_posted" and body.actor.kind == "visitor":
        one.visitor_messages += 1
    elif kind == "message_posted":
        one.team_messages += 1
        one.replied_at = body.ts if one.replied_at is None else one.replied_at
    elif kind == "conversation_assigned":
        one.assigned_at = body.ts if one.assigned_at is None else one.assigned_at
    elif kind == "conversation_closed":
        one.closed_at = body.ts
    elif kind == "conversation_reopened":
        one.closed_at = None
        one.reopened += 1


def _stands(one: Told, body: _Body, team: _Team) -> None:
    if body.data.state is not None:
        assignee = body.data.state.assignee
        # Nobody has it while it waits; who had it when it was closed stays.
        if assignee is not None or one.closed_at is None:
            one.agent_id = None if assignee is None else assignee.id
    if team.state is not None:
        one.group_id = team.state.group_id
        one.tags = "".join(f" {tag} " for tag in team.state.tags)
