"""The hub: follows the log of every project that somebody here listens to, and hands its facts to the subscribers.

Commits of this process arrive with their facts; a hint from another node, a hole or the poll makes it read the log.
Each project's facts leave in the order of their positions, whatever order they came in.
"""

import asyncio
from collections import deque
from collections.abc import Sequence

import msgspec
import structlog

from deskbell.eventlog import Fact, Head, head, heads, read_after, read_visitor_after
from deskbell.kit.db import Database, Tx
from deskbell.realtime.frames import Close, Reset, encoded
from deskbell.realtime.subscriber import Subscriber
from deskbell.visitors import VisitorBlocked

log = structlog.get_logger()

PAGE = 500
# Who is further behind than this fetches the snapshot again: it is smaller.
MAX_REPLAY = 10_000
_SESSIONS_ENDED = "agent_sessions_ended"
_PROJECT_CLOSED = "project_closed"
_VISITOR_BLOCKED = "visitor_blocked"


class _Ended(msgspec.Struct):
    agent_id: str
    session_id: str | None = None


class Feed:
    """One project's log as this node has followed it."""

    def __init__(self, project_id: str, place: Head) -> None:
        self.project_id = project_id
        self.epoch = place.epoch
        self.head = place.pos
        self.team: set[Subscriber] = set()
        self.visitors: dict[str, set[Subscriber]] = {}
        self.catching_up = False
        # More was written while the log was being read.
        self.grew = False

    def add(self, one: Subscriber) -> None:
        (self.team if one.kind == "agent" else self.visitors.setdefault(one.id, set())).add(one)

    def discard(self, one: Subscriber) -> None:
        if one.kind == "agent":
            self.team.discard(one)
        elif one.id in self.visitors:
            self.visitors[one.id].discard(one)
            if not self.visitors[one.id]:
                del self.visitors[one.id]

    def everyone(self) -> list[Subscriber]:
        return [*self.team, *(one for those in self.visitors.values() for one in those)]

    def deliver(self, fact: Fact) -> None:
        self.head = fact.pos
        for one in self.team:
            one.offer(fact)
        if fact.visitor_id is not None:
            for one in self.visitors.get(fact.visitor_id, ()):
                one.offer(fact)
        if fact.type == _SESSIONS_ENDED and fact.team is not None:
            self._end_sessions(msgspec.json.decode(fact.team, type=_Ended))
        elif fact.type == _VISITOR_BLOCKED and fact.team is not None:
            for one in list(self.visitors.get(msgspec.json.decode(fact.team, type=VisitorBlocked).visitor_id, ())):
                one.on_close(Close.REVOKED)
        elif fact.type == _PROJECT_CLOSED:
            for one in self.everyone():
                one.on_close(Close.REVOKED)

    def _end_sessions(self, ended: _Ended) -> None:
        for one in list(self.team):
            if one.id == ended.agent_id and ended.session_id in {None, one.session_id}:
                one.on_close(Close.REVOKED)


