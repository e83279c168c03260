"""What happens in a team. All of it is for the team alone. These docstrings are the public reference."""

from typing import Literal

import msgspec

from deskbell.team.tables import Availability, Role


class AgentCard(msgspec.Struct):
    """An agent as the others see one. `online`: the Workspace is open; `load`: how many conversations."""

    id: str
    name: str
    role: Role
    availability: Availability
    online: bool
    conversation_limit: int
    load: int = 0


class GroupCard(msgspec.Struct):
    """A group of the team, such as a department, and who is in it.

    A change that names the `version` it began from is refused as `stale` once there is a newer one.
    """

    id: str
    name: str
    agent_ids: list[str]
    version: int


class Nothing(msgspec.Struct, frozen=True):
    """No public part: the fact is for the team alone."""


class AgentChanged(msgspec.Struct, frozen=True):
    """`agent_changed` (team): an agent came, came back, or has another name, role, limit or availability.

    Here `load` is always 0.
    """

    agent: AgentCard


class AgentLeft(msgspec.Struct, frozen=True):
    """`agent_left` (team): an agent was disabled, removed or lost the seat. Back with the next `agent_changed`."""

    agent_id: str


class AgentSessionsEnded(msgspec.Struct, frozen=True):
    """`agent_sessions_ended` (team): one session of an agent ended, or all when `session_id` is null."""

    agent_id: str
    session_id: str | None


class InvitationChanged(msgspec.Struct, frozen=True):
    """`invitation_changed` (team): an invitation to the team was made or renewed (*pending*), or it ended.

    Whom it is for is told to administrators, who ask for the list.
    """

    invitation_id: str
    state: Literal["pending", "accepted", "revoked", "needless"]


class GroupChanged(msgspec.Struct, frozen=True):
    """`group_changed` (team): a group was made, renamed, or has other people in it."""

    group: GroupCard


class GroupRemoved(msgspec.Struct, frozen=True):
    """`group_removed` (team): a group is gone; what waited for it waits for everybody."""

    group_id: str
