"""From send to receipt: the message is on the disk, its visitor has the acknowledgement and the agent the message."""

import asyncio
import statistics
import time
from itertools import cycle, islice

import uvloop

from bench.databases import Kind, fresh_database
from bench.plan import Plan
from bench.served import served
from bench.table import Figure, at_most
from bench.talk import Floor
from tests.serving import Server

_PROJECTS = 4
_VISITORS = 100
# Messages a second: the bars and the aims of p50 and p99 in milliseconds.
_RATES = {50: ((3.0, 12.0), (1.5, 6.0)), 500: ((4.0, 25.0), (2.0, 10.0))}
_SPIN_S = 0.002


def measure(plan: Plan, kind: Kind) -> list[Figure]:
    """Messages leave by the clock, whether or not earlier ones have arrived, and count from when they were due."""
    with fresh_database(kind) as place, served(place) as server:
        took = uvloop.run(_talk(plan, server))
    figures: list[Figure] = []
    for rate, (bars, aims) in _RATES.items():
        both = sorted(took[rate])
        more = f"p50 / p99, {len(both):,} messages; the longest {both[-1]:.0f} ms"
        name = f"send to receipt at {rate}/s, {kind}"
        figures.append(at_most(name, percentiles(both), "ms", bars=bars, aims=aims, more=more))
    return figures


def percentiles(values: list[float]) -> tuple[float, float]:
    """The median, and what 99 of 100 stay below."""
    ordered = sorted(values)
    return statistics.median(ordered), ordered[len(ordered) * 99 // 100]


async def _talk(plan: Plan, server: Server) -> dict[int, list[float]]:
    floor = await Floor.opened(server, projects=_PROJECTS, visitors=_VISITORS, together=True)
    took = {rate: await _at(floor, rate, plan.seconds * plan.runs) for rate in _RATES}
    floor.check()
    floor.leave()
    return took


async def _at(floor: Floor, rate: int, seconds: float) -> list[float]:
    count = max(200, int(rate * seconds))
    due: dict[str, float] = {}
    begun = time.perf_counter() + 0.1
    for number, talker in enumerate(islice(cycle(floor.talkers), count)):
        moment = begun + number / rate
        await _wait_until(moment)
        due[talker.write_one()] = moment
    await floor.quiet()
    acked = {client_id: at for one in floor.talkers for client_id, at in one.acknowledged()}
    read = {client_id: at for one in floor.readers for client_id, at in one.received()}
    return [(max(acked[client_id], read[client_id]) - moment) * 1_000 for client_id, moment in due.items()]


async def _wait_until(moment: float) -> None:
    """Sleep, then spin: a timer of the loop would be up to a millisecond late, which is what we measure."""
    left = moment - time.perf_counter()
    if left > _SPIN_S:
        await asyncio.sleep(left - _SPIN_S)
    while time.perf_counter() < moment:  # noqa: ASYNC110 - see above
        await asyncio.sleep(0)
