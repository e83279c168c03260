"""How soon an open Workspace ends whose password was changed: from the answer to the owner to the socket's close."""

import statistics
import time

from bench.databases import Kind, fresh_database
from bench.plan import Plan
from bench.served import served
from bench.table import Figure, at_most
from deskbell.realtime.frames import Close
from tests.serving import Server
from tests.walk import PASSWORD, Owner, Socket, answered


def measure(plan: Plan, kind: Kind) -> list[Figure]:
    """The slowest of a few changes is what was promised about; the median stands beside it."""
    with fresh_database(kind) as place, served(place) as server:
        owner = Owner.sign_up(server.url)
        taken = [_seconds_until_closed(server, owner) for _ in range(plan.runs)]
    slowest, median = max(taken) * 1000, statistics.median(taken) * 1000
    more = f"the slowest of {len(taken)}, after the answer; median {median:.0f} ms; 0: closed before it"
    name = f"password changed → socket closed, {kind}"
    return [at_most(name, (slowest,), "ms", bars=(2_000,), aims=(500,), more=more)]


def _seconds_until_closed(server: Server, owner: Owner) -> float:
    agent = owner.agent(server.url)
    where = f"/api/v1/console/projects/{owner.project['id']}/administrators/{agent.id}"
    with Socket.of_agent(agent) as at_desk:
        answered(owner.browser.patch(where, json={"password": PASSWORD}))
        changed = time.perf_counter()
        assert at_desk.closed() == Close.REVOKED
        return max(time.perf_counter() - changed, 0.0)
