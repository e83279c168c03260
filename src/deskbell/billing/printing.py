"""Printing an invoice: a PDF, made in a process of its own: fonts take memory and time that the server needs."""

import asyncio
import subprocess
import sys

import msgspec
import structlog

from deskbell.billing.invoicing import Invoice
from deskbell.kit.errors import Unavailable

log = structlog.get_logger()

_SECONDS = 30
_AT_ONCE = asyncio.Semaphore(1)


async def printed(one: Invoice) -> bytes:
    """The invoice as a PDF. One at a time; whoever comes meanwhile waits."""
    async with _AT_ONCE:
        return await asyncio.to_thread(_print, msgspec.json.encode(one))


def _print(wanted: bytes) -> bytes:
    command = [sys.executable, "-m", "deskbell.billing.paper"]
    try:
        done = subprocess.run(command, input=wanted, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603 - our own program
    except subprocess.TimeoutExpired as error:
        raise Unavailable("busy") from error
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        log.error("an invoice could not be printed", problem=done.stderr.decode(errors="replace")[-2000:])
        raise Unavailable("busy")
    return done.stdout
