"""What an open socket costs while nobody writes: the server's memory at rest, and its growth with idle visitors."""

import asyncio
import resource
import time

import uvloop

from bench.cores import resident_kb
from bench.databases import fresh_database
from bench.people import Person, meet, open_projects, visitors_line
from bench.plan import Plan
from bench.served import served
from bench.table import Figure, at_most
from bench.wire import Wire
from tests.serving import Server

_FIRST = 100
_AT_ONCE = 50
_SETTLE_S = 3.0


def measure(plan: Plan) -> list[Figure]:
    """Visitors sign in, resume and stay. The first hundred are not counted: they pay for what all share."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    try:
        with fresh_database("SQLite") as place, served(place) as server:
            time.sleep(_SETTLE_S)
            at_rest = resident_kb(server.pid) / 1024
            each = uvloop.run(_grown(plan, server))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return [
        at_most("server memory at rest", (at_rest,), "MB", bars=(120,), aims=(80,), more="resident, SQLite"),
        at_most("idle visitor socket", (each,), "KB", bars=(40,), aims=(28,), more=f"{plan.sockets:,} signed in"),
    ]


async def _grown(plan: Plan, server: Server) -> float:
    shops = await asyncio.to_thread(open_projects, server, 4)
    people = await asyncio.to_thread(meet, server, shops, _FIRST + plan.sockets)
    lines = await _connect(server, people[:_FIRST])
    before = resident_kb(server.pid)
    lines += await _connect(server, people[_FIRST:])
    after = resident_kb(server.pid)
    assert not any(line.closed for line in lines), "a socket was lost"
    for line in lines:
        line.end()
    return (after - before) / plan.sockets


async def _connect(server: Server, people: list[Person]) -> list[Wire]:
    lines: list[Wire] = []
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        lines += await asyncio.gather(*(visitors_line(server, person) for person in some))
    # The leases of those who came are written within the second.
    await asyncio.sleep(_SETTLE_S)
    return lines
