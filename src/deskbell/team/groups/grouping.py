"""Grouping: an administrator makes a group, says who is in it, and removes it. All of it may be repeated."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Row, and_, delete, func, insert, select, update

from deskbell.audit import note
from deskbell.eventlog import NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict, NotFound
from deskbell.kit.ids import is_id, new_id, request_digest
from deskbell.kit.texts import email_key, readable_client_id, readable_name
from deskbell.team.events import GroupCard, GroupChanged, GroupRemoved, Nothing
from deskbell.team.groups.queries import group_card
from deskbell.team.groups.rules import require_all_known, require_room
from deskbell.team.groups.tables import agent_group, agent_group_member
from deskbell.team.rules import require_same
from deskbell.team.tables import Agent, agent

g = agent_group.c


class NewGroup(msgspec.Struct, frozen=True):
    """A group as somebody wants it."""

    client_id: str
    name: str
    agent_ids: Sequence[str] = ()


class GroupChange(msgspec.Struct, frozen=True):
    """What to change of a group, together; what is None stays. `version`: what it began from."""

    name: str | None = None
    agent_ids: Sequence[str] | None = None
    version: int | None = None


def make_group(tx: Tx, who: Agent, *, wanted: NewGroup) -> GroupCard:
    """Make it; the same request again answers with the same group."""
    client_id, name = readable_client_id(wanted.client_id), readable_name(wanted.name)
    digest = request_digest(name, *sorted(set(wanted.agent_ids)))
    before = tx.execute(
        select(g.id, g.request_digest).where(g.project_id == who.project_id, g.client_id == client_id)
    ).one_or_none()
    if before is not None:
        if before.request_digest != digest:
            raise Conflict("client_id_reused", field="client_id")
        return group_card(tx, who.project_id, before.id)
    there = select(func.count()).where(g.project_id == who.project_id, g.removed_at.is_(None))
    require_room(tx.execute(there).scalar_one())
    _require_free(tx, who.project_id, name, None)
    group_id = new_id()
    tx.execute(
        insert(agent_group).values(
            project_id=who.project_id,
            id=group_id,
            name=name,
            name_key=email_key(name),
            created_at=tx.now,
            client_id=client_id,
            request_digest=digest,
        )
    )
    _put_in(tx, who, group_id, wanted.agent_ids)
    note(tx, who.by, "group.made", project_id=who.project_id, target=name)
    return _told(tx, who, group_id)


def change_group(tx: Tx, who: Agent, *, group_id: str, change: GroupChange) -> GroupCard:
    """Give it another name or other people. What began from an older version is `stale`."""
    before = _row(tx, who.project_id, group_id)
    require_same(before.version, began_from=change.version)
    name = before.name if change.name is None else readable_name(change.name)
    if name != before.name:
        _require_free(tx, who.project_id, name, group_id)
    if change.agent_ids is not None:
        _put_in(tx, who, group_id, change.agent_ids)
    this = and_(g.project_id == who.project_id, g.id == group_id)
    tx.execute(update(agent_group).where(this).values(name=name, name_key=email_key(name), version=before.version + 1))
    if name != before.name:
        note(tx, who.by, "group.renamed", project_id=who.project_id, target=name, before=before.name)
    if change.agent_ids is not None:
        note(tx, who.by, "group.members_changed", project_id=who.project_id, target=name)
    return _told(tx, who, group_id)


def remove_group(tx: Tx, who: Agent, *, group_id: str) -> None:
    """Take it away; what waits for it waits for everybody."""
    this = and_(g.project_id == who.project_id, g.id == group_id)
    before = tx.execute(select(g.name, g.removed_at).where(this)).one_or_none() if is_id(group_id) else None
    if before is None:
        raise NotFound
    if before.removed_at is not None:
        return
    tx.execute(update(agent_group).where(this).values(removed_at=tx.now))
    _put_in(tx, who, group_id, [])
    note(tx, who.by, "group.removed", project_id=who.project_id, target=before.name)
    gone = NewFact("group_removed", who.author, Nothing(), GroupRemoved(group_id))
    append(tx, project_id=who.project_id, new=[gone])


def _row(tx: Tx, project_id: str, group_id: str) -> Row[tuple[str, int]]:
    this = and_(g.project_id == project_id, g.id == group_id, g.removed_at.is_(None))
    row = tx.execute(select(g.name, g.version).where(this)).one_or_none() if is_id(group_id) else None
    if row is None:
        raise NotFound
    return row


def _require_free(tx: Tx, project_id: str, name: str, group_id: str | None) -> None:
    same = select(g.id).where(g.project_id == project_id, g.name_key == email_key(name), g.removed_at.is_(None))
    taken = tx.execute(same).scalar_one_or_none()
    if taken not in {None, group_id}:
        raise Conflict("group_exists", field="name", name=name)


def _put_in(tx: Tx, who: Agent, group_id: str, agent_ids: Sequence[str]) -> None:
    wanted = set(agent_ids)
    there = select(agent.c.id).where(agent.c.project_id == who.project_id, agent.c.removed_at.is_(None))
    known: set[str] = set(tx.execute(there).scalars()) if wanted else set()
    require_all_known(wanted, known)
    tx.execute(
        delete(agent_group_member).where(
            agent_group_member.c.project_id == who.project_id, agent_group_member.c.group_id == group_id
        )
    )
    rows = [(who.project_id, group_id, one) for one in sorted(wanted)]
    tx.insert_many(agent_group_member, ("project_id", "group_id", "agent_id"), rows)


def _told(tx: Tx, who: Agent, group_id: str) -> GroupCard:
    card = group_card(tx, who.project_id, group_id)
    append(tx, project_id=who.project_id, new=[NewFact("group_changed", who.author, Nothing(), GroupChanged(card))])
    return card
