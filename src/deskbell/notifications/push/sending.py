"""Sending: what is due goes out, unless it was seen meanwhile; a device that is gone is forgotten."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec
import structlog
from sqlalchemy import delete, select, update

from deskbell.conversations import standing_for
from deskbell.kit.catalogue import sentence
from deskbell.kit.clock import MINUTE, Clock
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import Unavailable
from deskbell.kit.outgoing import fetch
from deskbell.notifications.choosing import chosen_by
from deskbell.notifications.push.keys import sealed, vouching
from deskbell.notifications.push.queueing import Follower
from deskbell.notifications.push.rules import GIVEN_UP_MS, LATER_MS, MOST_TRIES, is_needed, pause_after
from deskbell.notifications.tables import push_device, push_due
from deskbell.presence import here
from deskbell.settings import Settings
from deskbell.team import reachable_agents, session_still_valid

log = structlog.get_logger()

_AT_ONCE = 50
_LEASE_MS = MINUTE
_KEPT_S = 3_600
_GONE = {404, 410}
_TAKEN = range(200, 300)
q, d = push_due.c, push_device.c


class Going(NamedTuple):
    """One message on its way to one device."""

    project_id: str
    device_id: str
    conversation_id: str
    attempts: int
    endpoint: str
    p256dh: str
    auth: str
    words: bytes


def projects_due(tx: Tx) -> list[str]:
    """Those in which something is to be sent now."""
    return list(tx.execute(select(q.project_id).where(q.due_at <= tx.now).distinct().limit(_AT_ONCE)).scalars())


def take_due(tx: Tx, follower: Follower) -> list[Going]:
    """What is to be sent now; nobody else takes it for a minute. What needs no sending any more is forgotten."""
    project_id = follower.project_id
    rows = tx.execute(select(push_due).where(q.project_id == project_id, q.due_at <= tx.now).limit(_AT_ONCE)).all()
    devices = {row.id: row for row in tx.execute(select(push_device).where(d.project_id == project_id))}
    return [one for row in rows if (one := _going(tx, row, devices.get(row.device_id))) is not None]


def _going(tx: Tx, row: Any, device: Any) -> Going | None:  # noqa: ANN401 - rows: the driver's type
    this = (q.project_id == row.project_id, q.device_id == row.device_id, q.conversation_id == row.conversation_id)
    if device is not None and not session_still_valid(tx, row.project_id, device.session_id):
        tx.execute(delete(push_device).where(d.project_id == row.project_id, d.id == device.id))
        device = None
    agents = reachable_agents(tx, row.project_id, [row.agent_id])
    standing = standing_for(tx, row.project_id, row.conversation_id, row.agent_id)
    needed = is_needed(standing, kind=row.kind, agent_id=row.agent_id, until=row.until)
    present = bool(here(tx, [row.agent_id]))
    if device is None or not agents or not needed or (present and tx.now - row.created_at > GIVEN_UP_MS):
        tx.execute(delete(push_due).where(*this))
        return None
    if present:
        # The open Workspace tells them itself, if it is open indeed.
        tx.execute(update(push_due).where(*this).values(due_at=tx.now + LATER_MS))
        return None
    tx.execute(update(push_due).where(*this).values(due_at=tx.now + _LEASE_MS, attempts=row.attempts + 1))
    shown = chosen_by(tx, row.project_id, [row.agent_id])[row.agent_id].show_content
    words = _words(row, agents[0].language, shown=shown)
    return Going(
        row.project_id, row.device_id, row.conversation_id, row.attempts + 1,
        device.endpoint, device.p256dh, device.auth, words,
    )  # fmt: skip


def _words(row: Any, language: str, *, shown: bool) -> bytes:  # noqa: ANN401 - a row: the driver's type
    """As little as possible: what the device shows, and where a press on it leads."""
    kinds = {
        "queue": "push.queue", "assigned": "push.assigned", "message": "push.message", "mention": "push.mention",
        "transfer": "push.transfer",
    }  # fmt: skip
    title = sentence(kinds[row.kind], language, {"name": row.who}) if shown else sentence("push.something", language)
    path = f"/workspace/{quote(row.project_id)}/all/{quote(row.conversation_id)}"
    said = {"title": title, "body": row.text if shown else "", "tag": row.conversation_id, "path": path}
    return msgspec.json.encode(said)


def sent(tx: Tx, follower: Follower, *, going: Going, status: int | None) -> None:
    """How it ended: taken, to be tried again, or not to be reached there any more."""
    here_ = (q.project_id == follower.project_id, q.device_id == going.device_id)
    this = (*here_, q.conversation_id == going.conversation_id)
    if status in _GONE:
        tx.execute(delete(push_due).where(*here_))
        tx.execute(delete(push_device).where(d.project_id == follower.project_id, d.id == going.device_id))
        return
    if status is not None and status in _TAKEN:
        tx.execute(
            update(push_device).where(d.project_id == going.project_id, d.id == going.device_id).values(used_at=tx.now)
        )
    elif going.attempts < MOST_TRIES and (status is None or status == 429 or status >= 500):  # noqa: PLR2004 - HTTP's own
        tx.execute(update(push_due).where(*this).values(due_at=tx.now + pause_after(going.attempts)))
        return
    tx.execute(delete(push_due).where(*this))


class Sender:
    """Knows how a push service is spoken to."""

    def __init__(self, db: Database, settings: Settings, clock: Clock) -> None:
        self._db = db
        self._settings = settings
        self._clock = clock

    async def send(self, going: Going) -> None:
        """One message, and how it ended."""
        try:
            answer = await fetch(
                going.endpoint,
                trusted=self._settings.push_allow_private,
                body=sealed(going.words, p256dh=going.p256dh, auth=going.auth),
                headers=self._headers(going),
            )
            status = answer.status
        except Unavailable:
            status = None
        if status is None or status not in _TAKEN:
            log.info("a push was not taken", status=status, attempts=going.attempts)
        await self._db.write(sent, Follower(going.project_id), going=going, status=status)

    def _headers(self, going: Going) -> Mapping[str, str]:
        address = self._settings.address
        subject = address if address.startswith("https://") else "mailto:desk@localhost"
        vouched = vouching(self._settings.secret_key, endpoint=going.endpoint, subject=subject, now=self._clock())
        return {
            "authorization": vouched,
            "content-encoding": "aes128gcm",
            "content-type": "application/octet-stream",
            "ttl": str(_KEPT_S),
            "urgency": "high",
            # A later one of the same conversation takes the place of one that still waits.
            "topic": going.conversation_id,
        }
