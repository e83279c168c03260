"""A `deskbell serve` on the server's core."""

from collections.abc import Generator
from contextlib import contextmanager

from bench.cores import SERVER_CORE, cpu_seconds, on_core
from bench.databases import Place
from tests.serving import Server

_NO_LIMITS = {
    "messages_per_minute": "100000000",
    "arrivals_per_minute": "100000000",
    "trial_seats": "10",
    "log_level": "warning",
}


@contextmanager
def served(place: Place) -> Generator[Server]:
    """A running server over a database, its rate limits out of the way."""
    server = Server(place.folder / "data", place.url, _NO_LIMITS)
    with on_core(SERVER_CORE):
        server.start()
    try:
        yield server
    finally:
        server.stop()


def spent_on(server: Server, place: Place) -> float:
    """The CPU time of the server and, if it is another process, of its database."""
    return cpu_seconds(server.pid, *place.process_ids)
