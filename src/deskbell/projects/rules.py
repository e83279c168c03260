"""What is decided about projects by values alone."""

import unicodedata

from deskbell.kit.clock import DAY

GRACE_MS = 30 * DAY
"""How long a closed project can be restored; then it is erased."""

OFFER_LASTS_MS = 7 * DAY
MAX_OWNERS = 20
MAX_OFFERS = 20
"""Owners of one project, and offers that wait at once."""


def name_key(name: str) -> str:
    """A name as it is searched: without capitals, and alike however it was typed."""
    return unicodedata.normalize("NFKC", name).casefold()[:240]


def avatar_path(digest: str | None) -> str | None:
    """Where a picture is on this server; another picture is somewhere else, so it may be kept for ever."""
    return None if digest is None else f"/avatars/{digest}.webp"


def erased_at(closed_at: int | None) -> int | None:
    """When a project that was closed then is erased."""
    return None if closed_at is None else closed_at + GRACE_MS
