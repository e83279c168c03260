"""Open or not: values in, an answer out. What counts is what the clock on the project's wall shows.

A day's time that closes at or before it opens goes on past midnight. In the hour that the clocks repeat, both passes
are open; an opening that they skip happens when they jump.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from deskbell.kit.clock import SECOND
from deskbell.kit.errors import BadInput
from deskbell.kit.texts import readable_name

MAX_SPANS = 6
MAX_SPECIAL = 100
_DAY = 24 * 60
_WEEK = 7
# Further than this nobody looks for an opening.
_HORIZON = 400
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
Text = Annotated[str, Meta(max_length=1_000)]


class Span(msgspec.Struct, frozen=True):
    """From when to when, as `HH:MM`; `closes` at or before `opens` is on the next day."""

    opens: Text
    closes: Text


Spans = Annotated[list[Span], Meta(max_length=MAX_SPANS)]


class SpecialDays(msgspec.Struct, frozen=True):
    """Days, as `YYYY-MM-DD`, on which other times hold than in the week; without any it is closed."""

    first: Text
    last: Text
    name: Text
    spans: Spans


class Hours(msgspec.Struct, frozen=True):
    """When the team is there. `kept`: whether hours are kept at all; `week` begins on Monday.

    `assign_outside`: whether routing gives conversations out while it is closed, to whoever is here.
    """

    kept: bool
    week: Annotated[list[Spans], Meta(min_length=_WEEK, max_length=_WEEK)]
    special: Annotated[list[SpecialDays], Meta(max_length=MAX_SPECIAL)]
    assign_outside: bool


AS_THEY_COME = Hours(
    kept=False, week=[[Span("09:00", "17:00")] if day < 5 else [] for day in range(_WEEK)], special=[],  # noqa: PLR2004 - Monday to Friday
    assign_outside=True,
)  # fmt: skip


class Opening(msgspec.Struct, frozen=True):
    """Whether it is open now, and if not, when it opens; null: nobody knows."""

    open: bool
    opens_at: int | None


def readable_hours(wanted: Hours) -> Hours:
    """The hours in their order, or a refusal of what is no time, day or name."""
    return msgspec.structs.replace(
        wanted,
        week=[_readable_spans(spans) for spans in wanted.week],
        special=sorted((_readable_days(days) for days in wanted.special), key=lambda days: (days.first, days.last)),
    )


def opening(hours: Hours, zone: str, at: int) -> Opening | None:
    """How it stands at a moment; None where no hours are kept."""
    if not hours.kept:
        return None
    clock = ZoneInfo(zone)
    if is_open(hours, clock, at):
        return Opening(open=True, opens_at=None)
    return Opening(open=False, opens_at=next_opening(hours, clock, at))


def is_open(hours: Hours, clock: ZoneInfo, at: int) -> bool:
    """Whether what the clock shows then is within a span of that day, or of the day before it."""
    shown = datetime.fromtimestamp(at // SECOND, clock)
    minute, day = shown.hour * 60 + shown.minute, shown.date()
    return any(opens <= minute < closes for opens, closes in _spans_of(hours, day)) or any(
        minute + _DAY < closes for _, closes in _spans_of(hours, day - timedelta(days=1))
    )


def next_opening(hours: Hours, clock: ZoneInfo, at: int) -> int | None:
    """The first moment after `at` at which it is open; only asked while it is closed."""
    first = datetime.fromtimestamp(at // SECOND, clock).date()
    if not any(hours.week) and not any(days.spans for days in hours.special):
        return None
    for offset in range(_HORIZON):
        for moment in sorted(_turns(hours, clock, first + timedelta(days=offset))):
            if moment > at and is_open(hours, clock, moment):
                return moment
    return None


def _turns(hours: Hours, clock: ZoneInfo, day: date) -> Iterator[int]:
    """Every moment of a day at which it may open: what opens, in both folds, and where the clocks are changed."""
    for opens, _ in _spans_of(hours, day):
        at = time(opens // 60, opens % 60)
        for fold in (0, 1):
            yield _moment(datetime.combine(day, at, clock).replace(fold=fold))
    begin, end = (_moment(datetime.combine(day + timedelta(days=n), time(), clock)) for n in (0, 1))
    if _offset(clock, begin) != _offset(clock, end):
        yield _change_between(clock, begin, end)
    yield begin


def _change_between(clock: ZoneInfo, begin: int, end: int) -> int:
    """The minute at which the clocks are changed."""
    minute = 60 * SECOND
    before = _offset(clock, begin)
    while end - begin > minute:
        middle = begin + (end - begin) // 2 // minute * minute
        if _offset(clock, middle) == before:
            begin = middle
        else:
            end = middle
    return end


def _offset(clock: ZoneInfo, at: int) -> timedelta | None:
    return datetime.fromtimestamp(at // SECOND, clock).utcoffset()


def _moment(shown: datetime) -> int:
    return int(shown.timestamp()) * SECOND


def _spans_of(hours: Hours, day: date) -> list[tuple[int, int]]:
    """Minutes of that day between which it is open; the second may lie in the next one."""
    text = day.isoformat()
    special = next((days.spans for days in hours.special if days.first <= text <= days.last), None)
    spans = hours.week[day.weekday()] if special is None else special
    return [_minutes(span) for span in spans]


def _minutes(span: Span) -> tuple[int, int]:
    opens, closes = (int(text[:2]) * 60 + int(text[3:]) for text in (span.opens, span.closes))
    return opens, closes if closes > opens else closes + _DAY


def _readable_spans(spans: Sequence[Span]) -> list[Span]:
    for text in (text for span in spans for text in (span.opens, span.closes)):
        if not _TIME.fullmatch(text):
            raise BadInput("bad_time_of_day", field="week")
    return sorted(spans, key=lambda span: (span.opens, span.closes))


def _readable_days(days: SpecialDays) -> SpecialDays:
    try:
        first, last = date.fromisoformat(days.first), date.fromisoformat(days.last)
    except ValueError:
        raise BadInput("bad_day", field="special") from None
    if not first <= last:
        raise BadInput("bad_day", field="special")
    name = readable_name(days.name) if days.name.strip() else ""
    return SpecialDays(first.isoformat(), last.isoformat(), name, _readable_spans(days.spans))
