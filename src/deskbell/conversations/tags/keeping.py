"""Keeping tags: a project's own list of them, in which a tag may get another name or become a part of another.

Conversations hold ids of tags, which stay as they are when a tag is merged or deleted: a merged one is known by the tag
that it became, a deleted one by none. So either takes a moment, however many conversations carry it.
"""

from typing import Any

from sqlalchemy import and_, delete, insert, select, update

from deskbell.audit import note
from deskbell.conversations.events import Tag, TagColour, TagsChanged
from deskbell.conversations.tables import tag
from deskbell.conversations.tags.rules import MAX_TAGS, readable_tag, tag_key
from deskbell.eventlog import NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict, NotFound
from deskbell.kit.freshness import require_fresh
from deskbell.kit.ids import new_id
from deskbell.team import Agent
from deskbell.visitors.events import Nothing


def create_tag(tx: Tx, agent: Agent, *, name: str, colour: TagColour) -> Tag:
    """A new tag, or the one that is called so already: asking twice makes one."""
    name = readable_tag(name)
    tags = tags_of(tx, agent.project_id)
    for one in tags:
        if tag_key(one.name) == tag_key(name):
            return one
    if sum(1 + len(one.was) for one in tags) >= MAX_TAGS:
        raise Conflict("too_many_tags", max=MAX_TAGS)
    made = Tag(new_id(), name, colour, [])
    values = {"project_id": agent.project_id, "id": made.id, "name": name, "name_key": tag_key(name), "colour": colour}
    tx.execute(insert(tag).values(created_at=tx.now, **values))
    note(tx, agent.by, "tag.created", project_id=agent.project_id, target=name)
    _tell(tx, agent)
    return made


def change_tag(tx: Tx, agent: Agent, *, tag_id: str, name: str, colour: TagColour, name_was: str | None = None) -> None:
    """Another name or colour. `name_was`: what stood in the form; a name that another tag has is refused."""
    before = _own(tx, agent, tag_id)
    name = readable_tag(name)
    require_fresh(before.name, name_was, name, field="name", by=None)
    if (before.name, before.colour) == (name, colour):
        return
    taken = (tag.c.name_key == tag_key(name), tag.c.merged_into.is_(None), tag.c.id != tag_id)
    if tx.execute(select(tag.c.id).where(tag.c.project_id == agent.project_id, *taken)).first():
        raise Conflict("tag_taken", field="name", name=name)
    tx.execute(update(tag).where(_this(agent, tag_id)).values(name=name, name_key=tag_key(name), colour=colour))
    note(tx, agent.by, "tag.changed", project_id=agent.project_id, target=name, before=before.name)
    _tell(tx, agent)


def merge_tag(tx: Tx, agent: Agent, *, tag_id: str, merged_id: str) -> None:
    """Everything that carries the merged tag carries this one from now on, and the merged one is gone."""
    target, gone = _own(tx, agent, tag_id), _own(tx, agent, merged_id)
    if tag_id == merged_id:
        raise BadInput("merge_with_itself", field="merged_id")
    became = (tag.c.id == merged_id) | (tag.c.merged_into == merged_id)
    tx.execute(update(tag).where(tag.c.project_id == agent.project_id, became).values(merged_into=tag_id))
    note(tx, agent.by, "tag.merged", project_id=agent.project_id, target=gone.name, into=target.name)
    _tell(tx, agent)


def delete_tag(tx: Tx, agent: Agent, *, tag_id: str) -> None:
    """Take it off everything, for good."""
    before = _own(tx, agent, tag_id)
    these = (tag.c.project_id == agent.project_id, (tag.c.id == tag_id) | (tag.c.merged_into == tag_id))
    tx.execute(delete(tag).where(*these))
    note(tx, agent.by, "tag.deleted", project_id=agent.project_id, target=before.name)
    _tell(tx, agent)


def tags_of(tx: Tx, project_id: str) -> list[Tag]:
    """A project's tags, the oldest first; `was` names those that became a part of it."""
    rows = tx.execute(select(tag).where(tag.c.project_id == project_id).order_by(tag.c.id)).all()
    living = {row.id: Tag(row.id, row.name, row.colour, []) for row in rows if row.merged_into is None}
    for row in rows:
        if row.merged_into in living:
            living[row.merged_into].was.append(row.id)
    return list(living.values())


def living_tags(tx: Tx, project_id: str) -> dict[str, str]:
    """From every id that a conversation may hold to the tag that it is now."""
    return {one: now.id for now in tags_of(tx, project_id) for one in (now.id, *now.was)}


def _own(tx: Tx, agent: Agent, tag_id: str) -> Any:  # noqa: ANN401 - a row: the driver's type
    found = tx.execute(select(tag).where(_this(agent, tag_id), tag.c.merged_into.is_(None))).one_or_none()
    if found is None:
        raise NotFound
    return found


def _this(agent: Agent, tag_id: str) -> Any:  # noqa: ANN401 - an SQL expression, typed by its own library only
    return and_(tag.c.project_id == agent.project_id, tag.c.id == tag_id)


def _tell(tx: Tx, agent: Agent) -> None:
    changed = TagsChanged(tags_of(tx, agent.project_id))
    append(tx, project_id=agent.project_id, new=[NewFact("tags_changed", agent.author, Nothing(), changed)])
