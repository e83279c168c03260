"""One database in use: `write` through the group-committing writer, `read` through a few reader threads."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from deskbell.kit.clock import Clock, system_clock
from deskbell.kit.db.engines import READERS, is_dead, is_out_of_service, make_engine
from deskbell.kit.db.origin import current_origin
from deskbell.kit.db.tx import Actor, Tx
from deskbell.kit.db.writer import Batch, Unit, Writer
from deskbell.kit.errors import Unavailable

P = ParamSpec("P")
R = TypeVar("R")
A = TypeVar("A", bound=Actor)
I = TypeVar("I")  # noqa: E741 - the item of a batch

MAX_READS_WAITING = 1_000


class Database:
    """Open it once per process. `listen` before the first write to hear what was announced, after each commit."""

    def __init__(self, url: str, *, clock: Clock = system_clock) -> None:
        self.url = url
        self._clock = clock
        self._read_engine = make_engine(url, query_only=True)
        self._writer = Writer(make_engine(url, query_only=False), clock)
        self._readers = ThreadPoolExecutor(max_workers=READERS, thread_name_prefix="reader")
        self._reads_waiting = 0

    def listen(self, listener: Callable[[Sequence[Any]], None]) -> None:
        """Call `listener` in the writer's thread with the news of every commit, in commit order."""
        self._writer.listeners.append(listener)

    async def write(
        self, command: Callable[Concatenate[Tx, A, P], R], actor: A, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a command in the next transaction and answer once it is durable.

        Raises the command's own `Refusal`, or `Unavailable` when the database cannot take it now (nothing was
        acknowledged; the same call may be repeated).
        """
        unit = Unit(actor.project_id, run=lambda tx: command(tx, actor, *args, **kwargs), origin=current_origin())
        return await self._submit(unit)

    def queue_in_batch(self, batch: Batch[I, R], project_id: str, item: I) -> asyncio.Future[R]:
        """Like `write`, for commands that take many items at once; neighbours in the queue share one call.

        The order of calls is the order of writing. The future holds the item's answer or its refusal.
        """
        return self._submit(Unit(project_id, batch=batch, item=item))

    def _submit(self, unit: Unit) -> asyncio.Future[Any]:
        unit.loop = asyncio.get_running_loop()
        unit.answer = unit.loop.create_future()
        self._writer.submit(unit)
        return unit.answer

    async def read(self, query: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a query on one consistent snapshot in a reader thread."""
        if self._reads_waiting >= MAX_READS_WAITING:
            raise Unavailable("busy")
        self._reads_waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._readers, partial(self.read_now, query, *args, **kwargs))
        finally:
            self._reads_waiting -= 1

    def read_now(self, query: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The same in the calling thread, for the command line and for tests."""
        try:
            for _ in range(READERS):
                with self._read_engine.connect() as connection:
                    try:
                        return query(Tx(connection, now=self._clock()), *args, **kwargs)
                    except Exception:
                        # A connection that was kept may have died since; finding that out before each read would
                        # cost a round trip, so the read is repeated on another one.
                        if not is_dead(connection):
                            raise
                        connection.invalidate()
            with self._read_engine.connect() as connection:
                return query(Tx(connection, now=self._clock()), *args, **kwargs)
        except Exception as error:
            if is_out_of_service(error):
                raise Unavailable from error
            raise

    def write_now(self, command: Callable[Concatenate[Tx, A, P], R], actor: A, *args: P.args, **kwargs: P.kwargs) -> R:
        """`write` for a thread without a loop: the command line and tests."""
        return asyncio.run(self.write(command, actor, *args, **kwargs))

    def close(self) -> None:
        """Finish what is queued, then let go of every connection and thread."""
        self._writer.close()
        self._readers.shutdown()
        self._read_engine.dispose()
