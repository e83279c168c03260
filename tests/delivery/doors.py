"""Ways to a server: a socket and a request, whether the server is in this process or over the network."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

Frame: TypeAlias = dict[str, Any]


class Closed(Exception):  # noqa: N818 - the end of a connection, not an error
    """The connection is gone; `code` is the server's, or 1006 when nobody said a word."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Away(Exception):  # noqa: N818 - the server does not answer just now
    """Nobody answers there just now; or an answer was lost, and nobody knows what became of the request."""


class Answer(NamedTuple):
    """What a request came back with."""

    status: int
    body: Any


class Refused(Exception):  # noqa: N818 - an answer
    """A request was refused."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"{answer.status} {answer.body}")
        self.status = answer.status
        self.code: str = answer.body["code"]


@dataclass(frozen=True)
class Person:
    """A visitor or an agent, and how they prove it."""

    kind: Literal["visitor", "agent"]
    id: str
    project_id: str
    credentials: Frame
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def base(self) -> str:
        """Where their side of the API begins."""
        return "/api/v1/visitor" if self.kind == "visitor" else f"/api/v1/workspace/{self.project_id}"


class Socket(Protocol):
    """A WebSocket, seen from the client."""

    async def send(self, text: str) -> None:
        """Send one message; raises `Closed`."""
        ...

    async def receive(self) -> str:
        """The next message; raises `Closed`."""
        ...

    async def close(self) -> None:
        """Leave politely."""
        ...


class Door(Protocol):
    """A server, as one can reach it."""

    async def open_socket(self, headers: Mapping[str, str]) -> Socket:
        """Connect to `/ws`; raises `Away`."""
        ...

    async def ask(self, method: str, path: str, headers: Mapping[str, str], body: Any = None) -> Answer:
        """Ask over HTTP; raises `Away`."""
        ...


async def ask(door: Door, person: Person, method: str, path: str, body: Any = None) -> Any:
    """What a person gets from their side of the API; raises `Refused`."""
    answer = await door.ask(method, person.base + path, person.headers, body)
    if answer.status >= 300:
        raise Refused(answer)
    return answer.body


def read_json(text: bytes) -> Any:
    """A body, or nothing."""
    return json.loads(text) if text else None
