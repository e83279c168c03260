"""Somebody else's site that embeds the widget, and Anna, who answers from the desk through the API."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from tests.browser.shop import Shop, client_id

PAGE = """<!doctype html><html lang="en"><head><title>Tea & Cups</title>
<meta name="viewport" content="width=device-width">
<style>* { font-family: fantasy; color: red } button, iframe { border: 9px solid lime !important; width: 20px }</style>
<body><h1>Cups</h1><p>Somebody else's page, with styles that would ruin ours.</p><input aria-label="Search">
{script}</body></html>"""


class Site:
    """A web site on another port, hence of another origin, with ``{script}`` in its one page."""

    def __init__(self, script: str) -> None:
        page = PAGE.replace("{script}", script).encode()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/tea?secret=1"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Anna:
    """The shop's agent, signed in to its Workspace without a browser."""

    def __init__(self, shop: Shop) -> None:
        self._http = httpx.Client(base_url=f"{shop.url}/api/v1/workspace", headers={"Origin": shop.url})
        who = {"email": shop.email, "password": shop.password, "project_id": shop.id}
        self._http.post("/session", json=who).raise_for_status()
        self._project = shop.id

    def leave(self) -> None:
        self._http.close()

    def conversation(self) -> dict[str, Any]:
        """The newest one."""
        return self._ask("GET", "/conversations?view=all").json()["items"][0]

    def visitor(self) -> dict[str, Any]:
        """What the details pane shows of the visitor."""
        return self._ask("GET", f"/conversations/{self.conversation()['id']}").json()["visitor"]

    def heard(self) -> list[str]:
        """What people said in it."""
        page = self._ask("GET", f"/conversations/{self.conversation()['id']}/messages?limit=100").json()
        return [item["text"] for item in page["items"] if item["kind"] == "text"]

    def do(self, what: str, body: object = None) -> None:
        """Claim, close, reopen, seen, typing."""
        self._ask("POST", f"/conversations/{self.conversation()['id']}/{what}", body)

    def say(self, *texts: str) -> None:
        for text in texts:
            self.do("messages", {"client_id": client_id(), "text": text})

    def _ask(self, method: str, path: str, body: object = None) -> httpx.Response:
        return self._http.request(method, f"/{self._project}{path}", json=body).raise_for_status()
