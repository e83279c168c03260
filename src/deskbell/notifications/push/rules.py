"""Of which facts an agent is told where they are not, whether they still need to be, and when to try again."""

from collections.abc import Collection, Mapping
from typing import Literal, TypeAlias

import msgspec

from deskbell.conversations import Standing
from deskbell.eventlog import Author
from deskbell.kit.clock import MINUTE, SECOND
from deskbell.notifications.rules import NotificationChoices

Kind: TypeAlias = Literal["queue", "assigned", "message", "mention", "transfer"]
MOST_TRIES = 5
# Whoever is not here is told after a moment in which a colleague, or they themselves, may have seen it.
SOON_MS = 5 * SECOND
# Whose connection may have been lost just now is here for so long.
LATER_MS = 25 * SECOND
GIVEN_UP_MS = 2 * MINUTE
_ENTERS = {"conversation_started", "conversation_returned", "conversation_reopened"}


class _Named(msgspec.Struct):
    id: str
    name: str


class _Last(msgspec.Struct):
    author: Author
    text: str


class _State(msgspec.Struct):
    status: str
    assignee: _Named | None
    last_seq: int
    last_message: _Last | None


class _Message(msgspec.Struct):
    author: Author
    text: str
    mentions: list[_Named] = []


class _Data(msgspec.Struct):
    state: _State | None = None
    message: _Message | None = None


class Body(msgspec.Struct):
    """What is read of a fact of the log."""

    conv: str | None
    type: str
    actor: Author
    data: _Data


class News(msgspec.Struct, frozen=True):
    """What somebody should hear of."""

    agent_id: str
    kind: Kind
    conversation_id: str
    until: int
    who: str
    text: str


def news_in(
    body: Body, *, pos: int, group_id: str | None, groups: Mapping[str, Collection[str]], to: Collection[str]
) -> list[News]:
    """Whom of `to` a fact concerns, and how."""
    if body.conv is None:
        return []
    if body.type == "note_posted" and body.data.message is not None:
        note = body.data.message
        named = {one.id for one in note.mentions} & {*to} - {note.author.id}
        return [
            News(one, "mention", body.conv, pos, note.author.name, note.text[:200])
            for one in sorted(filter(None, named))
        ]
    state = body.data.state
    if state is None:
        return []
    last = state.last_message
    visitor = last is not None and last.author.kind == "visitor"
    who, text = (last.author.name, last.text) if last is not None and visitor else ("", "")
    told = _told(body, state, group_id, groups, {*to} - {body.actor.id})
    return [News(one, kind, body.conv, state.last_seq, who, text) for one, kind in sorted(told.items())]


def _told(
    body: Body, state: _State, group_id: str | None, groups: Mapping[str, Collection[str]], to: Collection[str | None]
) -> dict[str, Kind]:
    mine = {state.assignee.id} & {*to} if state.assignee is not None else set[str]()
    if body.type == "conversation_assigned":
        return dict.fromkeys(mine, "assigned")
    if body.type == "conversation_transferred":
        inside = {*groups.get(group_id or "", ())} & {*to} if state.assignee is None else mine
        return dict.fromkeys((one for one in inside if one), "transfer")
    if state.status == "queuing" and body.actor.kind != "agent" and body.type in {*_ENTERS, "message_posted"}:
        return dict.fromkeys((one for one in to if one), "queue")
    if body.type == "message_posted" and body.actor.kind == "visitor":
        return dict.fromkeys(mine, "message")
    return {}


def is_wished(choices: NotificationChoices, kind: Kind, availability: str) -> bool:
    """Whether the agent wants to hear of it now."""
    wished: bool = getattr(choices, kind).on
    return wished and not (choices.quiet_when_away and availability != "online")


def is_needed(standing: Standing | None, *, kind: str, agent_id: str, until: int) -> bool:
    """Whether it was neither seen, nor answered, nor taken by somebody else meanwhile."""
    if standing is None:
        return False
    if kind == "mention":
        return standing.mentioned is not None and standing.mentioned >= until
    if standing.read >= until or standing.status in {"closed", "replied"}:
        return False
    if kind == "queue":
        return standing.status == "queuing"
    return standing.assignee_id in {agent_id, None}


def pause_after(attempts: int) -> int:
    """How long to wait after so many attempts, in milliseconds."""
    return 15 * SECOND * 2**attempts
