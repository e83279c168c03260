"""Sending an invitation again, making a link of it to pass on, and withdrawing it. Only the newest link opens."""

from typing import Any, Literal

import msgspec
from sqlalchemy import Row, and_, select, update

from deskbell.audit import note
from deskbell.eventlog import Author, NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict, NotFound
from deskbell.kit.ids import is_id, new_token, token_hash
from deskbell.kit.texts import readable_client_id
from deskbell.mail import Letter, post_letter
from deskbell.projects import project_by_id
from deskbell.subscriptions import require_free_seat
from deskbell.team.events import InvitationChanged, Nothing
from deskbell.team.invitations.pending import seats_pending
from deskbell.team.invitations.rules import LASTS_DAYS, LASTS_MS
from deskbell.team.invitations.tables import CARD, Ending, InvitationCard, invitation
from deskbell.team.queries import seats_used
from deskbell.team.tables import Agent, Role

c = invitation.c


class LinkMade(msgspec.Struct):
    """An invitation's newest link, shown to whoever asked for it and kept nowhere; older ones open nothing any more."""

    invitation: InvitationCard
    link: str


def send_again(tx: Tx, who: Agent, *, invitation_id: str, client_id: str) -> InvitationCard:
    """A new letter with a new link, good for another seven days. The same request again sends nothing more."""
    client_id = readable_client_id(client_id)
    row = _open(tx, who, invitation_id)
    if row.client_id == client_id:
        return _card(row)
    token = new_token()
    card = _anew(tx, who, row, token)
    this = and_(c.project_id == who.project_id, c.id == card.id)
    tx.execute(update(invitation).where(this).values(client_id=client_id))
    post_invitation(tx, who, card, token, again=True)
    return card


def make_link(tx: Tx, who: Agent, *, invitation_id: str, address: str) -> LinkMade:
    """A new link to pass on oneself, good for another seven days. `address`: where its reader reaches this server."""
    row = _open(tx, who, invitation_id)
    token = new_token()
    card = _anew(tx, who, row, token)
    note(tx, who.by, "agent.invitation_link_made", project_id=who.project_id, target=card.email)
    return LinkMade(card, address + _path(token))


def withdraw_invitation(tx: Tx, who: Agent, *, invitation_id: str) -> None:
    """Have its link open nothing any more, and its seat be free. What has ended already stays so."""
    row = _row(tx, who, invitation_id)
    if row.ended_at is not None:
        return
    this = and_(c.project_id == who.project_id, c.id == row.id)
    ending: Ending = "revoked"
    tx.execute(update(invitation).where(this).values(ended_at=tx.now, ending=ending))
    note(tx, who.by, "agent.invitation_revoked", project_id=who.project_id, target=row.email)
    state_invitation(tx, who.project_id, row.id, ending, by=who.author)


def invited_address(tx: Tx, who: Agent, invitation_id: str) -> str:
    """Whom the invitation is for."""
    return str(_open(tx, who, invitation_id).email)


def renew(tx: Tx, who: Agent, before: InvitationCard, *, token: str, role: Role) -> InvitationCard:
    """The invitation with another link, from now on, by whoever does it."""
    sent = {"role": role, "invited_by_name": who.name, "sent_at": tx.now, "expires_at": tx.now + LASTS_MS}
    this = and_(c.project_id == who.project_id, c.id == before.id)
    tx.execute(update(invitation).where(this).values(token_hash=token_hash(token), invited_by=who.id, **sent))
    state_invitation(tx, who.project_id, before.id, "pending", by=who.author)
    return msgspec.structs.replace(before, **sent)


def post_invitation(tx: Tx, who: Agent, card: InvitationCard, token: str, *, again: bool) -> None:
    """The letter. It says whose team it is and who invites, and nothing that anybody could have typed otherwise."""
    said: dict[str, str | int] = {
        "project": project_by_id(tx, who.project_id).name,
        "by": who.name,
        "days": LASTS_DAYS,
    }
    key = f"agent_invited {token_hash(token)}"
    post_letter(tx, Letter(card.email, who.profile.language, "agent_invited", _path(token), said, key))
    action = "agent.invited_again" if again else f"{card.role}.invited"
    note(tx, who.by, action, project_id=who.project_id, target=card.email)


def state_invitation(
    tx: Tx, project_id: str, invitation_id: str, state: Literal["pending"] | Ending, *, by: Author
) -> None:
    """Tell the team that an invitation was made, renewed or ended."""
    changed = InvitationChanged(invitation_id, state)
    append(tx, project_id=project_id, new=[NewFact("invitation_changed", by, Nothing(), changed)])


def _anew(tx: Tx, who: Agent, row: Row[Any], token: str) -> InvitationCard:
    """One that was too old needs a seat again, like a new one."""
    card = _card(row)
    if card.expires_at <= tx.now:
        pending = seats_pending(tx, who.project_id)
        require_free_seat(tx, who.project_id, seats_used(tx, who.project_id), pending=pending)
    return renew(tx, who, card, token=token, role=card.role)


def _open(tx: Tx, who: Agent, invitation_id: str) -> Row[Any]:
    row = _row(tx, who, invitation_id)
    if row.ended_at is not None:
        raise Conflict("invitation_over", email=row.email)
    return row


def _row(tx: Tx, who: Agent, invitation_id: str) -> Row[Any]:
    this = and_(c.project_id == who.project_id, c.id == invitation_id)
    row = tx.execute(select(invitation).where(this)).one_or_none() if is_id(invitation_id) else None
    if row is None:
        raise NotFound
    return row


def _card(row: Row[Any]) -> InvitationCard:
    return InvitationCard(*(getattr(row, column.name) for column in CARD))


def _path(token: str) -> str:
    """In the fragment, so that no log and no other site sees the secret."""
    return f"/workspace/join#{token}"
