"""The first walk over HTTP and sockets, one step at a time: an owner, an agent, a visitor at a running server."""

import itertools
import json
import secrets
from collections import deque
from types import TracebackType
from typing import Any, NamedTuple, Self

import httpx
from websockets.sync.client import ClientConnection, connect

from tests.services import PATIENCE

PASSWORD = "correct horse battery"
_numbers = itertools.count(1)


class Visitor(NamedTuple):
    """A visitor and where to reach the server."""

    url: str
    token: str
    id: str

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    def start(self) -> dict[str, Any]:
        return answered(httpx.get(f"{self.url}/api/v1/visitor/me", headers=self.headers))


class Agent:
    """An agent signed in to the Workspace of one project."""

    def __init__(self, url: str, project_id: str, email: str) -> None:
        self.url = url
        self.project_id = project_id
        self.browser = new_browser(url)
        form = {"email": email, "password": PASSWORD, "project_id": project_id}
        session = answered(self.browser.post("/api/v1/workspace/session", json=form))
        self.id: str = session["signed_in"]["agent"]["id"]

    def get(self, path: str, **query: str | int) -> dict[str, Any]:
        return answered(self.browser.get(f"/api/v1/workspace/{self.project_id}{path}", params=query))

    def post(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        return answered(self.browser.post(f"/api/v1/workspace/{self.project_id}{path}", json=body))

    @property
    def cookie(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.browser.cookies.jar)


class Owner:
    """An owner with a project whose administrator has a password."""

    def __init__(self, url: str, email: str, project: dict[str, Any], browser: httpx.Client) -> None:
        self.url = url
        self.email = email
        self.project = project
        self.browser = browser

    @classmethod
    def sign_up(cls, url: str) -> "Owner":
        browser = new_browser(url)
        email = f"owner-{secrets.token_hex(4)}@example.com"
        answered(
            browser.post("/api/v1/console/accounts", json={"email": email, "password": PASSWORD, "name": "Olga Owner"})
        )
        project = answered(browser.post("/api/v1/console/projects", json={"client_id": client_id(), "name": "Shop"}))
        administrator = project["administrators"][0]["id"]
        where = f"/api/v1/console/projects/{project['id']}/administrators/{administrator}"
        answered(browser.patch(where, json={"password": PASSWORD}))
        return cls(url, email, project, browser)

    def agent(self, url: str | None = None) -> Agent:
        return Agent(url or self.url, self.project["id"], self.email)

    def visitor(self, url: str | None = None) -> Visitor:
        where = f"{url or self.url}/api/v1/widget/{self.project['site_key']}/visitors"
        met = answered(httpx.post(where, json={"page_url": "https://shop.example/lamps?ref=mail"}))
        return Visitor(url or self.url, met["token"], met["visitor"]["id"])


class Socket:
    """An open, signed-in socket; frames that are not asked for yet are kept in their order."""

    def __init__(self, url: str, auth: dict[str, Any], cookie: str | None = None) -> None:
        headers = {"cookie": cookie} if cookie else {}
        self._opened = connect(
            url.replace("http", "ws") + "/ws", additional_headers=headers, open_timeout=PATIENCE, max_size=None
        )
        self._connection: ClientConnection = self._opened.__enter__()
        self._frames: deque[dict[str, Any]] = deque()
        self.say(t="auth", **auth)
        self.ready = self.frame("ready")

    @classmethod
    def of_visitor(cls, visitor: Visitor) -> "Socket":
        start = visitor.start()
        return cls(visitor.url, {"token": visitor.token, "resume": _place(start)})

    @classmethod
    def of_agent(cls, agent: Agent) -> "Socket":
        start = agent.get("/me")
        return cls(agent.url, {"project_id": agent.project_id, "resume": _place(start)}, agent.cookie)

    def say(self, **frame: object) -> None:
        self._connection.send(json.dumps(frame))

    def send(self, text: str, *, conv: str | None = None) -> dict[str, Any]:
        """Send a message and wait for its ack."""
        mine = client_id()
        self.say(t="send", client_id=mine, conv=conv, text=text)
        ack = self.frame("ack")
        assert ack["client_id"] == mine
        return ack

    def event(self, type_: str) -> dict[str, Any]:
        return self.frame("event", type_)

    def frame(self, t: str, type_: str | None = None) -> dict[str, Any]:
        """The next frame of a kind; those of other kinds wait for whoever asks for them."""
        for frame in self._frames:
            if frame["t"] == t and type_ in {None, frame.get("type")}:
                self._frames.remove(frame)
                return frame
        while True:
            for line in str(self._connection.recv(timeout=PATIENCE)).split("\n"):
                self._frames.append(json.loads(line))
            found = [f for f in self._frames if f["t"] == t and type_ in {None, f.get("type")}]
            if found:
                self._frames.remove(found[0])
                return found[0]

    def closed(self) -> int:
        """Read until the server closes, and answer the code."""
        while True:
            try:
                self._connection.recv(timeout=PATIENCE)
            except TimeoutError:
                raise
            except Exception:  # noqa: BLE001 - whatever way it ended, the code tells
                return self._connection.close_code or 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.__exit__(kind, error, trace)


def new_browser(url: str) -> httpx.Client:
    """A browser with cookies of its own, which leaves no connection open behind it."""
    return httpx.Client(base_url=url, limits=httpx.Limits(max_keepalive_connections=0))


def answered(response: httpx.Response) -> dict[str, Any]:
    """The body of a good answer."""
    assert response.is_success, f"{response.request.method} {response.request.url}: {response.text}"
    return response.json() if response.content else {}


def client_id() -> str:
    return f"walk-{next(_numbers):08}-{secrets.token_hex(4)}"


def _place(start: dict[str, Any]) -> dict[str, Any]:
    return {"epoch": start["epoch"], "pos": start["pos"]}
