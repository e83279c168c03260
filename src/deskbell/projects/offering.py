"""Offering a project: a link by mail, or copied, that lets one account become an owner once."""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row, func, insert, select, update

from deskbell.accounts import Account, accounts_by_id
from deskbell.audit import note
from deskbell.kit.clock import HOUR
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict, NotFound, RateLimited
from deskbell.kit.ids import is_id, new_id, token_hash
from deskbell.kit.texts import email_key, readable_email
from deskbell.mail import Letter, post_letter
from deskbell.projects.owning import OfferCard, give_up, how_many_own, owns, take_on
from deskbell.projects.rules import MAX_OFFERS, MAX_OWNERS, OFFER_LASTS_MS, avatar_path
from deskbell.projects.tables import OfferKind, Owner, owner_offer, project, project_owner

c = owner_offer.c


class NewOffer(NamedTuple):
    """Whom to offer it to, how, and the secret of the link. `leaves` counts for a transfer alone."""

    email: str
    kind: OfferKind
    leaves: bool
    token: str


class OfferShown(msgspec.Struct):
    """What whoever has the link is shown before they accept."""

    project: str
    avatar: str | None
    kind: OfferKind
    leaves: bool
    made_by: str
    expires_at: int
    already_owner: bool


class Joining(msgspec.Struct, frozen=True):
    """An account with a link that leads into this project."""

    project_id: str
    account: Account


def offer_project(tx: Tx, owner: Owner, *, wanted: NewOffer, language: str) -> OfferCard:
    """Write to somebody that they may own the project. Only the newest link for an address is good."""
    email = readable_email(wanted.email)
    _require_new(tx, owner, email)
    _require_room(tx, owner)
    older = c.ended_at.is_(None) & (c.email_key == email_key(email))
    tx.execute(update(owner_offer).where(c.project_id == owner.project_id, older).values(ended_at=tx.now))
    offer = OfferCard(
        id=new_id(),
        kind=wanted.kind,
        leaves=wanted.leaves and wanted.kind == "transfer",
        email=email,
        made_by=owner.name,
        created_at=tx.now,
        expires_at=tx.now + OFFER_LASTS_MS,
    )
    tx.execute(
        insert(owner_offer).values(
            project_id=owner.project_id,
            id=offer.id,
            kind=offer.kind,
            leaves=offer.leaves,
            email=email,
            email_key=email_key(email),
            token_hash=token_hash(wanted.token),
            made_by=owner.account_id,
            made_by_name=owner.name,
            created_at=offer.created_at,
            expires_at=offer.expires_at,
        )
    )
    name = tx.execute(select(project.c.name).where(project.c.id == owner.project_id)).scalar_one()
    link = link_of(wanted.token)
    said: dict[str, str | int] = {"by": owner.name, "project": name}
    if offer.kind == "join":
        post_letter(tx, Letter(email, language, "owner_invited", link, said))
        note(tx, owner.by, "project.owner_invited", project_id=owner.project_id, target=email)
    else:
        post_letter(tx, Letter(email, language, "transfer_offered", link, said))
        note(tx, owner.by, "project.transfer_offered", project_id=owner.project_id, target=email)
    return offer


def link_of(token: str) -> str:
    """Where the link leads on this server. In the fragment, so that no log and no other site sees the secret."""
    return f"/console/join-owners#{token}"


def withdraw_offer(tx: Tx, owner: Owner, *, offer_id: str) -> None:
    """Make a link worthless; one that has ended already stays so."""
    this = (c.project_id == owner.project_id) & (c.id == offer_id)
    row = tx.execute(select(c.email, c.kind, c.ended_at).where(this)).one_or_none() if is_id(offer_id) else None
    if row is None:
        raise NotFound
    if row.ended_at is not None:
        return
    tx.execute(update(owner_offer).where(this).values(ended_at=tx.now))
    action = "project.invitation_withdrawn" if row.kind == "join" else "project.transfer_withdrawn"
    note(tx, owner.by, action, project_id=owner.project_id, target=row.email)


def look_at_offer(tx: Tx, account: Account, token: str) -> OfferShown:
    """What the link offers, or `offer_over`: used, withdrawn, too old and made up answer alike."""
    row = _offer(tx, token)
    return OfferShown(
        project=row.name,
        avatar=avatar_path(row.avatar),
        kind=row.kind,
        leaves=row.leaves,
        made_by=row.made_by_name,
        expires_at=row.expires_at,
        already_owner=owns(tx, row.project_id, account.id),
    )


def offers_project(tx: Tx, token: str) -> str:
    """Into which project the link leads."""
    return str(_offer(tx, token).project_id)


def accept_offer(tx: Tx, joining: Joining, *, token: str) -> None:
    """Become an owner by the link, which is used up; of many at once, one does. Whoever transfers may leave."""
    account, project_id = joining.account, joining.project_id
    offer = _offer(tx, token)
    if offer.project_id != project_id:
        raise Conflict("offer_over")
    if owns(tx, project_id, account.id):
        raise Conflict("already_owner")
    take_on(tx, project_id, account)
    tx.execute(update(owner_offer).where(c.project_id == project_id, c.id == offer.id).values(ended_at=tx.now))
    before = accounts_by_id(tx, [offer.made_by]).get(offer.made_by)
    if offer.leaves:
        give_up(tx, project_id, offer.made_by)
    if offer.kind == "join":
        note(tx, account.by, "project.owner_joined", project_id=project_id, account_id=account.id)
        return
    target = before.email if before is not None else offer.made_by_name
    note(tx, account.by, "project.transferred", project_id=project_id, account_id=account.id, target=target)
    if offer.leaves:
        note(tx, account.by, "project.transferred", account_id=offer.made_by, target=target)


def _offer(tx: Tx, token: str) -> Row[Any]:
    query = (
        select(owner_offer, project.c.name, project.c.avatar)
        .join(project, project.c.id == c.project_id)
        .where(c.token_hash == token_hash(token), c.ended_at.is_(None), c.expires_at > tx.now)
        .where(project.c.closed_at.is_(None))
    )
    row = tx.execute(query).one_or_none()
    if row is None:
        raise Conflict("offer_over")
    return row


def _require_new(tx: Tx, owner: Owner, email: str) -> None:
    ids = tx.execute(select(project_owner.c.account_id).where(project_owner.c.project_id == owner.project_id))
    if email_key(email) in {email_key(one.email) for one in accounts_by_id(tx, list(ids.scalars())).values()}:
        raise Conflict("already_owner", field="email")


def _require_room(tx: Tx, owner: Owner) -> None:
    """Refuse more owners than there may be, and more letters than a person has reason to send."""
    if how_many_own(tx, owner.project_id) >= MAX_OWNERS:
        raise Conflict("too_many_owners", most=MAX_OWNERS)
    lately = (c.project_id == owner.project_id) & (c.created_at > tx.now - HOUR)
    if tx.execute(select(func.count()).where(lately)).scalar_one() >= MAX_OFFERS:
        raise RateLimited(retry_after_ms=HOUR)
    forgotten = (c.project_id == owner.project_id) & (c.expires_at <= tx.now - OFFER_LASTS_MS)
    tx.execute(owner_offer.delete().where(forgotten))
