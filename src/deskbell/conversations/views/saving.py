"""Saving: an agent gives the filters of the list a name, for themselves or for the whole team."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import and_, delete, insert, or_, select, update

from deskbell.conversations.events import SavedViewsChanged
from deskbell.conversations.listing import Order, View
from deskbell.conversations.tables import saved_view
from deskbell.conversations.views.rules import in_order, readable_view_name, require_room
from deskbell.eventlog import NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict, Forbidden, NotFound
from deskbell.kit.freshness import require_fresh
from deskbell.kit.ids import IdText, new_id
from deskbell.kit.texts import readable_client_id
from deskbell.team import PERMISSIONS, Agent
from deskbell.visitors.events import Nothing

Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
s = saved_view.c


class SavedFilters(msgspec.Struct, frozen=True):
    """What a view shows, and in which order. What is null narrows nothing; days are of whoever looks."""

    view: View = "all"
    order: Order = "newest"
    tag_id: IdText | None = None
    agent_id: IdText | None = None
    group_id: IdText | None = None
    first_day: Day | None = None
    last_day: Day | None = None


class SavedView(msgspec.Struct):
    """A list with a name; `shared`: the whole team's, kept by its administrators."""

    id: str
    name: str
    shared: bool
    filters: SavedFilters


def views_of(tx: Tx, agent: Agent) -> list[SavedView]:
    """The team's, then the agent's own, each in their order."""
    rows = tx.execute(select(saved_view).where(_seen_by(agent)).order_by(s.agent_id.is_not(None), s.place, s.id)).all()
    return [
        SavedView(row.id, row.name, row.agent_id is None, msgspec.json.decode(row.filters, type=SavedFilters))
        for row in rows
    ]


def save_view(tx: Tx, agent: Agent, *, client_id: str, name: str, shared: bool, filters: SavedFilters) -> SavedView:
    """Keep it behind the others. The same request again answers with the same view."""
    client_id, name = readable_client_id(client_id), readable_view_name(name)
    if shared:
        _require_keeper(agent)
    before = tx.execute(select(s.id, s.agent_id).where(s.project_id == agent.project_id, s.client_id == client_id))
    for row in before:
        if row.agent_id not in {None, agent.id}:
            raise Conflict("client_id_reused", field="client_id")
        return _one(tx, agent, row.id)
    beside = [one for one in views_of(tx, agent) if one.shared == shared]
    require_room(len(beside))
    made = SavedView(new_id(), name, shared, filters)
    tx.execute(
        insert(saved_view).values(
            project_id=agent.project_id,
            id=made.id,
            agent_id=None if shared else agent.id,
            name=name,
            filters=msgspec.json.encode(filters).decode(),
            place=len(beside),
            client_id=client_id,
        )
    )
    _tell(tx, agent, shared=shared)
    return made


def change_view(
    tx: Tx, agent: Agent, *, view_id: str, name: str, filters: SavedFilters | None, name_was: str | None
) -> SavedView:
    """Another name, or other filters. `name_was`: what stood in the form."""
    before = _own(tx, agent, view_id)
    name = readable_view_name(name)
    require_fresh(before.name, name_was, name, field="name", by=None)
    after = SavedView(view_id, name, before.shared, filters or before.filters)
    if after != before:
        kept = msgspec.json.encode(after.filters).decode()
        tx.execute(update(saved_view).where(_this(agent, view_id)).values(name=name, filters=kept))
        _tell(tx, agent, shared=before.shared)
    return after


def order_views(tx: Tx, agent: Agent, *, shared: bool, view_ids: Sequence[str]) -> None:
    """The views one after the other as these ids stand."""
    if shared:
        _require_keeper(agent)
    present = [one.id for one in views_of(tx, agent) if one.shared == shared]
    after = in_order(present, view_ids)
    if after == present:
        return
    for place, view_id in enumerate(after):
        tx.execute(update(saved_view).where(_this(agent, view_id)).values(place=place))
    _tell(tx, agent, shared=shared)


def delete_view(tx: Tx, agent: Agent, *, view_id: str) -> None:
    """Forget it. The conversations stay as they are."""
    before = _own(tx, agent, view_id)
    tx.execute(delete(saved_view).where(_this(agent, view_id)))
    _tell(tx, agent, shared=before.shared)


def _own(tx: Tx, agent: Agent, view_id: str) -> SavedView:
    """One that the agent may change."""
    one = _one(tx, agent, view_id)
    if one.shared:
        _require_keeper(agent)
    return one


def _one(tx: Tx, agent: Agent, view_id: str) -> SavedView:
    for one in views_of(tx, agent):
        if one.id == view_id:
            return one
    raise NotFound


def _require_keeper(agent: Agent) -> None:
    if "settings.manage" not in PERMISSIONS[agent.role]:
        raise Forbidden


def _seen_by(agent: Agent) -> Any:  # noqa: ANN401 - an SQL expression, typed by its own library only
    return and_(s.project_id == agent.project_id, or_(s.agent_id.is_(None), s.agent_id == agent.id))


def _this(agent: Agent, view_id: str) -> Any:  # noqa: ANN401 - as above
    return and_(s.project_id == agent.project_id, s.id == view_id)


def _tell(tx: Tx, agent: Agent, *, shared: bool) -> None:
    changed = SavedViewsChanged(None if shared else agent.id)
    append(tx, project_id=agent.project_id, new=[NewFact("saved_views_changed", agent.author, Nothing(), changed)])
