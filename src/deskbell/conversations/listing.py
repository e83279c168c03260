"""The inbox: pages of conversations by view and order, and the counts beside the views."""

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import msgspec
from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_

from deskbell.conversations.events import AgentName, LastMessageJson, TeamState
from deskbell.conversations.ledger import team_state_of
from deskbell.conversations.narrowing import EVERYTHING, Narrowed, active_in, having, labels_of
from deskbell.conversations.tables import Status, conversation, conversation_count, mention, read_mark
from deskbell.eventlog import head
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, NotFound
from deskbell.presence import here
from deskbell.team import Agent
from deskbell.visitors import visitor

View: TypeAlias = Literal["my", "queuing", "awaiting_reply", "replied", "pending", "open", "closed", "all"]
Order: TypeAlias = Literal["newest", "waiting"]

# In the order of waiting, keys above this belong to those who do not wait: this much less their newest message's time.
_NEVER = 2**53 - 1
_LATEST = 2**52
_OF_ONE_VISITOR = 20
c = conversation.c


class VisitorName(msgspec.Struct):
    """A visitor as the list shows one."""

    id: str
    name: str
    online: bool


class ConversationItem(msgspec.Struct):
    """A conversation as an agent sees it in a list; `unread` counts for that agent.

    `mentioned` is the `pos` of the newest note that names the agent and that they have not seen.
    """

    id: str
    visitor: VisitorName
    status: Status
    assignee: AgentName | None
    assignee_id: str | None
    created_at: int
    received_at: int | None
    closed_at: int | None
    waiting_since: int | None
    last_seq: int
    message_count: int
    last_message: LastMessageJson | None
    last_message_at: int
    team_delivered: int
    team_read: int
    visitor_delivered: int
    visitor_read: int
    visitor_read_count: int
    unread: int
    team: TeamState
    mentioned: int | None = None


class Count(msgspec.Struct):
    """How many conversations a person (or nobody) has in a status; every view's number is a sum of these."""

    status: Status
    assignee_id: str | None
    n: int


class InboxPage(msgspec.Struct):
    """One page of the list, as the log stood at `pos`: facts after it bring the page up to date."""

    items: list[ConversationItem]
    next: str | None
    epoch: str
    pos: int


def inbox_page(
    tx: Tx,
    agent: Agent,
    *,
    view: View,
    order: Order,
    after: str | None,
    limit: int,
    narrowed: Narrowed = EVERYTHING,
) -> InboxPage:
    """A page of the agent's project, by key and never by offset. The position is taken before the rows."""
    end = head(tx, agent.project_id)
    labels = having(tx, agent.project_id, labels_of(tx, agent.project_id, narrowed))
    query = _joined(agent).where(*_in_view(agent, view), *labels, *active_in(narrowed))
    rows: list[Any] = []
    for part in _parts(query, order, after):
        rows += tx.execute(part.limit(limit + 1 - len(rows))).all()
        if len(rows) > limit:
            break
    more = len(rows) > limit
    items = _items(tx, rows[:limit])
    return InboxPage(items, _cursor(items[-1], order) if more else None, end.epoch, end.pos)


def item_of(tx: Tx, agent: Agent, conversation_id: str) -> ConversationItem | None:
    """One conversation of the agent's project, as the list shows it."""
    rows = tx.execute(_joined(agent).where(c.project_id == agent.project_id, c.id == conversation_id)).all()
    return _items(tx, rows)[0] if rows else None


def item_now(tx: Tx, agent: Agent, conversation_id: str) -> ConversationItem:
    """The same, or `NotFound`."""
    item = item_of(tx, agent, conversation_id)
    if item is None:
        raise NotFound
    return item


def listed(tx: Tx, agent: Agent, where: Sequence[ColumnElement[bool]], *, limit: int) -> list[ConversationItem]:
    """Those of the agent's project for which this holds, the liveliest first."""
    query = _joined(agent).where(c.project_id == agent.project_id, *where)
    return _items(tx, tx.execute(_newest_first(query, None, "").limit(limit)).all())


def newest_of_visitor(tx: Tx, agent: Agent, visitor_id: str) -> list[ConversationItem]:
    """What this visitor wrote about, the newest first."""
    theirs = (c.project_id == agent.project_id, c.visitor_id == visitor_id)
    return _items(tx, tx.execute(_joined(agent).where(*theirs).order_by(c.id.desc()).limit(_OF_ONE_VISITOR)).all())


def kept_counts(tx: Tx, project_id: str) -> list[Count]:
    query = select(conversation_count.c.status, conversation_count.c.assignee_id, conversation_count.c.n).where(
        conversation_count.c.project_id == project_id, conversation_count.c.n > 0
    )
    return [Count(row.status, row.assignee_id or None, row.n) for row in tx.execute(query)]


