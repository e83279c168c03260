"""A server starts on an empty database, answers, stops in order, and comes back after being killed."""

import signal
from collections.abc import Callable

import httpx
import pytest

from tests.serving import Server

PAGES = ["/console/", "/workspace/", "/widget.js"]


def test_it_answers_and_stops_in_order(server: Server) -> None:
    assert httpx.get(f"{server.url}/health/live").status_code == 200
    assert server.stop() in {0, -signal.SIGTERM}


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
