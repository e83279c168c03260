"""Figures: sums of conversations, their middle and their slow end. Values in, values out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from deskbell.kit.clock import SECOND
from deskbell.kit.errors import BadInput
from deskbell.reports.tables import Told

Kind: TypeAlias = Literal["all", "agent", "group", "tag"]
MAX_DAYS = 366
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
LIMITS = (30, _MINUTE, 2 * _MINUTE, 5 * _MINUTE, 15 * _MINUTE, _HOUR, 4 * _HOUR, _DAY)
"""Between which seconds the parts of a distribution lie; the last is open."""
# From so many seconds on, times are kept in steps of so many: nobody reads them more finely. Every limit is a step.
_STEPS = ((20 * _DAY, _DAY), (2 * _DAY, _HOUR), (2 * _HOUR, 10 * _MINUTE), (20 * _MINUTE, _MINUTE), (120, 10))


class Figures(msgspec.Struct, omit_defaults=True):
    """Sums. Conversations count on the day they began, but `closed` and `resolution` on the day they were closed.

    `wait`, `reply` and `resolution`: how many took so many seconds; `hours`: how many began in which hour of the week.
    """

    started: int = 0
    replied: int = 0
    assigned: int = 0
    reopened: int = 0
    closed: int = 0
    visitor_messages: int = 0
    team_messages: int = 0
    wait: dict[int, int] = {}
    reply: dict[int, int] = {}
    resolution: dict[int, int] = {}
    hours: dict[int, int] = {}


class Spread(msgspec.Struct):
    """Seconds: half took no longer than `median`, nine of ten no longer than `ninth`. `parts` count by LIMITS."""

    n: int
    median: int | None
    ninth: int | None
    parts: list[int]


class Days(msgspec.Struct, frozen=True):
    """From the first day to the last, both among them, as YYYY-MM-DD."""

    first: str
    last: str

    @property
    def before(self) -> "Days":
        """As many days right before."""
        first, length = date.fromisoformat(self.first), len(self.each())
        return Days((first - timedelta(days=length)).isoformat(), (first - timedelta(days=1)).isoformat())

    def each(self) -> list[str]:
        """Every one of them."""
        first, last = date.fromisoformat(self.first), date.fromisoformat(self.last)
        return [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]

    def moments(self, zone: ZoneInfo) -> tuple[int, int]:
        """From which moment to before which, by the clock of that place."""
        return moment_of(self.first, zone), moment_of(self.last, zone, days=1)


def readable_days(first: str, last: str) -> Days:
    """The days, or a refusal of what is none, or too many."""
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise BadInput("bad_day", field="first") from None
    if not begin <= end or (end - begin).days >= MAX_DAYS or not 1970 < begin.year <= end.year < 9000:  # noqa: PLR2004 - years that a clock can show
        raise BadInput("bad_days", field="last", max=MAX_DAYS)
    return Days(begin.isoformat(), end.isoformat())


def day_of(at: int, zone: ZoneInfo) -> str:
    """Which day it is there then."""
    return datetime.fromtimestamp(at / SECOND, zone).date().isoformat()


def hour_of(at: int, zone: ZoneInfo) -> int:
    """Which hour of the week it is there then; 0 is the first of Monday."""
    shown = datetime.fromtimestamp(at / SECOND, zone)
    return shown.weekday() * 24 + shown.hour


def moment_of(day: str, zone: ZoneInfo, *, days: int = 0, hour: int = 0) -> int:
    """When a day begins there, or an hour of it, or the one so many days later."""
    shown = datetime.combine(date.fromisoformat(day) + timedelta(days=days), time(hour), zone)
    return int(shown.timestamp()) * SECOND


def hours_within(days: Days, hour: int, zone: ZoneInfo) -> list[tuple[int, int]]:
    """From when to when an hour of the week lasts, each time it comes within these days."""
    weekday, at = divmod(hour, 24)
    mine = [day for day in days.each() if date.fromisoformat(day).weekday() == weekday]
    ends = [(day, 0, at + 1) if at < 23 else (day, 1, 0) for day in mine]  # noqa: PLR2004 - the last hour of a day
    return [
        (moment_of(begin, zone, hour=at), moment_of(day, zone, days=more, hour=until))
        for begin, (day, more, until) in zip(mine, ends, strict=True)
    ]


def stepped(milliseconds: int) -> int:
    """The seconds of a time, as finely as they are kept."""
    seconds = max(milliseconds, 0) // SECOND
    step = next((step for least, step in _STEPS if seconds >= least), 1)
    return seconds // step * step


def figures_of(day: str, zone: ZoneInfo, told: Iterable[Told]) -> dict[tuple[Kind, str], Figures]:
    """The sums of a day: of all, and of each agent, group and tag, from the conversations that touch it."""
    found: dict[tuple[Kind, str], Figures] = {}
    for one in told:
        began = day_of(one.started_at, zone) == day
        ended = one.closed_at is not None and day_of(one.closed_at, zone) == day
        if not began and not ended:
            continue
        for key in _parts_of(one):
            sums = found.setdefault(key, Figures(wait={}, reply={}, resolution={}, hours={}))
            if began:
                _began(sums, one, zone)
            if ended and one.closed_at is not None:
                sums.closed += 1
                _count(sums.resolution, stepped(one.closed_at - one.started_at))
    return found


def summed(some: Iterable[Figures]) -> Figures:
    """All of them together."""
    total = Figures(wait={}, reply={}, resolution={}, hours={})
    for one in some:
        for name in ("started", "replied", "assigned", "reopened", "closed", "visitor_messages", "team_messages"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
        for name in ("wait", "reply", "resolution", "hours"):
            into: dict[int, int] = getattr(total, name)
            for value, n in getattr(one, name).items():
                into[value] = into.get(value, 0) + n
    return total


def spread_of(counted: dict[int, int]) -> Spread:
    """Where the middle of these lies, where nine of ten do, and how they are spread."""
    parts = [0] * (len(LIMITS) + 1)
    for seconds, n in counted.items():
        parts[sum(seconds >= limit for limit in LIMITS)] += n
    ordered = sorted(counted.items())
    n = sum(counted.values())
    return Spread(n, _at(ordered, n, 5), _at(ordered, n, 9), parts)


def _at(ordered: Sequence[tuple[int, int]], n: int, tenths: int) -> int | None:
    passed = 0
    for seconds, count in ordered:
        passed += count
        if passed * 10 >= n * tenths:
            return seconds
    return None


def _began(sums: Figures, one: Told, zone: ZoneInfo) -> None:
    sums.started += 1
    sums.visitor_messages += one.visitor_messages
    sums.team_messages += one.team_messages
    sums.reopened += one.reopened > 0
    _count(sums.hours, hour_of(one.started_at, zone))
    if one.assigned_at is not None:
        sums.assigned += 1
        _count(sums.wait, stepped(one.assigned_at - one.started_at))
    if one.replied_at is not None:
        sums.replied += 1
        _count(sums.reply, stepped(one.replied_at - one.started_at))


def _parts_of(one: Told) -> Iterator[tuple[Kind, str]]:
    yield "all", ""
    yield "agent", one.agent_id or ""
    yield "group", one.group_id or ""
    for tag in Counter(one.tags.split()):
        yield "tag", tag


def _count(counted: dict[int, int], value: int) -> None:
    counted[value] = counted.get(value, 0) + 1
