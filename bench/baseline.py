"""The machine itself, in the same run: what a sync to its disk takes, and what uvicorn alone costs a message."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time

import uvloop

from bench.cores import SERVER_CORE, cpu_seconds, on_core
from bench.latency import percentiles
from bench.plan import Plan
from bench.table import Figure, seen
from bench.wire import Wire, connected
from tests.services import ROOT
from tests.serving import free_port

_SYNCS = 1_000
_SOCKETS = 20
_WINDOW = 8
_MESSAGE = b'{"t":"send","client_id":"v00001-00000001","conv":"0123456789abcdef","text":"Hello, my parcel is late."}'


def measure(plan: Plan) -> list[Figure]:
    """Neither has a bar."""
    p50, p99 = percentiles(_syncs())
    rate, cpu = _echo(plan.seconds)
    return [
        seen("this disk: append 4 KB and fdatasync", f"{p50:.2f} / {p99:.2f} ms", "p50 / p99"),
        seen("uvicorn alone: echo", f"{cpu:.1f} µs of CPU", f"a message there and back; {rate:,.0f}/s"),
    ]


def _syncs() -> list[float]:
    took: list[float] = []
    with tempfile.TemporaryFile(prefix="deskbell-bench-") as file:
        page = os.urandom(4096)
        for _ in range(_SYNCS):
            begun = time.perf_counter()
            os.write(file.fileno(), page)
            os.fdatasync(file.fileno())
            took.append((time.perf_counter() - begun) * 1_000)
    return took


def _echo(seconds: float) -> tuple[float, float]:
    port = free_port()
    with on_core(SERVER_CORE):
        process = subprocess.Popen([sys.executable, "-m", "bench.echo", str(port)], cwd=ROOT)
    try:
        return uvloop.run(_talk(port, process.pid, seconds))
    finally:
        process.terminate()
        process.wait()


async def _talk(port: int, process_id: int, seconds: float) -> tuple[float, float]:
    heard = 0
    wires: list[Wire] = []
    for _ in range(_SOCKETS):
        wire = await _patiently(port)

        def again(_: bytes, wire: Wire = wire) -> None:
            nonlocal heard
            heard += 1
            wire.send(_MESSAGE)

        wire.heard = again
        wires.append(wire)
    cpu, begun = cpu_seconds(process_id), time.perf_counter()
    for wire in wires:
        wire.send_all([_MESSAGE] * _WINDOW)
    await asyncio.sleep(seconds)
    messages, took, spent = heard, time.perf_counter() - begun, cpu_seconds(process_id) - cpu
    for wire in wires:
        wire.end()
    return messages / took, spent / messages * 1e6


async def _patiently(port: int) -> Wire:
    async with asyncio.timeout(20):
        while True:
            try:
                return await connected(port, lambda _: None)
            except OSError:
                await asyncio.sleep(0.02)
