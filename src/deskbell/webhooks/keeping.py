"""Keeping endpoints: an administrator adds one, changes it, turns it off and on, removes it. All may be repeated."""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row, and_, func, insert, select, update

from deskbell.audit import note
from deskbell.eventlog import head
from deskbell.kit.clock import HOUR
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict, NotFound
from deskbell.kit.ids import is_id, new_id, request_digest
from deskbell.kit.texts import readable_client_id, readable_line
from deskbell.team import Agent
from deskbell.webhooks.queries import WebhookCard, webhook_card
from deskbell.webhooks.rules import EventName, readable_events, readable_url, require_room
from deskbell.webhooks.signing import keep, new_secret, opened
from deskbell.webhooks.tables import webhook, webhook_cursor

MAX_DESCRIPTION = 200
_SHOWN_AGAIN_MS = HOUR
w = webhook.c


class Followed(NamedTuple):
    """Announced with the commit: this project may have something to be filed or sent."""

    project_id: str


class House(NamedTuple):
    """What of the settings this needs."""

    key: str
    private: bool


class Wanted(msgspec.Struct, frozen=True):
    """An endpoint as somebody wants it; `events` None: all that need not be chosen."""

    url: str
    description: str
    events: list[EventName] | None


class Change(msgspec.Struct, frozen=True):
    """Another address, description or choice, together or not at all; and whether it is on."""

    wanted: Wanted | None = None
    enabled: bool | None = None
    version: int | None = None


class WithSecret(msgspec.Struct, frozen=True):
    """An endpoint and its secret, which is shown this once. `secret` is null where it was shown long ago."""

    webhook: WebhookCard
    secret: str | None


def add_webhook(tx: Tx, who: Agent, *, wanted: Wanted, client_id: str, house: House) -> WithSecret:
    """A new endpoint, told of what happens from now on. The same request again answers with the same one."""
    client_id, values = readable_client_id(client_id), _readable(wanted, house)
    digest = request_digest(*values.values())
    query = select(w.id, w.request_digest).where(w.project_id == who.project_id, w.client_id == client_id)
    before = tx.execute(query).one_or_none()
    if before is not None:
        if before.request_digest != digest:
            raise Conflict("client_id_reused", field="client_id")
        return _shown_again(tx, who, before.id, house)
    there = select(func.count()).where(w.project_id == who.project_id, w.removed_at.is_(None))
    require_room(tx.execute(there).scalar_one())
    webhook_id, secret, pos = new_id(), new_secret(), head(tx, who.project_id).pos
    tx.execute(
        insert(webhook).values(
            project_id=who.project_id,
            id=webhook_id,
            secrets=keep(secret, "", key=house.key, webhook_id=webhook_id, now=tx.now),
            version=1,
            created_at=tx.now,
            after_pos=pos,
            client_id=client_id,
            request_digest=digest,
            **values,
        )
    )
    # Where there is a cursor already it stays: what is behind it is still to be filed for others.
    stays = "filed_until = webhook_cursor.filed_until"
    tx.upsert_many(webhook_cursor, ("project_id",), ("filed_until",), [(who.project_id, pos)], on=stays)
    note(tx, who.by, "webhook.added", project_id=who.project_id, target=values["url"])
    tx.announce(Followed(who.project_id))
    return WithSecret(webhook_card(tx, who.project_id, webhook_id), secret)


def change_webhook(tx: Tx, who: Agent, *, webhook_id: str, change: Change, house: House) -> WebhookCard:
    """Change what is given. What happened while it was off is told to nobody; what waited already goes on waiting."""
    before = own(tx, who.project_id, webhook_id)
    values = {} if change.wanted is None else _readable(change.wanted, house)
    values = {name: value for name, value in values.items() if getattr(before, name) != value}
    turned = change.enabled is not None and change.enabled != (before.disabled_at is None)
    if not values and not turned:
        return webhook_card(tx, who.project_id, webhook_id)
    if change.version is not None and change.version != before.version:
        raise Conflict("stale")
    if values:
        note(tx, who.by, "webhook.changed", project_id=who.project_id, target=values.get("url", before.url))
    if turned:
        action = "webhook.enabled" if change.enabled else "webhook.disabled"
        note(tx, who.by, action, project_id=who.project_id, target=values.get("url", before.url))
    _write(tx, before, **values, **(_turned(tx, who, on=bool(change.enabled)) if turned else {}))
    tx.announce(Followed(who.project_id))
    return webhook_card(tx, who.project_id, webhook_id)


def rotate_secret(tx: Tx, who: Agent, *, webhook_id: str, house: House) -> WithSecret:
    """A new secret; those before go on signing for a day, so that nothing is lost while the receiver changes."""
    before, secret = own(tx, who.project_id, webhook_id), new_secret()
    _write(tx, before, secrets=keep(secret, before.secrets, key=house.key, webhook_id=webhook_id, now=tx.now))
    note(tx, who.by, "webhook.secret_changed", project_id=who.project_id, target=before.url)
    return WithSecret(webhook_card(tx, who.project_id, webhook_id), secret)


def remove_webhook(tx: Tx, who: Agent, *, webhook_id: str) -> None:
    """Take it away with all that waits for it and its history."""
    this = and_(w.project_id == who.project_id, w.id == webhook_id)
    before = tx.execute(select(w.url, w.removed_at).where(this)).one_or_none() if is_id(webhook_id) else None
    if before is None:
        raise NotFound
    if before.removed_at is not None:
        return
    tx.execute(update(webhook).where(this).values(removed_at=tx.now, secrets="[]"))
    note(tx, who.by, "webhook.removed", project_id=who.project_id, target=before.url)


def own(tx: Tx, project_id: str, webhook_id: str) -> Row[Any]:
    """The row of one of the project's endpoints, or `NotFound`."""
    this = and_(w.project_id == project_id, w.id == webhook_id, w.removed_at.is_(None))
    row = tx.execute(select(webhook).where(this)).one_or_none() if is_id(webhook_id) else None
    if row is None:
        raise NotFound
    return row


def _readable(wanted: Wanted, house: House) -> dict[str, Any]:
    return {
        "url": readable_url(wanted.url, private=house.private),
        "description": readable_line(wanted.description, field="description", limit=MAX_DESCRIPTION),
        "events": readable_events(wanted.events),
    }


def _turned(tx: Tx, who: Agent, *, on: bool) -> dict[str, Any]:
    if not on:
        return {"disabled_at": tx.now, "disabled_why": "by_hand"}
    pos = head(tx, who.project_id).pos
    return {"disabled_at": None, "disabled_why": None, "failing_since": None, "after_pos": pos}


def _write(tx: Tx, before: Row[Any], **values: object) -> None:
    this = and_(w.project_id == before.project_id, w.id == before.id)
    tx.execute(update(webhook).where(this).values(version=before.version + 1, **values))


def _shown_again(tx: Tx, who: Agent, webhook_id: str, house: House) -> WithSecret:
    """For whoever has not heard the answer. Later, and once there is another secret, nobody is shown it any more."""
    row = own(tx, who.project_id, webhook_id)
    card = webhook_card(tx, who.project_id, webhook_id)
    if row.version > 1 or tx.now - row.created_at > _SHOWN_AGAIN_MS:
        return WithSecret(card, None)
    known = opened(row.secrets, key=house.key, webhook_id=webhook_id, now=tx.now)
    return WithSecret(card, known[0] if known else None)
