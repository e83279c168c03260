"""Members: everybody of a team, as its administrators see them."""

from typing import Any, Literal

import msgspec
from sqlalchemy import Row, and_, func, select

from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, NotFound
from deskbell.kit.ids import is_id
from deskbell.presence import here
from deskbell.team.tables import Availability, Role, agent, agent_session


class Member(msgspec.Struct):
    """Somebody of the team. `open`: with how many conversations they are busy, for whoever counts those to fill in.

    `state`: *no_seat* is enabled, but there are fewer seats than people. A change that names the `version` it began
    from is refused as `stale` once there is a newer one.
    """

    id: str
    version: int
    email: str
    name: str
    role: Role
    state: Literal["active", "no_seat", "disabled"]
    availability: Availability
    online: bool
    conversation_limit: int
    has_password: bool
    last_seen_at: int | None
    created_at: int
    open: int = 0


def members_after(tx: Tx, project_id: str, *, after: str | None, limit: int) -> tuple[list[Member], str | None]:
    """A page of the team, in the order in which they came, and where the next page begins."""
    if after is not None and not is_id(after):
        raise BadInput("bad_cursor", field="after")
    query = _WITH_SESSIONS.where(agent.c.project_id == project_id, agent.c.removed_at.is_(None)).order_by(agent.c.id)
    if after is not None:
        query = query.where(agent.c.id > after)
    rows = list(tx.execute(query.limit(limit + 1)))
    page = _members(tx, rows[:limit])
    return page, page[-1].id if len(rows) > limit else None


def member(tx: Tx, project_id: str, agent_id: str) -> Member:
    """One of them; `NotFound` for anybody else, and for whoever was removed."""
    this = and_(agent.c.project_id == project_id, agent.c.id == agent_id, agent.c.removed_at.is_(None))
    found = _members(tx, list(tx.execute(_WITH_SESSIONS.where(this)))) if is_id(agent_id) else []
    if not found:
        raise NotFound
    return found[0]


_seen = (
    select(func.max(agent_session.c.last_seen_at))
    .where(agent_session.c.project_id == agent.c.project_id, agent_session.c.agent_id == agent.c.id)
    .scalar_subquery()
)
_WITH_SESSIONS = select(agent, _seen.label("seen_at"))


def _members(tx: Tx, rows: list[Row[Any]]) -> list[Member]:
    online = here(tx, [row.id for row in rows])
    return [
        Member(
            id=row.id,
            version=row.version,
            email=row.email,
            name=row.name,
            role=row.role,
            state="disabled" if row.disabled_at is not None else "active" if row.suspended_at is None else "no_seat",
            availability=row.availability,
            online=row.id in online,
            conversation_limit=row.conversation_limit,
            has_password=row.password_hash is not None,
            last_seen_at=row.seen_at if row.seen_at is not None else row.last_sign_in_at,
            created_at=row.created_at,
        )
        for row in rows
    ]
