"""A real `deskbell serve` in a process of its own: started, stopped politely, or killed."""

import os
import signal
import socket
import subprocess
from collections.abc import Mapping
from pathlib import Path

import httpx

from tests.services import DESKBELL, PATIENCE, wait_until

# One for all, for it is asked a hundred times a second; and nothing kept open that would hold up a server's end.
_asking = httpx.Client(limits=httpx.Limits(max_keepalive_connections=0))


class Server:
    """One server over a data folder and a database; start it again after `kill` and it finds what it had."""

    def __init__(self, data: Path, database_url: str | None = None, settings: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.port = free_port()
        self.log = data / "server.log"
        self._database_url = database_url
        self._settings = dict(settings or {})
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it serves, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process that serves."""
        assert self._process is not None, "the server is not running"
        return self._process.pid

    def start(self) -> "Server":
        """Start it, and return when it is ready to serve."""
        assert self._process is None, "the server is running already"
        self.data.mkdir(parents=True, exist_ok=True)
        command = [str(DESKBELL), "serve", "--data", str(self.data)]
        command += ["--host", "127.0.0.1", "--port", str(self.port)]
        command += ["--database-url", self._database_url] if self._database_url else []
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, env=_environment(self._settings))
        try:
            wait_until(self._is_ready, f"{self.url}/health/ready; its log: {self.log}")
        except AssertionError:
            self.kill()
            raise
        return self

    def stop(self) -> int:
        """Ask it to stop, and return its exit status when it has; kill it when it does not obey."""
        return self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it on the spot, as a crash or the kernel would (SIGKILL)."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        process.send_signal(how)
        try:
            return process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"the server did not stop within {PATIENCE:g} seconds") from None

    def _is_ready(self) -> bool:
        assert self._process is not None
        status = self._process.poll()
        assert status is None, (
            f"deskbell serve ended with status {status}:\n{self.log.read_text(errors='replace')[-4000:]}"
        )
        try:
            return _asking.get(f"{self.url}/health/ready", timeout=5).is_success
        except httpx.TransportError:
            return False


def free_port() -> int:
    """A port of the loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This process's environment without settings of its own, so that a developer's do not change a test.

    Passwords are hashed with the least work that is allowed: most of what signs in here is not about signing in.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DESKBELL_")}
    given = {"password_memory": "19", **settings}
    return inherited | {f"DESKBELL_{name.upper()}": value for name, value in given.items()}
