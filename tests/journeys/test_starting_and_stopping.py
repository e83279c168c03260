"""A server starts on an empty database, answers, stops in order, and comes back after being killed."""

import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.services import wait_until
from tests.serving import Server
from tests.walk import Owner, answered, client_id

PAGES = ["/console/", "/workspace/", "/widget.js"]


def test_it_answers_and_stops_in_order(server: Server) -> None:
    assert httpx.get(f"{server.url}/health/live").status_code == 200
    assert server.stop() in {0, -signal.SIGTERM}


def test_whoever_waits_for_events_is_answered_when_it_stops(new_server: Callable[..., Server]) -> None:
    server = new_server().start()
    owner = Owner.sign_up(server.url)
    visitor, agent = owner.visitor(), owner.agent()
    message = {"client_id": client_id(), "conversation_id": None, "text": "Hello?"}
    answered(httpx.post(f"{server.url}/api/v1/visitor/messages", json=message, headers=visitor.headers))
    start = visitor.start()
    place = {"epoch": start["epoch"], "after": start["pos"], "wait": 25}
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(
            httpx.get, f"{server.url}/api/v1/visitor/events", params=place, headers=visitor.headers, timeout=60
        )
        wait_until(lambda: agent.get("/conversations", view="all")["items"][0]["visitor"]["online"], "them to wait")
        assert server.stop() in {0, -signal.SIGTERM}
        answer = waiting.result()
    assert (answer.status_code, answer.json()["events"]) == (200, [])


@pytest.mark.parametrize("page", PAGES)
def test_it_serves_the_built_pages(standing_url: str, page: str) -> None:
    answer = httpx.get(standing_url + page)
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
