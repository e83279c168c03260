"""From nothing to the first answer: a process is started, and `/health/ready` says 200."""

import http.client
import statistics
import subprocess
import time
from pathlib import Path

from bench.cores import SERVER_CORE, on_core
from bench.databases import fresh_database
from bench.plan import Plan
from bench.table import Figure, at_most, seen
from tests.services import DESKBELL
from tests.serving import free_port

_ENOUGH_S = 60
_LOOK_EVERY_S = 0.002


def measure(plan: Plan) -> list[Figure]:
    """On a database that is there, and on one that the start has to make."""
    with fresh_database("SQLite") as place:
        _start(place.folder / "existing")
        again = [_start(place.folder / "existing") for _ in range(plan.runs)]
        fresh = [_start(place.folder / f"fresh-{number}") for number in range(plan.runs)]
    more = f"{len(again)} starts, {min(again):.1f} to {max(again):.1f} s"
    return [
        at_most("cold start to first answer", (statistics.median(again),), "s", bars=(2.5,), aims=(1,), more=more),
        seen("cold start with a new database", f"{statistics.median(fresh):.1f} s"),
    ]


def _start(data: Path) -> float:
    port = free_port()
    command = [str(DESKBELL), "serve", "--data", str(data), "--port", str(port)]
    begun = time.perf_counter()
    with on_core(SERVER_CORE):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(port):
            assert process.poll() is None, f"deskbell serve ended with {process.returncode}"
            assert time.perf_counter() - begun < _ENOUGH_S, "no answer"
            time.sleep(_LOOK_EVERY_S)
        return time.perf_counter() - begun
    finally:
        process.terminate()
        process.wait(_ENOUGH_S)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
