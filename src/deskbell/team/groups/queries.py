"""What can be asked about groups."""

from sqlalchemy import and_, select

from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.kit.ids import is_id
from deskbell.team.events import GroupCard
from deskbell.team.groups.tables import agent_group, agent_group_member
from deskbell.team.tables import agent

g = agent_group.c
m = agent_group_member.c


def groups_of(tx: Tx, project_id: str) -> list[GroupCard]:
    """The groups of a project by name, each with who is in it."""
    rows = tx.execute(
        select(g.id, g.name, g.version)
        .where(g.project_id == project_id, g.removed_at.is_(None))
        .order_by(g.name_key, g.id)
    ).all()
    inside = group_members(tx, project_id)
    return [GroupCard(row.id, row.name, inside.get(row.id, []), row.version) for row in rows]


def group_names_ever(tx: Tx, project_id: str) -> dict[str, str]:
    """The names of all groups that the project has or had."""
    return {row.id: row.name for row in tx.execute(select(g.id, g.name).where(g.project_id == project_id))}


def group_card(tx: Tx, project_id: str, group_id: str) -> GroupCard:
    """One of them; `NotFound` for one that was removed."""
    query = select(g.id, g.name, g.version).where(g.project_id == project_id, g.id == group_id, g.removed_at.is_(None))
    row = tx.execute(query).one_or_none() if is_id(group_id) else None
    if row is None:
        raise NotFound
    return GroupCard(row.id, row.name, group_members(tx, project_id).get(group_id, []), row.version)


def group_members(tx: Tx, project_id: str) -> dict[str, list[str]]:
    """By group, the ids of those in it. Whoever was removed from the team is in none; removed groups have no entry."""
    query = (
        select(m.group_id, m.agent_id)
        .join(agent_group, and_(g.project_id == m.project_id, g.id == m.group_id))
        .join(agent, and_(agent.c.project_id == m.project_id, agent.c.id == m.agent_id))
        .where(m.project_id == project_id, g.removed_at.is_(None), agent.c.removed_at.is_(None))
        .order_by(m.group_id, m.agent_id)
    )
    inside: dict[str, list[str]] = {}
    for row in tx.execute(query):
        inside.setdefault(row.group_id, []).append(row.agent_id)
    return inside
