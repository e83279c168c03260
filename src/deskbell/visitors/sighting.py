"""Sighting: on which sites the widget is, as the pages that show it tell by being opened.

A page that opens waits for nothing here: it is noted in memory, and a follower writes down what is new. What browsers
say of a page is anybody's word, so everything of it is measured, and counts are bounded.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import msgspec
from sqlalchemy import delete, insert, select, update

from deskbell.kit.clock import MINUTE, Clock
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import RateLimited, Unavailable
from deskbell.kit.limits import RateLimit
from deskbell.projects import is_site_key, projects_by_site_key
from deskbell.visitors.tables import widget_sighting

KEPT_SITES = 20
"""So many sites of a project are remembered: those where the widget was seen last."""
QUIET_MS = 2 * MINUTE
"""A site that was seen is not noted again for so long, however many pages of it are opened."""
WRITE_EVERY_S = 0.2
_MAX_REMEMBERED = 10_000
_MAX_WAITING = 1_000
_MAX_PAGE = 500
_HOST = re.compile(r"(?=.{1,253}(:|$))([a-z0-9._-]+|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?")


class Sighting(msgspec.Struct, frozen=True):
    """Where the widget was last seen: `site` is a host as people write it, `page` an address without its query."""

    site: str
    page: str
    at: int


class Seen(NamedTuple):
    """A page of a site with the widget."""

    origin: str
    page: str


class Seer(NamedTuple):
    """Who writes down where a project's widget was seen."""

    project_id: str


class Sightings:
    """What this node has seen and not written yet, and what it need not write again so soon."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._noted: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._waiting: dict[tuple[str, str], Seen] = {}
        self._something = asyncio.Event()
        # Whoever makes up sites for somebody's public key costs that project so many rows' writing, and no more.
        self._limit = RateLimit(clock, count=KEPT_SITES, per_ms=QUIET_MS)

    def note(self, site_key: str, address: str | None) -> None:
        """A page with the widget of this key was opened. Our own preview and chat page are no site of anybody's."""
        seen = read_page(address)
        if seen is None or not is_site_key(site_key) or site_key in seen.page:
            return
        key, now = (site_key, seen.origin), self._clock()
        if abs(now - self._noted.get(key, -QUIET_MS)) < QUIET_MS or len(self._waiting) >= _MAX_WAITING:
            return
        try:
            self._limit.take(site_key)
        except RateLimited:
            return
        self._noted[key] = now
        self._noted.move_to_end(key)
        if len(self._noted) > _MAX_REMEMBERED:
            self._noted.popitem(last=False)
        self._waiting[key] = seen
        self._something.set()

    async def write_down(self) -> None:
        """Wait until something was seen, and write it down."""
        await self._something.wait()
        self._something.clear()
        waiting, self._waiting = self._waiting, {}
        try:
            for one in await self._db.read(projects_by_site_key, {site_key for site_key, _ in waiting}):
                seen = [page for (site_key, _), page in waiting.items() if site_key == one.site_key]
                await self._db.write(keep_sightings, Seer(one.id), seen=seen)
        except Unavailable:
            # The next page that is opened is news again.
            for key in waiting:
                self._noted.pop(key, None)
            raise


def keep_sightings(tx: Tx, seer: Seer, *, seen: Sequence[Seen]) -> None:
    """The widget was seen on these pages just now; of too many sites those that were seen longest ago are forgotten."""
    mine = widget_sighting.c.project_id == seer.project_id
    for origin, page in seen:
        values = {"page": page, "at": tx.now}
        known = tx.execute(update(widget_sighting).where(mine, widget_sighting.c.origin == origin).values(values))
        if not known.rowcount:
            new = {"project_id": seer.project_id, "origin": origin, **values}
            tx.execute(insert(widget_sighting).values(new))
    order = (widget_sighting.c.at.desc(), widget_sighting.c.origin)
    over = select(widget_sighting.c.origin).where(mine).order_by(*order).offset(KEPT_SITES).limit(len(seen))
    tx.execute(delete(widget_sighting).where(mine, widget_sighting.c.origin.in_(list(tx.execute(over).scalars()))))


def widget_sightings(tx: Tx, project_id: str) -> list[Sighting]:
    """Where a project's widget was seen, the newest first."""
    query = (
        select(widget_sighting.c.origin, widget_sighting.c.page, widget_sighting.c.at)
        .where(widget_sighting.c.project_id == project_id)
        .order_by(widget_sighting.c.at.desc(), widget_sighting.c.origin)
    )
    return [Sighting(row.origin.partition("://")[2], row.page, row.at) for row in tx.execute(query)]


def read_page(address: str | None) -> Seen | None:
    """The site of a page's address, and the address without query, fragment and credentials."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    host = parts.netloc.rpartition("@")[2].lower()
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return None
    origin = f"{parts.scheme}://{host}"
    page = urlunsplit((parts.scheme, host, parts.path or "/", "", ""))
    plain = page.isascii() and page.isprintable() and len(page) <= _MAX_PAGE
    return Seen(origin, page if plain else f"{origin}/")
