"""A bare socket for tests that do not behave: says what it is told and shows what comes back."""

import json
from types import TracebackType
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.services import PATIENCE

Frame = dict[str, Any]


class Wire:
    """An open socket, nobody yet."""

    def __init__(self, url: str, **headers: str) -> None:
        self._opened = connect(
            url.replace("http", "ws") + "/ws", additional_headers=headers, open_timeout=PATIENCE, max_size=None,
            compression=None,
        )  # fmt: skip
        self._connection = self._opened.__enter__()
        self._frames: list[Frame] = []
        self.hello = self.until("hello")[-1]

    def say(self, **frame: object) -> None:
        """One frame."""
        self.send(json.dumps(frame))

    def send(self, message: str | bytes) -> None:
        """One message, whatever it holds; nothing happens when the other side has gone."""
        try:
            self._connection.send(message)
        except ConnectionClosed:
            return

    def until(self, *kinds: str) -> list[Frame]:
        """Every frame up to the first of these kinds."""
        seen: list[Frame] = []
        while True:
            while self._frames:
                seen.append(self._frames.pop(0))
                if seen[-1]["t"] in kinds:
                    return seen
            self._frames += _frames(self._connection.recv(timeout=PATIENCE))

    def sign_in(self, **auth: object) -> Frame:
        """Say who it is; answers `ready`."""
        self.say(t="auth", **auth)
        return self.until("ready")[-1]

    def rest(self) -> list[Frame]:
        """Every frame until the server closes."""
        frames, self._frames = self._frames, []
        try:
            while True:
                frames += _frames(self._connection.recv(timeout=PATIENCE))
        except ConnectionClosed:
            return frames

    @property
    def close_code(self) -> int | None:
        """What it was closed with; after `rest`."""
        return self._connection.close_code

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.__exit__(kind, error, trace)


def _frames(message: str | bytes) -> list[Frame]:
    assert isinstance(message, str), "the server speaks text"
    return [json.loads(line) for line in message.split("\n")]
