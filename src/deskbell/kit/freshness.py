"""Forms that began from what is no longer there: whoever sends one is told, and nothing is overwritten unseen."""

from deskbell.kit.catalogue import LANGUAGE_NAMES
from deskbell.kit.errors import Conflict


def require_fresh(now: str, began_from: str | None, wanted: str, *, field: str, by: str | None) -> None:
    """Refuse a form that began from another value than is there now, unless it wants what is there anyway.

    `by`: who changed it, where that is known and somebody else.
    """
    if began_from is not None and now not in {began_from, wanted}:
        if not now:
            raise Conflict("stale", field=field)
        shown = _shown(now, field)
        if not by:
            raise Conflict("stale", said="stale_elsewhere", field=field, now=now, shown=shown)
        raise Conflict("stale", said="stale_now", field=field, now=now, shown=shown, by=by)


def _shown(value: str, field: str) -> str:
    """As the form shows it, which names languages and time zones by more than their codes."""
    if field.endswith("language"):
        return LANGUAGE_NAMES.get(value, value)
    return value.replace("_", " ") if field == "time_zone" else value
