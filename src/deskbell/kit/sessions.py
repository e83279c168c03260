"""How long a sign-in lasts: 30 days after it was last used, noted at most once an hour."""

from deskbell.kit.clock import DAY, HOUR

LASTS_MS = 30 * DAY
COOKIE_SECONDS = 400 * DAY // 1000
"""How long a browser keeps the cookie: as long as it keeps any. The server decides when the session ends."""


def is_due(last_seen_at: int, now: int) -> bool:
    """Whether the use of a session is worth a write: not at every request."""
    return now - last_seen_at >= HOUR
