"""A server starts on an empty database, answers, stops in order, and comes back after being killed."""

import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.serving import Server
from tests.walk import Owner

PAGES = ["/console/", "/workspace/", "/widget.js"]


def test_it_answers_and_stops_in_order(server: Server) -> None:
    assert httpx.get(f"{server.url}/health/live").status_code == 200
    assert server.stop() in {0, -signal.SIGTERM}


def test_whoever_waits_for_events_is_answered_when_it_stops(new_server: Callable[..., Server]) -> None:
    server = new_server().start()
    visitor = Owner.sign_up(server.url).visitor()
    start = visitor.start()
    place = {"epoch": start["epoch"], "after": start["pos"], "wait": 25}
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(
            httpx.get, f"{server.url}/api/v1/visitor/events", params=place, headers=visitor.headers
        )
        time.sleep(0.5)
        began = time.monotonic()
        assert server.stop() in {0, -signal.SIGTERM}
        assert time.monotonic() - began < 5
        answer = waiting.result()
    assert (answer.status_code, answer.json()["events"]) == (200, [])


@pytest.mark.parametrize("page", PAGES)
def test_it_serves_the_built_pages(new_server: Callable[..., Server], page: str) -> None:
    server = new_server().start()
    answer = httpx.get(server.url + page)
    assert answer.status_code == 200
    assert "unsafe" not in answer.headers.get("content-security-policy", "")


def test_it_makes_its_tables_by_itself(new_server: Callable[..., Server], empty_database_url: str) -> None:
    server = new_server(empty_database_url).start()
    assert httpx.get(f"{server.url}/health/ready").status_code == 200


def test_it_comes_back_after_it_was_killed(new_server: Callable[..., Server], database_url: str) -> None:
    server = new_server(database_url).start()
    server.kill()
    server.start()
    assert httpx.get(f"{server.url}/health/ready").status_code == 200