class Hub:
    """All feeds of this node."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._feeds: dict[str, Feed] = {}
        self._opening: dict[str, asyncio.Task[Feed]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def committed(self, facts: Sequence[Fact]) -> None:
        """What this process has just made durable, in order."""
        for fact in facts:
            feed = self._feeds.get(fact.project_id)
            if feed is None:
                continue
            if fact.pos == feed.head + 1:
                feed.deliver(fact)
            elif fact.pos > feed.head:
                self._catch_up(feed)

    def hinted(self, project_id: str, pos: int) -> None:
        """Another node says that a project's log has grown."""
        feed = self._feeds.get(project_id)
        if feed is not None and pos > feed.head:
            self._catch_up(feed)

    async def subscribe(self, one: Subscriber, *, epoch: str | None, pos: int) -> tuple[Head, bool]:
        """Put a subscriber on its project's feed, holding back events until `replay`.

        Answers where the log stands and whether everything after (epoch, pos) can be replayed; if not, the subscriber
        gets no events until it comes again with the place of a fresh snapshot.
        """
        feed = await self._feed(one.project_id)
        end = Head(feed.head, feed.epoch)
        if epoch != end.epoch or pos > end.pos:
            # Another node may be further than this one has heard of, or history was rewritten.
            end = await self._look(feed)
        while self._feeds.get(one.project_id) is not feed:  # its last reader left while we waited
            feed = await self._feed(one.project_id)
        one.live = False
        one.held.clear()
        one.overflowed = False
        feed.add(one)
        end = Head(max(end.pos, feed.head), feed.epoch) if end.epoch == feed.epoch else Head(feed.head, feed.epoch)
        recovered = epoch == end.epoch and pos <= end.pos and end.pos - pos <= MAX_REPLAY
        if recovered:
            one.last = pos
        return end, recovered

    async def replay(self, one: Subscriber) -> int:
        """Send everything after the subscriber's place as fast as it is taken, and let live events follow.

        A queue that nobody empties meanwhile gets as much as it holds.
        """
        while True:
            one.overflowed = False
            facts, end = await self._db.read(_next_page, one.project_id, one.kind, one.id, one.last)
            if not await _send_all(one, deque(facts)):
                return one.last
            if len(facts) == PAGE or one.overflowed:
                continue
            if not await _send_all(one, one.held):
                return one.last
            if not one.overflowed:
                one.live = True
                return max(end, one.last)

    def unsubscribe(self, one: Subscriber) -> None:
        feed = self._feeds.get(one.project_id)
        if feed is None:
            return
        feed.discard(one)
        if not feed.team and not feed.visitors:
            del self._feeds[one.project_id]

    def tell_team(self, project_id: str, frame: str, *, but: Subscriber | None = None) -> None:
        """An ephemeral for the team of a project."""
        feed = self._feeds.get(project_id)
        for one in feed.team if feed else ():
            if one is not but:
                one.push(frame, ephemeral=True)

    def tell_visitor(self, project_id: str, visitor_id: str, frame: str) -> None:
        """An ephemeral for one visitor."""
        feed = self._feeds.get(project_id)
        for one in feed.visitors.get(visitor_id, ()) if feed else ():
            one.push(frame, ephemeral=True)

    async def poll(self) -> None:
        """Look where the logs stand: finds what other processes wrote without a hint, and rewritten histories."""
        if not self._feeds:
            return
        for project_id, place in (await self._db.read(heads, list(self._feeds))).items():
            feed = self._feeds.get(project_id)
            if feed is not None:
                self._stands(feed, place)

    async def _look(self, feed: Feed) -> Head:
        place = await self._db.read(head, feed.project_id)
        self._stands(feed, place)
        return place

    def _stands(self, feed: Feed, place: Head) -> None:
        """The log was seen to end here."""
        if place.epoch != feed.epoch:
            self._begin_again(feed, place)
        elif place.pos > feed.head:
            self._catch_up(feed)

    async def _feed(self, project_id: str) -> Feed:
        feed = self._feeds.get(project_id)
        if feed is not None:
            return feed
        if project_id not in self._opening:
            self._opening[project_id] = asyncio.create_task(self._open(project_id))
        return await asyncio.shield(self._opening[project_id])

    async def _open(self, project_id: str) -> Feed:
        try:
            feed = Feed(project_id, await self._db.read(head, project_id))
            self._feeds[project_id] = feed
            # What was committed while we read it was not for us yet.
            self._catch_up(feed)
            return feed
        finally:
            del self._opening[project_id]

    def _catch_up(self, feed: Feed) -> None:
        feed.grew = True
        if feed.catching_up:
            return
        feed.catching_up = True
        task = asyncio.create_task(self._read_on(feed))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _read_on(self, feed: Feed) -> None:
        try:
            while feed.grew:
                feed.grew = False
                facts = await self._db.read(read_after, feed.project_id, feed.head, PAGE)
                for fact in facts:
                    if fact.pos > feed.head:
                        feed.deliver(fact)
                feed.grew = feed.grew or bool(facts)
        except Exception as error:  # noqa: BLE001 - the poll comes again
            log.warning("reading the log failed", project=feed.project_id, error=repr(error))
        finally:
            feed.catching_up = False

    def _begin_again(self, feed: Feed, place: Head) -> None:
        feed.epoch, feed.head = place.epoch, place.pos
        for one in feed.everyone():
            one.live = False
            one.push(encoded(Reset(place.epoch)))


async def _send_all(one: Subscriber, facts: deque[Fact]) -> bool:
    while facts:
        if not await one.room():
            return False
        # What is held may have been given up meanwhile: then the log is read again.
        if facts:
            one.send_event(facts.popleft())
    return True


def _next_page(tx: Tx, project_id: str, kind: str, id_: str, pos: int) -> tuple[list[Fact], int]:
    end = head(tx, project_id).pos
    if kind == "agent":
        return read_after(tx, project_id, pos, PAGE), end
    return read_visitor_after(tx, project_id, id_, pos, PAGE), end
