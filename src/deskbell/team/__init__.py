"""The team: administrators and agents of a project, their Workspace sessions, who is available, who is invited.

An agent belongs to one project; the same person in two projects is two agents with two passwords. Each
enabled agent occupies a seat, and each invitation that holds keeps one. Who asks is said by `web`, what happens is in
`events`; this is the rest.
"""

from deskbell.team.administering import (
    AdministratorChange,
    NewAdministrator,
    add_administrator,
    admit_owner,
    modify_administrator,
    words_about,
)
from deskbell.team.disabling import (
    Manager,
    disable_administrator,
    disable_agent,
    enable_administrator,
    enable_agent,
    remove_agent,
)
from deskbell.team.groups.queries import group_card, group_members, group_names_ever, groups_of
from deskbell.team.holding import SeatHolder, seat_holders, settle_seats
from deskbell.team.invitations.pending import pending_invitations, seats_pending, seats_pending_in
from deskbell.team.invitations.tables import InvitationCard
from deskbell.team.linking import LinkWanted, revoke_password_link, send_password_link
from deskbell.team.managing import AgentChange, change_agent
from deskbell.team.members import Member, member, members_after
from deskbell.team.queries import (
    Administrator,
    administrators,
    administrators_to_write_to,
    agent_cards,
    agent_names,
    agent_names_ever,
    assignable_agent,
    available_agents,
    known_agent,
    reachable_agents,
    seats_used,
    seats_used_everywhere,
    seats_used_in,
)
from deskbell.team.rules import PERMISSIONS, Permission, require_permission
from deskbell.team.sessions import agent_by_session, end_all_sessions, session_still_valid
from deskbell.team.tables import Agent, AgentProfile, Role
from deskbell.team.taking_turns import note_assignment

__all__ = [
    "PERMISSIONS",
    "Administrator",
    "AdministratorChange",
    "Agent",
    "AgentChange",
    "AgentProfile",
    "InvitationCard",
    "LinkWanted",
    "Manager",
    "Member",
    "NewAdministrator",
    "Permission",
    "Role",
    "SeatHolder",
    "add_administrator",
    "administrators",
    "administrators_to_write_to",
    "admit_owner",
    "agent_by_session",
    "agent_cards",
    "agent_names",
    "agent_names_ever",
    "assignable_agent",
    "available_agents",
    "change_agent",
    "disable_administrator",
    "disable_agent",
    "enable_administrator",
    "enable_agent",
    "end_all_sessions",
    "group_card",
    "group_members",
    "group_names_ever",
    "groups_of",
    "known_agent",
    "member",
    "members_after",
    "modify_administrator",
    "note_assignment",
    "pending_invitations",
    "reachable_agents",
    "remove_agent",
    "require_permission",
    "revoke_password_link",
    "seat_holders",
    "seats_pending",
    "seats_pending_in",
    "seats_used",
    "seats_used_everywhere",
    "seats_used_in",
    "send_password_link",
    "session_still_valid",
    "settle_seats",
    "words_about",
]
