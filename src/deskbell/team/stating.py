"""The team's facts, stated where its rows change."""

from deskbell.eventlog import Author, NewFact, append
from deskbell.kit.db import Tx
from deskbell.team.events import AgentChanged, AgentLeft, AgentSessionsEnded, Nothing
from deskbell.team.queries import agent_card


def state_changed(tx: Tx, project_id: str, agent_id: str, *, by: Author) -> None:
    """Tell the team how an agent is now."""
    changed = AgentChanged(agent_card(tx, project_id, agent_id))
    append(tx, project_id=project_id, new=[NewFact("agent_changed", by, Nothing(), changed)])


def state_left(tx: Tx, project_id: str, agent_id: str, *, by: Author) -> None:
    """Tell the team who is no longer one of them."""
    append(tx, project_id=project_id, new=[NewFact("agent_left", by, Nothing(), AgentLeft(agent_id))])


def state_sessions_ended(tx: Tx, project_id: str, agent_id: str, *, by: Author, session_id: str | None = None) -> None:
    """Tell the gateway, which follows the log, whose sockets to close."""
    ended = AgentSessionsEnded(agent_id, session_id)
    append(tx, project_id=project_id, new=[NewFact("agent_sessions_ended", by, Nothing(), ended)])
