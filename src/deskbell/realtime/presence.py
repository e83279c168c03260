"""Who is connected to this node, kept as leases that other nodes and routing read. A reload is not a goodbye."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol, cast

import msgspec
import structlog

from deskbell.kit.clock import SECOND, Clock
from deskbell.kit.db import Database
from deskbell.kit.errors import RateLimited, Unavailable
from deskbell.presence import LEASE_MS, Lease, drop_leases, drop_node, ended_elsewhere, here, keep_leases
from deskbell.realtime.frames import Kind

log = structlog.get_logger()

GRACE_MS = 15 * SECOND
# Of one person on one node: more than anybody has tabs, too few to use up what a node holds.
MAX_CONNECTIONS = 50
_RENEW_MS = 25 * SECOND
# A node that lives tells of whoever leaves it within a second or two; after so long it has been killed.
_LATE_MS = 5 * SECOND


class Listener(Protocol):
    """Hears that somebody's first connection has come or the last one has gone."""

    def __call__(self, project_id: str, kind: Kind, holder_id: str, *, online: bool) -> None: ...


class Node(msgspec.Struct, frozen=True):
    """This server process, as somebody who writes."""

    name: str
    project_id: str = ""


@dataclass
class _Holder:
    project_id: str
    kind: Kind
    since: int
    connections: int = 0
    # When the lease in the database ends; 0: not written yet.
    leased_until: int = 0
    # When somebody without a connection counts as gone.
    gone_at: int | None = None


class Presence:
    """Counts connections per holder; `tick` writes leases and tells who came and went."""

    def __init__(self, db: Database, clock: Clock, node: str) -> None:
        self._db = db
        self._clock = clock
        self._node = Node(node)
        self._holders: dict[str, _Holder] = {}
        self._looked_until = clock() - _LATE_MS
        self._news = asyncio.Event()
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Tell `listener` of whoever comes and goes."""
        self._listeners.append(listener)

    def came(self, project_id: str, kind: Kind, holder_id: str) -> None:
        """One more connection; the handshake itself writes nothing."""
        holder = self._holders.setdefault(holder_id, _Holder(project_id, kind, self._clock()))
        holder.connections += 1
        holder.gone_at = None
        if not holder.leased_until:
            self._news.set()

    def require_room(self, holder_id: str) -> None:
        """Refuse one connection more than a person may hold."""
        holder = self._holders.get(holder_id)
        if holder is not None and holder.connections >= MAX_CONNECTIONS:
            raise RateLimited(retry_after_ms=GRACE_MS)

    def went(self, holder_id: str) -> None:
        """One connection less; after the last one there is a grace."""
        holder = self._holders.get(holder_id)
        if holder is None:
            return
        holder.connections -= 1
        if holder.connections == 0:
            holder.gone_at = self._clock() + GRACE_MS
            holder.leased_until = min(holder.leased_until, 1)

    async def end(self) -> None:
        """Give back all leases of this node: whoever was here connects to another one, or comes again."""
        with suppress(Unavailable):
            await self._db.write(drop_node, self._node, self._node.name)

    async def tick(self) -> None:
        """Wait a second, or until somebody comes, then write all leases that are due in one statement."""
        try:
            async with asyncio.timeout(1):
                await self._news.wait()
        except TimeoutError:
            pass
        self._news.clear()
        await self._write_due()
        await self._let_go()
        await self._miss()

    async def _write_due(self) -> None:
        now = self._clock()
        due: list[Lease] = []
        fresh: list[tuple[str, _Holder]] = []
        for holder_id, holder in self._holders.items():
            until = now + LEASE_MS if holder.connections else (holder.gone_at or now)
            if holder.connections and holder.leased_until - now > LEASE_MS - _RENEW_MS:
                continue
            if not holder.connections and holder.leased_until == until:
                continue
            if not holder.leased_until:
                fresh.append((holder_id, holder))
            due.append(Lease(holder_id, self._node.name, holder.project_id, holder.kind, until, holder.since))
        if not due:
            return
        try:
            await self._db.write(keep_leases, self._node, due)
        except Unavailable as unavailable:
            log.warning("leases were not written; the next second tries again", error=repr(unavailable))
            return
        for lease in due:
            self._holders[lease.holder_id].leased_until = lease.expires_at
        for holder_id, holder in fresh:
            self._tell(holder.project_id, holder.kind, holder_id, online=True)

    async def _let_go(self) -> None:
        gone = self._gone()
        if not gone:
            return
        elsewhere = await self._db.read(here, gone)
        gone = sorted({*gone} & {*self._gone()})
        for holder_id in gone:
            holder = self._holders.pop(holder_id)
            if holder_id not in elsewhere:
                self._tell(holder.project_id, holder.kind, holder_id, online=False)
        await self._db.write(drop_leases, self._node, self._node.name, of=gone)

    async def _miss(self) -> None:
        """Tell of those whose node was killed and could not: their leases have ended, now and then somebody looks."""
        until = self._clock() - _LATE_MS
        after = min(self._looked_until, until)  # the clock may have been set back
        if 0 < until - after < _LATE_MS:
            return
        if after < until:
            for one in await self._db.read(ended_elsewhere, self._node.name, after=after, until=until):
                self._tell(one.project_id, cast("Kind", one.kind), one.holder_id, online=False)
        self._looked_until = until

    def _gone(self) -> list[str]:
        """Whose grace is over. Their leases here have ended; they may hold one of another node."""
        now = self._clock()
        return [key for key, one in self._holders.items() if not one.connections and (one.gone_at or 0) <= now]

    def _tell(self, project_id: str, kind: Kind, holder_id: str, *, online: bool) -> None:
        for listener in self._listeners:
            listener(project_id, kind, holder_id, online=online)
