"""What a person chooses for themselves or their project: a language of ours, a time zone of the world."""

from functools import cache
from zoneinfo import available_timezones

from deskbell.kit.catalogue import LANGUAGES
from deskbell.kit.errors import BadInput

UTC = "UTC"


def readable_language(tag: str, *, field: str = "language") -> str:
    """One of the languages that the product speaks, exactly as it is named there."""
    if tag not in LANGUAGES:
        raise BadInput("bad_language", field=field)
    return tag


def readable_time_zone(name: str, *, field: str = "time_zone") -> str:
    """A zone of the IANA database, such as `Asia/Shanghai`."""
    if name not in _time_zones():
        raise BadInput("bad_time_zone", field=field)
    return name


@cache
def _time_zones() -> frozenset[str]:
    """Reading them walks the system's folder of zones, so once."""
    return frozenset(available_timezones() | {UTC})
