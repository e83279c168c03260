"""What the Workspace shows of a team: seats, what each role may do, and its members with what they are busy with."""

from collections.abc import Sequence

import msgspec

from deskbell.conversations import load_of_agents
from deskbell.kit.db import Tx
from deskbell.management.seating import seats_of
from deskbell.subscriptions import Seats
from deskbell.team import PERMISSIONS, Member, Permission, Role, member, members_after


class RoleCard(msgspec.Struct):
    """What a role may do in the Workspace."""

    role: Role
    permissions: Sequence[Permission]


class Team(msgspec.Struct):
    """How a team stands: its seats, and its roles."""

    seats: Seats
    roles: list[RoleCard]


class MemberPage(msgspec.Struct):
    """A page of the team, in the order in which they came."""

    items: list[Member]
    next: str | None


def team(tx: Tx, project_id: str) -> Team:
    """Seats and roles."""
    return Team(seats_of(tx, project_id), [RoleCard(role, may) for role, may in PERMISSIONS.items()])


def member_page(tx: Tx, project_id: str, *, after: str | None, limit: int) -> MemberPage:
    """Members, each with how many conversations they are busy with."""
    page, following = members_after(tx, project_id, after=after, limit=limit)
    load = load_of_agents(tx, project_id)
    for one in page:
        one.open = load.get(one.id, 0)
    return MemberPage(page, following)


def member_now(tx: Tx, project_id: str, agent_id: str) -> Member:
    """One of them, or `NotFound`."""
    one = member(tx, project_id, agent_id)
    one.open = load_of_agents(tx, project_id).get(agent_id, 0)
    return one
