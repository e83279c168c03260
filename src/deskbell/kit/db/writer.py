"""The one writer of this process: takes what is waiting, runs it in one transaction, commits once, answers all."""

import asyncio
import hashlib
import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import structlog
from sqlalchemy import Connection, Engine, NestedTransaction, Transaction

from deskbell.kit.clock import Clock
from deskbell.kit.db.checkpoints import Checkpoints
from deskbell.kit.db.engines import is_out_of_service
from deskbell.kit.db.origin import NOWHERE, Origin
from deskbell.kit.db.turn import Turn
from deskbell.kit.db.tx import Tx
from deskbell.kit.errors import Refusal, Unavailable

I = TypeVar("I")  # noqa: E741 - the item of a batch
R = TypeVar("R")

MAX_WAITING = 20_000
MAX_BATCH = 512

log = structlog.get_logger()


@dataclass(frozen=True)
class Batch(Generic[I, R]):
    """A command over many items: one answer or refusal for each, in order. A refused one writes nothing."""

    run: Callable[[Tx, Sequence[I]], Sequence[R | Refusal]]


@dataclass(eq=False)
class Unit:
    """One piece of work, a command or one item of a batch, and where its answer goes."""

    project_id: str
    run: Callable[[Tx], Any] | None = None
    batch: Batch[Any, Any] | None = None
    item: Any = None
    origin: Origin = NOWHERE
    loop: asyncio.AbstractEventLoop | None = None
    answer: asyncio.Future[Any] | None = None
    result: Any = None
    error: Exception | None = None


