"""A shop with a desk, set up through the public API: projects, agents with passwords, visitors who write."""

import json
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import httpx
from playwright.sync_api import Page, expect
from websockets.sync.client import connect

_FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"


def client_id() -> str:
    """A name for one intention, as clients make them."""
    return secrets.token_hex(12)


class Visitor:
    """Somebody on the shop's site, who has written at least once."""

    def __init__(self, url: str, site_key: str, name: str, text: str) -> None:
        self._url = f"{url}/api/v1"
        self._headers = {"User-Agent": _FIREFOX}
        page = {"page_url": "https://shop.example/checkout", "page_title": "Checkout", "language": "en"}
        token: str = self._ask("POST", f"/widget/{site_key}/visitors", page).json()["token"]
        self._headers["Authorization"] = f"Bearer {token}"
        self._ask("PATCH", "/visitor/me", {"name": name})
        self.conversation: str = self.write(text)["conversation_id"]

    def write(self, text: str) -> dict[str, Any]:
        """Send a message to the open conversation, or begin one."""
        body = {"client_id": client_id(), "conversation_id": None, "text": text}
        return self._ask("POST", "/visitor/messages", body).json()

    def type(self) -> None:
        """Be seen typing."""
        self._ask("POST", f"/visitor/conversations/{self.conversation}/typing", {"on": True})

    @contextmanager
    def on_the_page(self) -> Generator[None]:
        """Have the widget's socket open for a while."""
        with connect(self._url.replace("http", "ws", 1).removesuffix("/api/v1") + "/ws") as socket:
            token = self._headers["Authorization"].removeprefix("Bearer ")
            socket.send(json.dumps({"t": "auth", "token": token, "language": "en", "device_id": client_id()}))
            yield

    def read_all(self) -> None:
        """Tell the server that everything was received and read."""
        seen = {"delivered": 1_000_000, "read": 1_000_000}
        self._ask("POST", f"/visitor/conversations/{self.conversation}/seen", seen)

    def heard(self) -> list[str]:
        """What people said in the conversation, as the visitor sees it."""
        page = self._ask("GET", f"/visitor/conversations/{self.conversation}/messages").json()
        return [item["text"] for item in page["items"] if item["kind"] == "text"]

    def _ask(self, method: str, path: str, body: object = None) -> httpx.Response:
        return _ask(method, self._url + path, body, self._headers)


class Shop:
    """A project with its owner signed in to the Console; its first agent is Anna."""

    def __init__(self, url: str, name: str = "Blue Bicycle Shop", *, email: str = "", password: str = "") -> None:
        self.url = url
        self.email = email or f"anna-{secrets.token_hex(4)}@example.com"
        self.password = password or secrets.token_urlsafe(16)
        self._headers = {"Origin": url}
        owner = {"email": f"owner-{secrets.token_hex(4)}@example.com", "password": secrets.token_urlsafe(16)}
        self._headers["Cookie"] = _cookies(self._ask("POST", "/console/accounts", owner | {"name": "Olga"}))
        project = self._ask("POST", "/console/projects", {"client_id": client_id(), "name": name}).json()
        self.id: str = project["id"]
        self.site_key: str = project["site_key"]
        self._anna = f"/console/projects/{self.id}/administrators/{project['administrators'][0]['id']}"
        self.change_anna(email=self.email, name="Anna Berg", password=self.password)

    def change_anna(self, **changes: str) -> None:
        """Change Anna's account or password in the Console."""
        self._ask("PATCH", self._anna, changes)

    def add_colleague(self, name: str) -> tuple[str, str]:
        """Another administrator: their e-mail address and password."""
        email, password = f"{secrets.token_hex(4)}@example.com", secrets.token_urlsafe(16)
        body = {"client_id": client_id(), "email": email, "name": name, "password": password}
        self._ask("POST", f"/console/projects/{self.id}/administrators", body)
        return email, password

    @property
    def cookies(self) -> dict[str, str]:
        """The owner's, for a browser that comes signed in."""
        return dict(one.split("=", 1) for one in self._headers["Cookie"].split("; "))

    def rename(self, name: str) -> None:
        """Give the project another name."""
        self._ask("PATCH", f"/console/projects/{self.id}", {"name": name})

    def step_away(self, email: str = "", password: str = "") -> None:
        """Let somebody get nothing new, so that visitors stand in the queue."""
        who = {"email": email or self.email, "password": password or self.password, "project_id": self.id}
        agent = {"Origin": self.url}
        agent["Cookie"] = _cookies(_ask("POST", f"{self.url}/api/v1/workspace/session", who, agent))
        _ask("PATCH", f"{self.url}/api/v1/workspace/{self.id}/me", {"availability": "away"}, agent)

    def visitor(self, name: str, text: str) -> Visitor:
        """Somebody writes for the first time."""
        return Visitor(self.url, self.site_key, name, text)

    def _ask(self, method: str, path: str, body: object = None) -> httpx.Response:
        return _ask(method, f"{self.url}/api/v1{path}", body, self._headers)


def sign_in(page: Page, shop: Shop, *, at: str = "my", email: str = "", password: str = "") -> None:
    """Sign in to the Workspace in English and arrive at a view."""
    page.goto(f"{shop.url}/workspace/{shop.id}/{at}")
    page.get_by_label("E-mail").fill(email or shop.email)
    page.get_by_label("Password", exact=True).fill(password or shop.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("main")).to_be_visible()


def _ask(method: str, url: str, body: object, headers: dict[str, str]) -> httpx.Response:
    return httpx.request(method, url, json=body, headers=headers).raise_for_status()


def _cookies(response: httpx.Response) -> str:
    return "; ".join(f"{name}={value}" for name, value in response.cookies.items())
