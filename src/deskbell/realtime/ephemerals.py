"""Ephemerals: typing and presence. Told to whoever is here now, on every node; never stored, never replayed."""

from typing import Protocol

import msgspec

from deskbell.eventlog import Author
from deskbell.realtime.frames import Kind, PresenceNow, Principal, TypingNow, encoded
from deskbell.realtime.hub import Hub
from deskbell.realtime.subscriber import Subscriber


class Passing(msgspec.Struct):
    """An ephemeral on its way between nodes: for a project's team, and for one visitor if it names one."""

    project_id: str
    frame: str
    team: bool
    visitor_id: str | None = None


class Carrier(Protocol):
    """Takes ephemerals to the other nodes."""

    def pass_on(self, passing: Passing) -> None: ...


class Ephemerals:
    """Tells readers on this node, and hands on to the carrier for the others."""

    def __init__(self, hub: Hub, carrier: Carrier) -> None:
        self._hub = hub
        self._carrier = carrier

    def typing(
        self,
        actor: Author,
        project_id: str,
        visitor_id: str,
        conversation_id: str,
        *,
        on: bool,
        note: bool = False,
        but: Subscriber | None = None,
    ) -> None:
        """Somebody types: the team sees it, and the visitor sees an agent's typing, unless it is a note."""
        note = note and actor.kind == "agent"
        frame = encoded(TypingNow(conversation_id, actor, on, note=note))
        told = visitor_id if actor.kind == "agent" and not note else None
        self._tell(Passing(project_id, frame, team=True, visitor_id=told), but)

    def presence(self, project_id: str, kind: Kind, id_: str, *, online: bool) -> None:
        """Somebody came or went, for the team."""
        self._tell(Passing(project_id, encoded(PresenceNow(Principal(kind, id_), online)), team=True), None)

    def arrived(self, passing: Passing) -> None:
        """From another node."""
        self._tell_here(passing, None)

    def _tell(self, passing: Passing, but: Subscriber | None) -> None:
        self._tell_here(passing, but)
        self._carrier.pass_on(passing)

    def _tell_here(self, passing: Passing, but: Subscriber | None) -> None:
        if passing.team:
            self._hub.tell_team(passing.project_id, passing.frame, but=but)
        if passing.visitor_id is not None:
            self._hub.tell_visitor(passing.project_id, passing.visitor_id, passing.frame)
