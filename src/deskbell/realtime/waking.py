"""Wake-ups between nodes. They carry hints only: a lost one costs a poll, never a message."""

# The client leaves parts of its own types unknown.
# pyright: reportUnknownMemberType=false

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec
import structlog

from deskbell.eventlog import Fact
from deskbell.realtime.ephemerals import Passing

if TYPE_CHECKING:  # one process, as most are, loads nothing of it
    from nats.aio.client import Client
    from nats.aio.msg import Msg

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
        self._client: Client | None = None
        self._joining: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def join(self, *, hinted: Callable[[str, int], None], arrived: Callable[[Passing], None]) -> None:
        """Join the other nodes as soon as NATS is there; nobody waits for it, and it comes back after any loss."""
        self._joining = asyncio.create_task(self._join(hinted, arrived))

    async def close(self) -> None:
        if self._joining is not None:
            self._joining.cancel()
        if self._client is not None:
            await self._client.close()

    async def _join(self, hinted: Callable[[str, int], None], arrived: Callable[[Passing], None]) -> None:
        import nats  # noqa: PLC0415 - see above

        async def on_heads(message: "Msg") -> None:
            grown = msgspec.json.decode(message.data, type=_Grown)
            if grown.node != self._node:
                for project_id, pos in grown.heads.items():
                    hinted(project_id, pos)

        async def on_passing(message: "Msg") -> None:
            passed = msgspec.json.decode(message.data, type=_Passed)
            if passed.node != self._node:
                arrived(passed.passing)

        try:
            self._client = await nats.connect(
                self._url, max_reconnect_attempts=-1, name=f"deskbell {self._node}", error_cb=_note
            )
            await self._client.subscribe(_HEADS, cb=on_heads)
            await self._client.subscribe(_PASSING, cb=on_passing)
        except Exception:  # an address that is none, or a refused sign-in: serving goes on without
            log.exception("NATS cannot be used; the other nodes poll")

    def grown(self, facts: Sequence[Fact]) -> None:
        heads = {fact.project_id: fact.pos for fact in facts}
        self._publish(_HEADS, _Grown(self._node, heads))

    def pass_on(self, passing: Passing) -> None:
        self._publish(_PASSING, _Passed(self._node, passing))

    def _publish(self, subject: str, message: msgspec.Struct) -> None:
        if self._client is None or not self._client.is_connected:
            return
        task = asyncio.create_task(_publish_now(self._client, subject, msgspec.json.encode(message)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _publish_now(client: "Client", subject: str, data: bytes) -> None:
    from nats.errors import Error  # noqa: PLC0415 - see above

    try:
        await client.publish(subject, data)
    except Error as error:
        log.info("a wake-up was lost; the other nodes will poll", error=repr(error))


async def _note(error: Exception) -> None:
    log.warning("NATS fails; until it comes back the other nodes poll", error=repr(error))
