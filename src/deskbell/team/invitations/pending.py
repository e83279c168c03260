"""Pending: the invitations that still hold. Each keeps a seat until it is accepted, withdrawn or too old."""

from collections.abc import Collection

import msgspec
from sqlalchemy import ColumnElement, and_, func, select, update

from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput
from deskbell.kit.ids import is_id
from deskbell.team.invitations.tables import CARD, Ending, InvitationCard, invitation

c = invitation.c


class InvitationPage(msgspec.Struct):
    """A page of open invitations, newest first; those that are too old are among them, to be sent again."""

    items: list[InvitationCard]
    next: str | None


def open_invitations(tx: Tx, project_id: str, *, after: str | None, limit: int) -> InvitationPage:
    """A page of a project's open invitations."""
    if after is not None and not is_id(after):
        raise BadInput("bad_cursor", field="after")
    query = select(*CARD).where(c.project_id == project_id, c.ended_at.is_(None)).order_by(c.id.desc())
    if after is not None:
        query = query.where(c.id < after)
    found = [InvitationCard(*row) for row in tx.execute(query.limit(limit + 1))]
    page = found[:limit]
    return InvitationPage(page, page[-1].id if len(found) > limit else None)


def pending_invitations(tx: Tx, project_id: str, *, limit: int) -> list[InvitationCard]:
    """Those that keep a seat now, in the order in which they were made."""
    query = select(*CARD).where(c.project_id == project_id, _holds(tx)).order_by(c.id).limit(limit)
    return [InvitationCard(*row) for row in tx.execute(query)]


def seats_pending(tx: Tx, project_id: str) -> int:
    """How many seats are kept for people who have been invited."""
    return seats_pending_in(tx, [project_id]).get(project_id, 0)


def seats_pending_in(tx: Tx, project_ids: Collection[str]) -> dict[str, int]:
    """The same for each of these projects; none where it is missing."""
    theirs = and_(c.project_id.in_(project_ids), _holds(tx))
    query = select(c.project_id, func.count().label("pending")).where(theirs).group_by(c.project_id)
    return {row.project_id: row.pending for row in tx.execute(query)}


def end_invitation_of(tx: Tx, project_id: str, email_key: str, ending: Ending) -> str | None:
    """End the open invitation of an address, be it too old; its id, or None where there is none."""
    this = and_(c.project_id == project_id, c.email_key == email_key, c.ended_at.is_(None))
    found = tx.execute(select(c.id).where(this)).scalar_one_or_none()
    if found is not None:
        tx.execute(update(invitation).where(this).values(ended_at=tx.now, ending=ending))
    return found


def _holds(tx: Tx) -> ColumnElement[bool]:
    return and_(c.ended_at.is_(None), c.expires_at > tx.now)
