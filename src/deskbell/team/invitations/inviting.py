"""Inviting: an administrator has letters sent to up to ten addresses; each is told apart in the answer."""

import json
from collections.abc import Collection, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import delete, insert, select

from deskbell.kit.clock import DAY
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict
from deskbell.kit.ids import new_id, new_token, request_digest, token_hash
from deskbell.kit.texts import email_key, readable_client_id, short
from deskbell.subscriptions import limits_of
from deskbell.team.invitations.pending import seats_pending
from deskbell.team.invitations.rules import (
    LASTS_MS,
    Outcome,
    Standing,
    outcomes,
    readable_addresses,
    require_few,
)
from deskbell.team.invitations.sending import post_invitation, renew, state_invitation
from deskbell.team.invitations.tables import CARD, InvitationCard, invitation, invitation_request
from deskbell.team.queries import seats_used
from deskbell.team.tables import Agent, Role, agent

c = invitation.c
_FORGOTTEN_MS = 30 * DAY


class Invitations(NamedTuple):
    """Whom to invite as what. `held`: the keys of addresses that have been written to too often lately."""

    client_id: str
    emails: Sequence[str]
    role: Role
    held: Collection[str] = frozenset()


class Invited(msgspec.Struct, frozen=True):
    """What became of one address, as it was given."""

    email: str
    outcome: Outcome


def invite(tx: Tx, who: Agent, *, wanted: Invitations) -> list[Invited]:
    """Invite whom there are seats for, and say of each address what became of it; the same request answers alike."""
    client_id = readable_client_id(wanted.client_id)
    require_few(wanted.emails)
    digest = request_digest(wanted.role, *wanted.emails)
    before = _answered_before(tx, who.project_id, client_id, digest)
    if before is not None:
        return before
    _forget_old(tx, who.project_id)
    addresses = readable_addresses(wanted.emails)
    open_ = _open_invitations(tx, who.project_id, addresses)
    became = outcomes(addresses, _standing(tx, who.project_id, addresses, open_), held=wanted.held)
    for address, outcome in zip(addresses, became, strict=True):
        if address is not None and outcome in {"invited", "resent"}:
            _send(tx, who, address, wanted.role, open_.get(email_key(address)))
    answer = [
        # What is no address may be anything, such as a page that was pasted: only its beginning is given back.
        Invited(short(given, 254), outcome)
        for given, outcome in zip(wanted.emails, became, strict=True)
    ]
    tx.execute(
        insert(invitation_request).values(
            project_id=who.project_id,
            client_id=client_id,
            request_digest=digest,
            answer=json.dumps([[one.email, one.outcome] for one in answer], ensure_ascii=False),
            created_at=tx.now,
        )
    )
    return answer


def _send(tx: Tx, who: Agent, email: str, role: Role, before: InvitationCard | None) -> None:
    """Make the invitation, or have the one that there is hold anew and for this role."""
    token = new_token()
    if before is not None:
        card = renew(tx, who, before, token=token, role=role)
        post_invitation(tx, who, card, token, again=True)
        return
    card = InvitationCard(new_id(), email, role, who.name, tx.now, tx.now, tx.now + LASTS_MS)
    tx.execute(
        insert(invitation).values(
            **msgspec.structs.asdict(card),
            project_id=who.project_id,
            email_key=email_key(email),
            token_hash=token_hash(token),
            invited_by=who.id,
        )
    )
    post_invitation(tx, who, card, token, again=False)
    state_invitation(tx, who.project_id, card.id, "pending", by=who.author)


def _standing(tx: Tx, project_id: str, addresses: Sequence[str | None], open_: dict[str, InvitationCard]) -> Standing:
    keys = [email_key(one) for one in addresses if one is not None]
    theirs = select(agent.c.email_key).where(agent.c.project_id == project_id, agent.c.email_key.in_(keys))
    taken = seats_used(tx, project_id) + seats_pending(tx, project_id)
    return Standing(
        team=set(tx.execute(theirs).scalars()),
        pending={key for key, one in open_.items() if one.expires_at > tx.now},
        free=limits_of(tx, project_id).seats - taken,
    )


def _open_invitations(tx: Tx, project_id: str, addresses: Sequence[str | None]) -> dict[str, InvitationCard]:
    keys = [email_key(one) for one in addresses if one is not None]
    query = select(*CARD).where(c.project_id == project_id, c.email_key.in_(keys), c.ended_at.is_(None))
    found = [InvitationCard(*row) for row in tx.execute(query)]
    return {email_key(one.email): one for one in found}


def _answered_before(tx: Tx, project_id: str, client_id: str, digest: str) -> list[Invited] | None:
    kept = invitation_request.c
    this = (kept.project_id == project_id) & (kept.client_id == client_id)
    row = tx.execute(select(kept.request_digest, kept.answer).where(this)).one_or_none()
    if row is None:
        return None
    if row.request_digest != digest:
        raise Conflict("client_id_reused", field="client_id")
    return [Invited(*one) for one in json.loads(row.answer)]


def _forget_old(tx: Tx, project_id: str) -> None:
    """Answers that nobody asks for again, and what has been over for so long that nobody has its link at hand."""
    kept = invitation_request.c
    tx.execute(delete(invitation_request).where(kept.project_id == project_id, kept.created_at <= tx.now - DAY))
    over = tx.now - _FORGOTTEN_MS
    tx.execute(delete(invitation).where(c.project_id == project_id, (c.ended_at <= over) | (c.expires_at <= over)))
