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
    words_about,
)
from deskbell.team.disabling import disable_administrator, enable_administrator, remove_administrator
from deskbell.team.events import AgentCard, AgentChanged, AgentLeft, AgentSessionsEnded
from deskbell.team.holding import SeatHolder, seat_holders, settle_seats
from deskbell.team.linking import LinkWanted, revoke_password_link, send_password_link
from deskbell.team.queries import (
    Administrator,
    administrators,
    agent_cards,
    available_agents,
    seats_used,
    seats_used_everywhere,
    seats_used_in,
)
from deskbell.team.sessions import agent_by_session, end_all_sessions, session_still_valid
from deskbell.team.tables import Agent, AgentProfile
from deskbell.team.taking_turns import note_assignment
from deskbell.team.web import provide_agent, session_token

__all__ = [
    "Administrator",
    "AdministratorChange",
    "Agent",
    "AgentCard",
    "AgentChanged",
    "AgentLeft",
    "AgentProfile",
    "AgentSessionsEnded",
    "LinkWanted",
    "NewAdministrator",
    "SeatHolder",
    "add_administrator",
    "administrators",
    "admit_owner",
    "agent_by_session",
    "agent_cards",
    "available_agents",
    "disable_administrator",
    "enable_administrator",
    "end_all_sessions",
    "modify_administrator",
    "note_assignment",
    "provide_agent",
    "remove_administrator",
    "revoke_password_link",
    "seat_holders",
    "seats_used",
    "seats_used_everywhere",
    "seats_used_in",
    "send_password_link",
    "session_still_valid",
    "session_token",
    "settle_seats",
    "words_about",
]
