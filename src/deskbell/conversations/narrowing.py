"""Narrowing: what a list of conversations may be filtered by, the same for the list and for searching."""

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, exists, select

from deskbell.conversations.tables import conversation, conversation_label
from deskbell.conversations.tags.keeping import tags_of
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.team import group_card, known_agent

# Of so few conversations it is quicker to sort them all than to walk the list until a page of them was met.
FEW = 2_000
c = conversation.c


class Narrowed(msgspec.Struct, frozen=True):
    """Ids of what all conversations of a list have in common, and when somebody last wrote in them.

    `since` and `until` are times in milliseconds; what was written at `until` is not among them.
    """

    tag_id: str | None = None
    agent_id: str | None = None
    group_id: str | None = None
    since: int | None = None
    until: int | None = None


EVERYTHING = Narrowed()


def labels_of(tx: Tx, project_id: str, narrowed: Narrowed) -> list[list[str]]:
    """Of each of these lists a conversation has one.

    `NotFound` for what the project does not have; an agent who has left is still known.
    """
    labels: list[list[str]] = []
    if narrowed.tag_id is not None:
        labels.append(_tag_ids(tx, project_id, narrowed.tag_id))
    if narrowed.agent_id is not None:
        if not known_agent(tx, project_id, narrowed.agent_id):
            raise NotFound
        labels.append([narrowed.agent_id])
    if narrowed.group_id is not None:
        labels.append([group_card(tx, project_id, narrowed.group_id).id])
    return labels


def having(tx: Tx, project_id: str, labels: list[list[str]]) -> list[ColumnElement[bool]]:
    """What conversations with all of these fulfil: as a few ids where they are few, else row by row."""
    where: list[ColumnElement[bool]] = []
    for some in labels:
        few = conversations_with(tx, project_id, some, at_most=FEW)
        if few is not None:
            where.append(c.id.in_(few))
            continue
        label = conversation_label.alias()
        same = (label.c.project_id == c.project_id, label.c.conversation_id == c.id, label.c.label_id.in_(some))
        where.append(exists().where(*same))
    return where


def conversations_with(tx: Tx, project_id: str, labels: list[str], *, at_most: int) -> list[str] | None:
    """Those that have one of these, unless there are more."""
    label = conversation_label.c
    theirs: Any = select(label.conversation_id).where(label.project_id == project_id, label.label_id.in_(labels))
    found = list(tx.execute(theirs.limit(at_most + 1)).scalars())
    return None if len(found) > at_most else list(dict.fromkeys(found))


def active_in(narrowed: Narrowed) -> list[ColumnElement[bool]]:
    """Somebody last wrote within these times."""
    where: list[ColumnElement[bool]] = []
    if narrowed.since is not None:
        where.append(c.last_message_at >= narrowed.since)
    if narrowed.until is not None:
        where.append(c.last_message_at < narrowed.until)
    return where


def _tag_ids(tx: Tx, project_id: str, tag_id: str) -> list[str]:
    """The tag's id, and those of what was merged into it."""
    for one in tags_of(tx, project_id):
        if tag_id in {one.id, *one.was}:
            return [one.id, *one.was]
    raise NotFound
