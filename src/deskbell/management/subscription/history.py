"""What became of a subscription."""

import msgspec

from deskbell.kit.db import Tx
from deskbell.projects import Owner
from deskbell.subscriptions import Happening, What, history, plans_now


class HistoryLine(msgspec.Struct):
    """What happened when, by whom and why, and how it stood afterwards."""

    id: str
    at: int
    what: What
    by_kind: str
    by_name: str
    plan: str
    plan_name: dict[str, str]
    seats: int
    valid_until: int | None
    reason: str


class History(msgspec.Struct):
    """A page of what became of a subscription, newest first."""

    items: list[HistoryLine]
    next: str | None


def history_page(tx: Tx, owner: Owner, *, after: str | None, limit: int) -> History:
    """What became of the project's subscription."""
    found, following = history(tx, owner.project_id, after, limit)
    return History([_line(one) for one in found], following)


def _line(one: Happening) -> HistoryLine:
    name = plans_now().plan(one.plan).name
    return HistoryLine(
        one.id, one.at, one.what, one.by_kind, one.by_name, one.plan, name, one.seats, one.valid_until, one.reason
    )
