"""What can be asked about saved replies: always those of the team and the agent's own, never a colleague's."""

from typing import Any

import msgspec
from sqlalchemy import and_, func, or_, select

from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, NotFound
from deskbell.kit.ids import is_id
from deskbell.replies.rules import has_words
from deskbell.replies.tables import saved_reply
from deskbell.team import Agent

r = saved_reply.c
EVERYBODY = ""


class Reply(msgspec.Struct):
    """A saved reply. `shared`: the whole team's. In its text stand variables such as `{visitor.name|there}`.

    A change that names the `version` it began from is refused as `stale` once there is a newer one.
    """

    id: str
    shared: bool
    shortcut: str
    title: str
    text: str
    version: int
    used: int
    last_used_at: int | None
    created_at: int


def replies_after(
    tx: Tx, agent: Agent, *, search: str, after: str | None, limit: int
) -> tuple[list[Reply], str | None]:
    """A page of the replies that the agent may use, the oldest first, and where the next page begins."""
    if after is not None and not is_id(after):
        raise BadInput("bad_cursor", field="after")
    query = select(saved_reply).where(usable(agent)).order_by(r.id)
    if after is not None:
        query = query.where(r.id > after)
    # Looked through here and not by the database, whose idea of upper and lower case ends at A to Z.
    found = (_reply_of(row) for row in tx.execute(query if search else query.limit(limit + 1)))
    page = [one for one in found if not search or has_words(search, one.shortcut, one.title, one.text)][: limit + 1]
    return page[:limit], page[limit - 1].id if len(page) > limit else None


def reply_now(tx: Tx, agent: Agent, reply_id: str) -> Reply:
    """One that the agent may use, or `NotFound`."""
    query = select(saved_reply).where(usable(agent), r.id == reply_id)
    row = tx.execute(query).one_or_none() if is_id(reply_id) else None
    if row is None:
        raise NotFound
    return _reply_of(row)


def how_many(tx: Tx, agent: Agent, *, shared: bool) -> int:
    """How many the team, or the agent, keeps."""
    theirs = and_(r.project_id == agent.project_id, r.owner_id == owner_of(agent, shared=shared))
    return tx.execute(select(func.count()).select_from(saved_reply).where(theirs)).scalar_one()


def usable(agent: Agent) -> Any:  # noqa: ANN401 - an SQL expression, typed by its own library only
    """Everybody's and the agent's own."""
    return and_(r.project_id == agent.project_id, or_(r.owner_id == EVERYBODY, r.owner_id == agent.id))


def owner_of(agent: Agent, *, shared: bool) -> str:
    """As the table says whose it is."""
    return EVERYBODY if shared else agent.id


def _reply_of(row: Any) -> Reply:  # noqa: ANN401 - a row: the driver's type
    return Reply(
        row.id,
        row.owner_id == EVERYBODY,
        row.shortcut,
        row.title,
        row.text,
        row.version,
        row.used,
        row.last_used_at,
        row.created_at,
    )
