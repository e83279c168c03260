"""One try: the body signed, sent to where the address leads now, and what came back."""

import random
import time

from deskbell.kit.clock import Clock
from deskbell.kit.outgoing import NotReached, fetch
from deskbell.kit.texts import short
from deskbell.settings import Settings
from deskbell.webhooks.claiming import Claimed, Tried
from deskbell.webhooks.signing import opened, signed

EXCERPT_BYTES = 2_048
_REDIRECTS = range(300, 400)


async def try_once(one: Claimed, settings: Settings, clock: Clock) -> Tried:
    """Send it. Whatever goes wrong is an outcome."""
    began = time.monotonic()
    status, problem, excerpt = None, "", ""
    try:
        status, excerpt = await _send(one, settings, clock())
        problem = "redirected" if status in _REDIRECTS else ""
    except NotReached as away:
        problem = away.why
    took_ms = int((time.monotonic() - began) * 1000)
    return Tried(status, problem, excerpt, took_ms, random.random())  # noqa: S311 - so that not all come back at once


async def _send(one: Claimed, settings: Settings, now: int) -> tuple[int, str]:
    secrets = opened(one.secrets, key=settings.secret_key, webhook_id=one.webhook_id, now=now)
    if one.body is None or not secrets:
        raise NotReached("unsigned" if one.body is not None else "erased")
    headers = {
        "content-type": "application/json",
        "user-agent": "Deskbell-Webhooks",
        **signed(one.body, webhook_id=one.id, now=now, by=secrets),
    }
    near = settings.webhooks_allow_private
    answer = await fetch(one.url, trusted=near, body=one.body.encode(), headers=headers, enough_bytes=EXCERPT_BYTES)
    # A character may have been cut in two; a NUL has no place in a database.
    return answer.status, short(answer.body.decode("utf-8", "replace"), EXCERPT_BYTES)