class Writer:
    """A thread with the only connection that writes."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.listeners: list[Callable[[Sequence[Any]], None]] = []
        self._engine = engine
        self._clock = clock
        embedded = engine.dialect.name == "sqlite"
        self._checkpoints = Checkpoints(engine.url.database or "") if embedded else None
        self._turn = Turn(engine.url.database or "") if embedded else None
        self._queue: queue.SimpleQueue[Unit | None] = queue.SimpleQueue()
        self._connection: Connection | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def submit(self, unit: Unit) -> None:
        if self._closed or self._queue.qsize() >= MAX_WAITING:
            raise Unavailable("busy")
        self._queue.put(unit)

    def close(self) -> None:
        """Finish what is queued and end the thread."""
        self._closed = True
        self._queue.put(None)
        self._thread.join()
        self._engine.dispose()

    def _work(self) -> None:
        while units := self._next_units():
            try:
                with self._turn.taken() if self._turn else nullcontext():
                    self._write(units)
            except (Unavailable, OSError) as error:
                self._fail(units, error)
                _answer(units)
        self._forget_connection()
        if self._turn is not None:
            self._turn.close()

    def _write(self, units: list[Unit]) -> None:
        news = self._commit(units)
        if news:
            self._tell(news)
        _answer(units)
        self._checkpoint_when_due()

    def _next_units(self) -> list[Unit]:
        """Everything that waits, at least one; nothing once the writer is closed and the queue is empty."""
        units: list[Unit] = []
        while len(units) < MAX_BATCH:
            try:
                unit = self._queue.get(block=not units)
            except queue.Empty:
                break
            if unit is None:
                if units:
                    self._queue.put(None)
                break
            units.append(unit)
        return units

    def _commit(self, units: list[Unit]) -> list[Any]:
        """Make the units durable and answer their news; what failed holds its error."""
        try:
            return self._commit_together(units)
        except Exception as error:  # the thread must live, and every waiting caller is told
            if len(units) == 1 or is_out_of_service(error):
                self._fail(units, error)
                return []
            # One item broke a whole batch, which only a mistake of ours can do: the others must not suffer.
            log.exception("a batch failed; each of its items gets a transaction of its own")
        for unit in units:
            unit.error = None
        return [news for unit in units for news in self._commit([unit])]

    def _commit_together(self, units: list[Unit]) -> list[Any]:
        connection = self._connection = self._connection or self._engine.connect()
        runs = _runs(units)
        with connection.begin() as transaction:
            tx = Tx(connection, now=self._clock())
            self._lock_projects(tx, units)
            for run in runs:
                _attempt(tx, run, transaction if len(runs) == 1 else _savepoint(tx))
            if transaction.is_active:
                tx.commit(transaction)
        return tx.announced

    def _lock_projects(self, tx: Tx, units: list[Unit]) -> None:
        """On PostgreSQL other nodes write too: take this transaction's projects, always in the same order."""
        if self._checkpoints is not None:
            return
        keys = sorted({_lock_number(unit.project_id) for unit in units})
        tx.send("SELECT pg_advisory_xact_lock(k) FROM unnest(%s::bigint[]) AS k", (keys,))

    def _tell(self, news: list[Any]) -> None:
        for listener in self.listeners:
            try:
                listener(news)
            except Exception:
                log.exception("a listener failed; its readers catch up from the log")

    def _fail(self, units: list[Unit], error: Exception) -> None:
        """Nothing of the transaction is durable, or nobody knows: each caller may repeat the same call."""
        log.error("commit failed", error=repr(error), units=len(units))
        self._forget_connection()
        for unit in units:
            unit.error = Unavailable() if isinstance(error, OSError) or is_out_of_service(error) else error

    def _forget_connection(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.invalidate()
                connection.close()
            except Exception as error:  # noqa: BLE001 - it is broken anyway; a new one is made
                log.info("closing the writer's connection", error=repr(error))

    def _checkpoint_when_due(self) -> None:
        if self._checkpoints is None or self._connection is None:
            return
        try:
            self._checkpoints.after_commit(self._connection.connection.driver_connection)
        except Exception as error:  # noqa: BLE001 - the log stays longer; the next commit tries again
            log.warning("checkpoint failed", error=repr(error))


def _runs(units: list[Unit]) -> list[list[Unit]]:
    """Neighbours of the same batch together, everything else alone; the order of the queue is kept."""
    runs: list[list[Unit]] = []
    for unit in units:
        if runs and unit.batch is not None and runs[-1][0].batch is unit.batch:
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return runs


def _attempt(tx: Tx, run: list[Unit], transaction: Transaction) -> None:
    """Run some units so that a refused command undoes only itself; a broken batch or database is everybody's matter."""
    announced = len(tx.announced)
    inside = isinstance(transaction, NestedTransaction)
    try:
        _run(tx, run)
        if inside:
            tx.settle()
    except Exception as error:
        if len(run) > 1 or is_out_of_service(error):
            raise
        tx.forget()
        transaction.rollback()
        del tx.announced[announced:]
        run[0].error = error
    else:
        if inside:
            transaction.commit()


def _savepoint(tx: Tx) -> NestedTransaction:
    """A place to go back to; the locks and all that came before are not undone with it."""
    tx.settle()
    return tx.connection.begin_nested()


def _run(tx: Tx, run: list[Unit]) -> None:
    first = run[0]
    tx.origin = first.origin
    if first.run is not None:
        first.result = first.run(tx)
    elif first.batch is not None:
        for unit, answer in zip(run, first.batch.run(tx, [unit.item for unit in run]), strict=True):
            if isinstance(answer, Refusal):
                unit.error = answer
            else:
                unit.result = answer


def _answer(units: list[Unit]) -> None:
    """Wake the waiting callers: one call into each event loop, not one per unit."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Unit]] = {}
    for unit in units:
        if unit.loop is not None:
            by_loop.setdefault(unit.loop, []).append(unit)
    for loop, theirs in by_loop.items():
        try:
            loop.call_soon_threadsafe(_settle, theirs)
        except RuntimeError:
            log.info("the event loop closed before its answers came", units=len(theirs))


def _settle(units: list[Unit]) -> None:
    for unit in units:
        if unit.answer is None or unit.answer.done():
            continue
        if unit.error is not None:
            unit.answer.set_exception(unit.error)
        else:
            unit.answer.set_result(unit.result)


def _lock_number(project_id: str) -> int:
    return int.from_bytes(hashlib.blake2b(project_id.encode(), digest_size=8).digest(), signed=True)
