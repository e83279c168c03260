"""The team: administrators and agents of a project, their Workspace sessions, and who is available.

An agent belongs to one project; the same person in two projects is two agents with two passwords. Each
enabled agent occupies a seat.
"""

from deskbell.team.administering import (
    AdministratorChange,
    NewAdministrator,
    add_administrator,
    admit_owner,
    modify_administrator,
)
from deskbell.team.events import AgentCard, AgentChanged, AgentSessionsEnded
from deskbell.team.queries import (
    Administrator,
    administrators,
    agent_cards,
    available_agents,
    seats_used,
    seats_used_everywhere,
    seats_used_in,
)
from deskbell.team.sessions import agent_by_session, session_still_valid
from deskbell.team.tables import Agent, AgentProfile
from deskbell.team.taking_turns import note_assignment
from deskbell.team.web import provide_agent, session_token

__all__ = [
    "Administrator",
    "AdministratorChange",
    "Agent",
    "AgentCard",
    "AgentChanged",
    "AgentProfile",
    "AgentSessionsEnded",
    "NewAdministrator",
    "add_administrator",
    "administrators",
    "admit_owner",
    "agent_by_session",
    "agent_cards",
    "available_agents",
    "modify_administrator",
    "note_assignment",
    "provide_agent",
    "seats_used",
    "seats_used_everywhere",
    "seats_used_in",
    "session_still_valid",
    "session_token",
]
