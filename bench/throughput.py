"""Durable messages a second: visitors' sockets, validated, on the disk, agents' sockets."""

import asyncio
import statistics
import time
from typing import NamedTuple

import uvloop

from bench.databases import Kind, Place, fresh_database
from bench.plan import Plan
from bench.served import served, spent_on
from bench.table import Figure, at_least, seen
from bench.talk import Floor
from tests.serving import Server

_PROJECTS = 4
_VISITORS = 100
_WINDOW = 32
_BARS = {"SQLite": (5_000, 12_000), "PostgreSQL": (1_600, 5_000)}


class Run(NamedTuple):
    """What one run came to."""

    messages_a_second: float
    cpu_us_a_message: float


def measure(plan: Plan, kind: Kind) -> list[Figure]:
    """One conversation for each of 100 visitors in 4 projects, each with some messages on their way all the time."""
    figures: list[Figure] = []
    bar, aim = _BARS[kind]
    for together, how in ((True, "frames batched"), (False, "a frame each")):
        runs = _runs(plan, kind, together=together)
        rates = [run.messages_a_second for run in runs]
        cpu = statistics.median(run.cpu_us_a_message for run in runs)
        more = f"{how}; {min(rates):,.0f} to {max(rates):,.0f}; {cpu:.0f} µs of CPU a message"
        name = f"durable messages/s, {kind}"
        rate = statistics.median(rates)
        # The bar is for what our own clients do: they put frames that wait together into one message.
        figures.append(
            at_least(name, rate, bar=bar, aim=aim, more=more) if together else seen(name, f"{rate:,.0f}", more)
        )
    return figures


def _runs(plan: Plan, kind: Kind, *, together: bool) -> list[Run]:
    with fresh_database(kind) as place, served(place) as server:
        return uvloop.run(_talk(plan, server, place, together=together))


async def _talk(plan: Plan, server: Server, place: Place, *, together: bool) -> list[Run]:
    floor = await Floor.opened(server, projects=_PROJECTS, visitors=_VISITORS, together=together)
    runs = [await _run(floor, server, place, plan.seconds) for _ in range(plan.runs)]
    floor.check()
    floor.leave()
    return runs


async def _run(floor: Floor, server: Server, place: Place, seconds: float) -> Run:
    done, cpu, begun = floor.done, spent_on(server, place), time.perf_counter()
    for talker in floor.talkers:
        talker.start(_WINDOW)
    await asyncio.sleep(seconds)
    for talker in floor.talkers:
        talker.stop()
    await floor.quiet()
    took = time.perf_counter() - begun
    messages = floor.done - done
    return Run(messages / took, (spent_on(server, place) - cpu) / messages * 1e6)
