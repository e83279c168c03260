"""Wake-ups between nodes. They carry hints only: a lost one costs a poll, never a message."""

# The client leaves parts of its own types unknown.
# pyright: reportUnknownMemberType=false

import asyncio
from collections.abc import Callable, Sequence

import msgspec
import nats
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from deskbell.eventlog import Fact
from deskbell.realtime.ephemerals import Passing

log = structlog.get_logger()

_HEADS = "deskbell.heads"
_PASSING = "deskbell.passing"


class _Grown(msgspec.Struct):
    node: str
    heads: dict[str, int]


class _Passed(msgspec.Struct):
    node: str
    passing: Passing


class LocalWaker:
    """One process: everybody who must know is told directly."""

    def grown(self, facts: Sequence[Fact]) -> None:
        """Nobody else to tell."""

    def pass_on(self, passing: Passing) -> None:
        """Nobody else to tell."""


class NatsWaker:
    """Several nodes: NATS core tells the others that a project's log has grown."""

    def __init__(self, url: str, node: str) -> None:
        self._url = url
        self._node = node
        self._client = Client()
        self._tasks: set[asyncio.Task[None]] = set()

    async def connect(self, *, hinted: Callable[[str, int], None], arrived: Callable[[Passing], None]) -> None:
        """Join the other nodes; the client comes back by itself after any loss."""

        async def on_heads(message: Msg) -> None:
            grown = msgspec.json.decode(message.data, type=_Grown)
            if grown.node != self._node:
                for project_id, pos in grown.heads.items():
                    hinted(project_id, pos)

        async def on_passing(message: Msg) -> None:
            passed = msgspec.json.decode(message.data, type=_Passed)
            if passed.node != self._node:
                arrived(passed.passing)

        self._client = await nats.connect(self._url, max_reconnect_attempts=-1, name=f"deskbell {self._node}")
        await self._client.subscribe(_HEADS, cb=on_heads)
        await self._client.subscribe(_PASSING, cb=on_passing)

    def grown(self, facts: Sequence[Fact]) -> None:
        heads = {fact.project_id: fact.pos for fact in facts}
        self._publish(_HEADS, _Grown(self._node, heads))

    def pass_on(self, passing: Passing) -> None:
        self._publish(_PASSING, _Passed(self._node, passing))

    async def close(self) -> None:
        await self._client.close()

    def _publish(self, subject: str, message: msgspec.Struct) -> None:
        task = asyncio.create_task(self._publish_now(subject, msgspec.json.encode(message)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _publish_now(self, subject: str, data: bytes) -> None:
        try:
            await self._client.publish(subject, data)
        except NatsError as error:
            log.info("a wake-up was lost; the other nodes will poll", error=repr(error))
