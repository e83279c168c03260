"""The built pages open in a real browser under the strict content security policy that the server sends."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_problems
from tests.services import ROOT

POLICY = "default-src 'self'; script-src 'self'; style-src 'self'"


class Strict(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its signature
        pass


@pytest.fixture(scope="module")
def built() -> Iterator[str]:
    handler = functools.partial(Strict, directory=ROOT / "src" / "deskbell" / "web")
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("page", ["workspace/", "console/"])
def test_a_page_shows_something(built: str, person: Page, page: str) -> None:
    person.goto(f"{built}/{page}")
    expect(person.locator("#app > *").first).to_be_visible()
    assert serious_problems(person) == []