def load_of_agents(tx: Tx, project_id: str) -> dict[str, int]:
    """How many conversations each agent is busy with: those awaiting a reply and those replied to."""
    query = (
        select(conversation_count.c.assignee_id, func.sum(conversation_count.c.n).label("load"))
        .where(
            conversation_count.c.project_id == project_id,
            conversation_count.c.status.in_(["awaiting_reply", "replied"]),
        )
        .group_by(conversation_count.c.assignee_id)
    )
    return {row.assignee_id: int(row.load) for row in tx.execute(query)}


def _joined(agent: Agent) -> Select[Any]:
    same_visitor = and_(visitor.c.project_id == c.project_id, visitor.c.id == c.visitor_id)
    my_mark = and_(
        read_mark.c.project_id == c.project_id,
        read_mark.c.conversation_id == c.id,
        read_mark.c.agent_id == agent.id,
    )
    names_me = and_(
        mention.c.project_id == c.project_id, mention.c.agent_id == agent.id, mention.c.conversation_id == c.id
    )
    named = mention.c.pos.label("mentioned")
    columns = (*conversation.columns, visitor.c.name.label("visitor_name"), read_mark.c.read_count, named)
    return select(*columns).join(visitor, same_visitor).outerjoin(read_mark, my_mark).outerjoin(mention, names_me)


def _in_view(agent: Agent, view: View) -> list[ColumnElement[bool]]:
    mine = [c.project_id == agent.project_id]
    if view == "all":
        return mine
    if view == "open":
        return [*mine, c.closed_at.is_(None)]
    if view == "my":
        return [*mine, c.assignee_id == agent.id, c.closed_at.is_(None)]
    return [*mine, c.status == view]


def _parts(query: Select[Any], order: Order, after: str | None) -> list[Select[Any]]:
    """The rows after the cursor, as queries whose order an index holds: one part comes whole before the next."""
    key, id_ = _read_cursor(after)
    if order == "newest":
        return [_newest_first(query, key, id_)]
    idle = query.where(c.waiting_since.is_(None))
    if key is not None and key > _LATEST:
        return [_newest_first(idle, _NEVER - key, id_)]
    waiting = query.where(c.waiting_since.is_not(None)).order_by(c.waiting_since, c.id)
    if key is not None:
        waiting = waiting.where(tuple_(c.waiting_since, c.id) > tuple_(key, id_))
    return [waiting, _newest_first(idle, None, "")]


def _newest_first(query: Select[Any], key: int | None, id_: str) -> Select[Any]:
    query = query.order_by(c.last_message_at.desc(), c.id.desc())
    return query if key is None else query.where(tuple_(c.last_message_at, c.id) < tuple_(key, id_))


def _cursor(item: ConversationItem, order: Order) -> str:
    if order == "newest":
        return f"{item.last_message_at}.{item.id}"
    return f"{item.waiting_since or _NEVER - item.last_message_at}.{item.id}"


def _read_cursor(after: str | None) -> tuple[int | None, str]:
    if after is None:
        return None, ""
    key, _, id_ = after.partition(".")
    if not key.isascii() or not key.isdigit() or len(key) > 16 or not id_.isalnum() or not id_.isascii():  # noqa: PLR2004 - 2**53 has 16 digits
        raise BadInput("bad_cursor", field="after")
    return int(key), id_


def _items(tx: Tx, rows: Any) -> list[ConversationItem]:  # noqa: ANN401 - rows of a join: the driver's type
    online = here(tx, {row.visitor_id for row in rows})
    return [_item(row, online=row.visitor_id in online) for row in rows]


def _item(row: Any, *, online: bool) -> ConversationItem:  # noqa: ANN401 - as above
    assignee = None if row.assignee_id is None else AgentName(row.assignee_id, row.assignee_name)
    return ConversationItem(
        id=row.id,
        visitor=VisitorName(row.visitor_id, row.visitor_name, online),
        status=row.status,
        assignee=assignee,
        assignee_id=row.assignee_id,
        created_at=row.created_at,
        received_at=row.received_at,
        closed_at=row.closed_at,
        waiting_since=row.waiting_since,
        last_seq=row.last_seq,
        message_count=row.message_count,
        last_message=None if row.last_message is None else msgspec.Raw(row.last_message.encode()),
        last_message_at=row.last_message_at,
        team_delivered=row.team_delivered,
        team_read=row.team_read,
        visitor_delivered=row.visitor_delivered,
        visitor_read=row.visitor_read,
        visitor_read_count=row.visitor_read_count,
        unread=row.message_count - (row.read_count or 0),
        mentioned=row.mentioned,
        team=team_state_of(row),
    )
