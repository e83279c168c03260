"""What may be told, which addresses are written to, and when to try again: values in, values or a refusal out."""

from collections.abc import Collection
from ipaddress import ip_address
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from deskbell.kit.clock import DAY, HOUR, SECOND
from deskbell.kit.errors import BadInput, Conflict
from deskbell.kit.outgoing import is_public
from deskbell.kit.texts import cleaned

EventName: TypeAlias = Literal[
    "conversation_started",
    "conversation_assigned",
    "conversation_returned",
    "conversation_transferred",
    "conversation_snoozed",
    "conversation_woken",
    "conversation_closed",
    "conversation_reopened",
    "conversation_changed",
    "message_posted",
    "message_edited",
    "message_recalled",
    "note_posted",
    "visitor_changed",
    "visitor_blocked",
    "project_renamed",
    "project_settled",
]
"""What endpoints may be told. Missing on purpose: who has read what, what only shows on screens, who is in the team."""

ONLY_WHEN_CHOSEN: frozenset[EventName] = frozenset({"note_posted"})
"""What the team writes for itself leaves the house only where somebody says so by name."""

MAX_WEBHOOKS = 10
MAX_URL = 2_000
MAX_WAITING = 10_000
"""How many events may wait for one endpoint; with more it is turned off."""
TRIED_FOR_MS = 3 * DAY
FAILING_MS = 5 * DAY
"""How long an endpoint may take nothing at all before it is turned off."""
BOTH_SECRETS_MS = DAY
MAX_SECRETS = 3
_FIRST_PAUSE_MS = 10 * SECOND
_LONGEST_PAUSE_MS = 12 * HOUR
_GONE = 410
_FOR_THE_TEAM = {"message_edited": "note_posted", "message_recalled": "note_posted"}

Stopped: TypeAlias = Literal["by_hand", "gone", "failing", "overflowing"]
DeliveryState: TypeAlias = Literal["waiting", "sending", "retrying", "delivered", "failed"]


class Progress(NamedTuple):
    """How far a delivery has come: times, null where that has not happened."""

    due_at: int | None
    leased_until: int | None
    # Since somebody had it sent again, if anybody had.
    tries: int
    delivered_at: int | None


def event_of(fact: str, *, team_alone: bool) -> str:
    """Under which name a fact is chosen: notes that are reworded or taken back go with notes."""
    return _FOR_THE_TEAM.get(fact, fact) if team_alone else fact


def wants(chosen: Collection[str] | None, event: str, offered: Collection[str]) -> bool:
    """Whether an endpoint is told of an event. None: all of those that need not be chosen."""
    if event not in offered:
        return False
    return event not in ONLY_WHEN_CHOSEN if chosen is None else event in chosen


def readable_url(text: str, *, private: bool) -> str:
    """An address that may be written to, as far as it tells: where its name leads is looked at with every try."""
    url = cleaned(text, field="url")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadInput("bad_webhook_url", field="url") from None
    schemes = {"https", "http"} if private else {"https"}
    if parts.scheme not in schemes or not host or len(url) > MAX_URL or port == 0 or not url.isprintable():
        raise BadInput("bad_webhook_url", field="url")
    if " " in url or "\\" in url or "#" in url:
        raise BadInput("bad_webhook_url", field="url")
    if parts.username is not None or parts.password is not None:
        raise BadInput("webhook_url_with_password", field="url")
    if not private and _is_near(host):
        raise BadInput("webhook_url_private", field="url")
    return url


def readable_events(chosen: Collection[EventName] | None) -> str | None:
    """The choice as it is stored."""
    if chosen is None:
        return None
    if not chosen:
        raise BadInput("no_events", field="events")
    return " ".join(sorted(set(chosen)))


def require_room(there: int) -> None:
    """Refuse one endpoint too many."""
    if there >= MAX_WEBHOOKS:
        raise Conflict("too_many_webhooks", max=MAX_WEBHOOKS)


def pause_after(tries: int, chance: float) -> int:
    """How long to wait after so many tries, in milliseconds: three times as long each time, not all at one moment.

    `chance` is from 0 to 1.
    """
    pause = min(_FIRST_PAUSE_MS * 3 ** min(max(tries - 1, 0), 20), _LONGEST_PAUSE_MS)
    return int(pause * (0.75 + chance / 2))


def stops(status: int | None, *, failing_since: int, now: int) -> Stopped | None:
    """Whether an answer, or none for so long, turns the endpoint off."""
    if status == _GONE:
        return "gone"
    return "failing" if now - failing_since >= FAILING_MS else None


def state_of(delivery: Progress, now: int) -> DeliveryState:
    """Where a delivery is."""
    if delivery.due_at is None:
        return "delivered" if delivery.delivered_at is not None else "failed"
    if delivery.leased_until is not None and delivery.leased_until > now:
        return "sending"
    return "retrying" if delivery.tries else "waiting"


def _is_near(host: str) -> bool:
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return host.rstrip(".").lower() == "localhost" or host.lower().endswith(".localhost")
    return not is_public(host)
