"""A page of the inbox over HTTP, in a project with a hundred thousand conversations."""

import http.client
import time

from bench.crowd import crowd
from bench.databases import Kind, fresh_database
from bench.latency import percentiles
from bench.people import Project, open_projects
from bench.plan import Plan
from bench.served import served
from bench.table import Figure, at_most
from tests.serving import Server

_VIEWS = ("my", "queuing", "open", "all")


def measure(plan: Plan, kind: Kind) -> list[Figure]:
    """One reader, one request after the other on one connection; the slowest view stands for all."""
    with fresh_database(kind) as place, served(place) as server:
        (project,) = open_projects(server, 1)
        crowd(place.url, project, plan.conversations)
        took = {view: percentiles(_pages(server, project, view, plan.pages)) for view in _VIEWS}
    slowest = max(p50 for p50, _ in took.values())
    more = "p50 / p99 ms: " + ", ".join(f"{view} {p50:.1f} / {p99:.1f}" for view, (p50, p99) in took.items())
    name = f"inbox page, {plan.conversations:,} conversations, {kind}"
    return [at_most(name, (slowest,), "ms", bars=(8,), aims=(3,), more=more)]


def _pages(server: Server, project: Project, view: str, count: int) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    path = f"/api/v1/workspace/{project.id}/conversations?view={view}"
    took: list[float] = []
    for _ in range(count):
        begun = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": project.cookie})
        answer = connection.getresponse()
        body = answer.read()
        took.append((time.perf_counter() - begun) * 1_000)
        assert answer.status == http.HTTPStatus.OK, body
        assert body.count(b'"visitor":') == 50, f"not a whole page: {body[:500]!r}"  # noqa: PLR2004 - the usual page
    connection.close()
    return took
