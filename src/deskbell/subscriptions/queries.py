"""What can be asked about subscriptions."""

from collections.abc import Collection

import msgspec
from sqlalchemy import select

from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Forbidden
from deskbell.kit.ids import is_id
from deskbell.subscriptions.catalogue import plans_now
from deskbell.subscriptions.rules import require_seat, terms_at
from deskbell.subscriptions.tables import Happening, Subscription, subscription, subscription_history

_HAPPENING = tuple(subscription_history.c[name] for name in Happening.__struct_fields__)


class Limits(msgspec.Struct, frozen=True):
    """What a project may use now. `more` holds the plan's other limits by name; what is not named has none."""

    plan: str
    seats: int
    features: frozenset[str]
    more: dict[str, int]


def subscription_of(tx: Tx, project_id: str) -> Subscription:
    """The subscription of a project that exists: each has one from its first moment."""
    return subscriptions_of(tx, [project_id])[project_id]


def subscriptions_of(tx: Tx, project_ids: Collection[str]) -> dict[str, Subscription]:
    """The subscriptions of some projects."""
    rows = tx.execute(select(subscription).where(subscription.c.project_id.in_(project_ids)))
    return {row.project_id: Subscription(*row) for row in rows}


def limits_of(tx: Tx, project_id: str) -> Limits:
    """What the project may use now: the one place that decides it."""
    plans = plans_now()
    terms = terms_at(subscription_of(tx, project_id), tx.now, free_seats=plans.free.seats)
    plan = plans.plan(terms.plan)
    return Limits(terms.plan, terms.seats, frozenset(plan.features), plan.limits)


def subscriptions_after(tx: Tx, project_id: str, limit: int) -> list[Subscription]:
    """The next subscriptions after a project's, in the order of their projects' ids, newest first; "" begins."""
    query = select(subscription).order_by(subscription.c.project_id.desc()).limit(limit)
    if project_id:
        query = query.where(subscription.c.project_id < project_id)
    return [Subscription(*row) for row in tx.execute(query)]


def require_free_seat(tx: Tx, project_id: str, used: int, *, pending: int = 0) -> None:
    """Refuse one agent more than the project has seats now. Ask in the transaction that takes the seat.

    `used` counts everybody who is enabled, also who lost their seat for now: a seat that comes back is theirs.
    `pending` counts the invitations that hold: the seats that they keep are nobody else's.
    """
    require_seat(limits_of(tx, project_id).seats, used, pending)


def require_feature(tx: Tx, project_id: str, feature: str) -> None:
    """Refuse what the project's plan does not include. What the catalogue does not name is everybody's."""
    if feature in plans_now().features and feature not in limits_of(tx, project_id).features:
        raise Forbidden("not_in_plan")


def history(tx: Tx, project_id: str, after: str | None, limit: int) -> tuple[list[Happening], str | None]:
    """A page of what became of the project's subscription, newest first, and where the next page begins."""
    query = (
        select(*_HAPPENING)
        .where(subscription_history.c.project_id == project_id)
        .order_by(subscription_history.c.id.desc())
        .limit(limit + 1)
    )
    if after is not None:
        if not is_id(after):
            raise BadInput("bad_cursor", field="after")
        query = query.where(subscription_history.c.id < after)
    found = [Happening(*row) for row in tx.execute(query)]
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None


def projects_due(tx: Tx, limit: int) -> list[str]:
    """Projects for whose subscriptions time has come to bring something, longest due first."""
    due = select(subscription.c.project_id).where(subscription.c.turns_at <= tx.now)
    return list(tx.execute(due.order_by(subscription.c.turns_at).limit(limit)).scalars())
