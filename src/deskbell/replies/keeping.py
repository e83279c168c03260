"""Keeping saved replies: an agent's own by themselves, the team's by whoever may."""

import msgspec
from sqlalchemy import and_, delete, insert, select, update

from deskbell.audit import note
from deskbell.eventlog import NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict
from deskbell.kit.ids import new_id
from deskbell.kit.texts import readable_client_id
from deskbell.replies.events import Nothing, ReplyChanged, ReplyDeleted
from deskbell.replies.queries import Reply, how_many, owner_of, reply_now
from deskbell.replies.rules import readable_reply, readable_shortcut, readable_title, require_room, shortcut_key
from deskbell.replies.tables import saved_reply
from deskbell.team import Agent, require_permission

r = saved_reply.c


class ReplyWanted(msgspec.Struct, frozen=True):
    """What a reply shall be called and say."""

    shortcut: str
    title: str
    text: str


def save_reply(tx: Tx, agent: Agent, *, client_id: str, shared: bool, wanted: ReplyWanted) -> Reply:
    """A new reply; the same request again answers with the one that it made."""
    client_id = readable_client_id(client_id)
    wanted = _readable(wanted)
    _require_may_keep(agent, shared=shared)
    mine = and_(r.project_id == agent.project_id, r.created_by == agent.id, r.client_id == client_id)
    before = tx.execute(select(r.id).where(mine)).scalar_one_or_none()
    if before is not None:
        return reply_now(tx, agent, before)
    require_room(how_many(tx, agent, shared=shared), shared=shared)
    owner_id = owner_of(agent, shared=shared)
    _require_free(tx, agent, owner_id, wanted.shortcut, but=None)
    reply_id = new_id()
    tx.execute(
        insert(saved_reply).values(
            project_id=agent.project_id,
            id=reply_id,
            owner_id=owner_id,
            shortcut=wanted.shortcut,
            shortcut_key=shortcut_key(wanted.shortcut),
            title=wanted.title,
            text=wanted.text,
            version=1,
            used=0,
            created_at=tx.now,
            created_by=agent.id,
            client_id=client_id,
        )
    )
    return _told(tx, agent, reply_now(tx, agent, reply_id), "reply.saved")


def change_reply(tx: Tx, agent: Agent, *, reply_id: str, wanted: ReplyWanted, version: int | None) -> Reply:
    """Other words for it. `version`: what the form began from; with a newer one it is `stale`."""
    wanted = _readable(wanted)
    before = reply_now(tx, agent, reply_id)
    _require_may_keep(agent, shared=before.shared)
    if (before.shortcut, before.title, before.text) == (wanted.shortcut, wanted.title, wanted.text):
        return before
    if version is not None and version != before.version:
        raise Conflict("stale")
    _require_free(tx, agent, owner_of(agent, shared=before.shared), wanted.shortcut, but=reply_id)
    after = {"shortcut": wanted.shortcut, "title": wanted.title, "text": wanted.text, "version": before.version + 1}
    changed = update(saved_reply).where(r.project_id == agent.project_id, r.id == reply_id)
    tx.execute(changed.values(shortcut_key=shortcut_key(wanted.shortcut), **after))
    return _told(tx, agent, reply_now(tx, agent, reply_id), "reply.changed")


def delete_reply(tx: Tx, agent: Agent, *, reply_id: str) -> None:
    """Nobody is offered it any more; what was written with it stays."""
    before = reply_now(tx, agent, reply_id)
    _require_may_keep(agent, shared=before.shared)
    tx.execute(delete(saved_reply).where(r.project_id == agent.project_id, r.id == reply_id))
    gone = ReplyDeleted(reply_id, None if before.shared else agent.id)
    append(tx, project_id=agent.project_id, new=[NewFact("reply_deleted", agent.author, Nothing(), gone)])
    if before.shared:
        note(tx, agent.by, "reply.deleted", project_id=agent.project_id, target=before.shortcut)


def use_reply(tx: Tx, agent: Agent, *, reply_id: str, at: int) -> None:
    """It was inserted into a message at this time; the same time again counts once. What is used comes first in lists.

    Not a fact: nobody has to hear of it at once.
    """
    before = reply_now(tx, agent, reply_id)
    at = min(at, tx.now)
    if before.last_used_at is None or at > before.last_used_at:
        used = update(saved_reply).where(r.project_id == agent.project_id, r.id == reply_id)
        tx.execute(used.values(used=before.used + 1, last_used_at=at))


def _readable(wanted: ReplyWanted) -> ReplyWanted:
    return ReplyWanted(readable_shortcut(wanted.shortcut), readable_title(wanted.title), readable_reply(wanted.text))


def _require_may_keep(agent: Agent, *, shared: bool) -> None:
    if shared:
        require_permission(agent.role, "replies.manage")


def _require_free(tx: Tx, agent: Agent, owner_id: str, shortcut: str, *, but: str | None) -> None:
    theirs = (r.project_id == agent.project_id, r.owner_id == owner_id)
    taken = tx.execute(select(r.id).where(*theirs, r.shortcut_key == shortcut_key(shortcut))).scalar_one_or_none()
    if taken not in {None, but}:
        raise Conflict("shortcut_taken", field="shortcut", shortcut=shortcut)


def _told(tx: Tx, agent: Agent, reply: Reply, action: str) -> Reply:
    """Tell the team; what somebody keeps for themselves is nobody else's affair, not even the owners'."""
    changed = ReplyChanged(reply.id, None if reply.shared else agent.id)
    append(tx, project_id=agent.project_id, new=[NewFact("reply_changed", agent.author, Nothing(), changed)])
    if reply.shared:
        note(tx, agent.by, action, project_id=agent.project_id, target=reply.shortcut)
    return reply
