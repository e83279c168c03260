"""The devices on which an agent is reached: added by a press on that device, gone with the session that added it."""

import hashlib
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import delete, insert, select, update

from deskbell.eventlog import head
from deskbell.kit.browsers import read_user_agent
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, NotFound
from deskbell.kit.ids import new_id
from deskbell.kit.texts import short
from deskbell.notifications.push.keys import decoded, is_public_key
from deskbell.notifications.tables import push_cursor, push_device
from deskbell.team import Agent

MOST_DEVICES = 20
_MAX_ENDPOINT = 1_000
_AUTH = 16
d = push_device.c


class Device(msgspec.Struct):
    """Where an agent is reached. `here`: it was added by the session that asks."""

    id: str
    browser: str
    os: str
    created_at: int
    used_at: int | None
    here: bool


class Subscription(msgspec.Struct, frozen=True):
    """What a browser gives: where to send, and the keys that only it can open with."""

    endpoint: str
    p256dh: str
    auth: str


def devices_of(tx: Tx, agent: Agent) -> list[Device]:
    """The newest first."""
    query = select(push_device).where(d.project_id == agent.project_id, d.agent_id == agent.id)
    rows = tx.execute(query.order_by(d.created_at.desc(), d.id).limit(MOST_DEVICES))
    return [
        Device(
            row.id,
            *read_user_agent(row.user_agent)[:2],
            row.created_at,
            row.used_at,
            row.session_id == agent.session_id,
        )
        for row in rows
    ]


def add_device(tx: Tx, agent: Agent, *, subscription: Subscription, user_agent: str, insecure: bool) -> list[Device]:
    """Reach the agent there too. A browser is reached for whoever added it last; of too many the oldest go."""
    _require_readable(subscription, insecure=insecure)
    key = hashlib.sha256(subscription.endpoint.encode()).hexdigest()
    here = (d.project_id == agent.project_id) & (d.endpoint_hash == key)
    known = tx.execute(select(d.id, d.agent_id).where(here)).one_or_none()
    values = {"session_id": agent.session_id, "p256dh": subscription.p256dh, "auth": subscription.auth}
    if known is not None and known.agent_id == agent.id:
        tx.execute(update(push_device).where(here).values(**values))
        return devices_of(tx, agent)
    tx.execute(delete(push_device).where(here))
    _begin_to_follow(tx, agent.project_id)
    new = {
        "project_id": agent.project_id,
        "id": new_id(),
        "agent_id": agent.id,
        "endpoint": subscription.endpoint,
        "endpoint_hash": key,
        "user_agent": short(user_agent, 400),
        "created_at": tx.now,
    }
    tx.execute(insert(push_device).values(**new, **values))
    theirs = (d.project_id == agent.project_id, d.agent_id == agent.id)
    over = select(d.id).where(*theirs).order_by(d.created_at.desc(), d.id).offset(MOST_DEVICES)
    tx.execute(delete(push_device).where(*theirs, d.id.in_(list(tx.execute(over).scalars()))))
    return devices_of(tx, agent)


def remove_device(tx: Tx, agent: Agent, *, device_id: str) -> None:
    """Reach the agent there no more."""
    this = (d.project_id == agent.project_id, d.agent_id == agent.id, d.id == device_id)
    if not tx.execute(delete(push_device).where(*this)).rowcount:
        raise NotFound


def _begin_to_follow(tx: Tx, project_id: str) -> None:
    """What happened before the first device was added is no news."""
    here = push_cursor.c.project_id == project_id
    if tx.execute(select(push_cursor.c.followed_to).where(here)).first() is None:
        tx.execute(insert(push_cursor).values(project_id=project_id, followed_to=head(tx, project_id).pos))


def _require_readable(wanted: Subscription, *, insecure: bool) -> None:
    """What is no subscription of a browser is refused before it is kept."""
    try:
        parts = urlsplit(wanted.endpoint)
        keys = is_public_key(wanted.p256dh) and len(decoded(wanted.auth)) == _AUTH
    except ValueError:
        raise BadInput("bad_push_subscription", field="endpoint") from None
    schemes = {"https", "http"} if insecure else {"https"}
    plain = wanted.endpoint.isascii() and wanted.endpoint.isprintable() and len(wanted.endpoint) <= _MAX_ENDPOINT
    if not (keys and plain and parts.scheme in schemes and parts.hostname and "@" not in parts.netloc):
        raise BadInput("bad_push_subscription", field="endpoint")
