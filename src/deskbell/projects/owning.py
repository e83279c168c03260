"""Owning a project together: who owns it, and an owner who goes. One always stays."""

import msgspec
from sqlalchemy import delete, func, insert, select, update

from deskbell.accounts import Account, accounts_by_id
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict, NotFound
from deskbell.kit.ids import is_id
from deskbell.projects.rules import MAX_OWNERS
from deskbell.projects.tables import OfferKind, Owner, owner_offer, project_owner


class OwnerCard(msgspec.Struct):
    """An owner as the others see one."""

    id: str
    name: str
    email: str
    since: int
    me: bool


class OfferCard(msgspec.Struct):
    """Somebody who may become an owner by a link. `leaves`: whoever offered it stops being one then."""

    id: str
    kind: OfferKind
    leaves: bool
    email: str
    made_by: str
    created_at: int
    expires_at: int


class Owners(msgspec.Struct):
    """Who owns the project, oldest first, and whom it is offered to. `most`: how many may own it."""

    items: list[OwnerCard]
    offers: list[OfferCard]
    most: int


def owners_of(tx: Tx, owner: Owner) -> Owners:
    """Everybody who owns the project, or may soon."""
    query = (
        select(project_owner.c.account_id, project_owner.c.since)
        .where(project_owner.c.project_id == owner.project_id)
        .order_by(project_owner.c.since, project_owner.c.account_id)
    )
    rows = tx.execute(query).all()
    known = accounts_by_id(tx, [row.account_id for row in rows])
    items = [
        OwnerCard(one.id, one.name, one.email, row.since, one.id == owner.account_id)
        for row in rows
        if (one := known.get(row.account_id)) is not None
    ]
    return Owners(items, _offers(tx, owner), MAX_OWNERS)


def remove_owner(tx: Tx, owner: Owner, *, account_id: str) -> None:
    """Have somebody, or oneself, own the project no longer. What they offered is off; the last owner stays."""
    if not is_id(account_id) or not owns(tx, owner.project_id, account_id):
        raise NotFound
    gone = accounts_by_id(tx, [account_id])[account_id]
    give_up(tx, owner.project_id, account_id)
    myself = account_id == owner.account_id
    note(
        tx, owner.by, "project.owner_left" if myself else "project.owner_removed",
        project_id=owner.project_id, account_id=account_id, target=gone.email,
    )  # fmt: skip


def give_up(tx: Tx, project_id: str, account_id: str) -> None:
    """End one account's owning and its offers; `last_owner` is refused."""
    if how_many_own(tx, project_id) <= 1:
        raise Conflict("last_owner")
    theirs = (project_owner.c.project_id == project_id) & (project_owner.c.account_id == account_id)
    tx.execute(delete(project_owner).where(theirs))
    made = (owner_offer.c.project_id == project_id) & (owner_offer.c.made_by == account_id)
    tx.execute(update(owner_offer).where(made, owner_offer.c.ended_at.is_(None)).values(ended_at=tx.now))


def take_on(tx: Tx, project_id: str, account: Account) -> None:
    """Have the account own the project from now on."""
    if how_many_own(tx, project_id) >= MAX_OWNERS:
        raise Conflict("too_many_owners", most=MAX_OWNERS)
    tx.execute(insert(project_owner).values(project_id=project_id, account_id=account.id, since=tx.now))


def owns(tx: Tx, project_id: str, account_id: str) -> bool:
    """Whether this account owns this project."""
    this = (project_owner.c.project_id == project_id) & (project_owner.c.account_id == account_id)
    return tx.execute(select(project_owner.c.since).where(this)).first() is not None


def how_many_own(tx: Tx, project_id: str) -> int:
    return tx.execute(select(func.count()).where(project_owner.c.project_id == project_id)).scalar_one()


def _offers(tx: Tx, owner: Owner) -> list[OfferCard]:
    c = owner_offer.c
    waiting = (c.project_id == owner.project_id) & c.ended_at.is_(None) & (c.expires_at > tx.now)
    columns = (c.id, c.kind, c.leaves, c.email, c.made_by_name, c.created_at, c.expires_at)
    return [OfferCard(*row) for row in tx.execute(select(*columns).where(waiting).order_by(c.id))]
