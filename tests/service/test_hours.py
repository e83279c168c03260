"""Business hours by values alone: against a clock that is looked at minute by minute."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.kit.clock import MINUTE, SECOND
from deskbell.kit.errors import BadInput
from deskbell.service.hours.rules import Hours, Span, SpecialDays, is_open, next_opening, opening, readable_hours

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kathmandu", "UTC")
# Days on which clocks are changed in one of them, and an ordinary one.
DAYS = (date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 24), date(2026, 6, 3))
times = st.sampled_from([f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 15, 30, 45)])
spans = st.lists(st.builds(Span, times, times), max_size=3)
weeks = st.lists(spans, min_size=7, max_size=7)


class Wall:
    """The same in the simplest way: every minute that a span covers is written down, and looked up."""

    def __init__(self, hours: Hours, zone: str) -> None:
        self._hours = hours
        self._zone = ZoneInfo(zone)
        self._covered: dict[date, set[datetime]] = {}

    def open(self, at: int) -> bool:
        now = datetime.fromtimestamp(at // SECOND, self._zone).replace(tzinfo=None, second=0, fold=0)
        return any(now in self._minutes(now.date() - timedelta(days=back)) for back in (0, 1))

    def _minutes(self, day: date) -> set[datetime]:
        if day not in self._covered:
            special = [days for days in self._hours.special if days.first <= day.isoformat() <= days.last]
            spans = special[0].spans if special else self._hours.week[day.weekday()]
            self._covered[day] = {minute for span in spans for minute in self._of(day, span)}
        return self._covered[day]

    def _of(self, day: date, span: Span) -> Iterator[datetime]:
        minute = datetime.fromisoformat(f"{day}T{span.opens}")
        for _ in range(24 * 60):
            yield minute
            minute += timedelta(minutes=1)
            if minute.strftime("%H:%M") == span.closes:
                return


@settings(deadline=None)
@given(weeks, st.sampled_from(ZONES), st.sampled_from(DAYS), st.integers(0, 47), spans)
def test_open_and_the_next_opening_are_what_a_clock_looked_at_minute_by_minute_says(
    week: list[list[Span]], zone: str, day: date, hour: int, other: list[Span]
) -> None:
    special = [SpecialDays(day.isoformat(), day.isoformat(), "Feast", other)]
    hours = Hours(kept=True, week=week, special=special, assign_outside=True)
    begin = int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("UTC")).timestamp()) * SECOND
    at = begin + (hour - 24) * 60 * MINUTE
    clock, wall = ZoneInfo(zone), Wall(hours, zone)
    assert is_open(hours, clock, at) == wall.open(at)
    if is_open(hours, clock, at):
        return
    # The opening is open, and on the way there it is not: looked at every quarter, for nothing here is finer.
    opens_at = next_opening(hours, clock, at)
    end = at + 36 * 60 * MINUTE if opens_at is None else min(opens_at, at + 36 * 60 * MINUTE)
    assert not any(wall.open(moment) for moment in range(at, end, 15 * MINUTE))
    assert opens_at is None or wall.open(opens_at)


def at(text: str, zone: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()) * SECOND


def week(**days: list[Span]) -> list[list[Span]]:
    return [days.get(name, []) for name in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]


def kept(week: list[list[Span]], *special: SpecialDays) -> Hours:
    return Hours(kept=True, week=week, special=list(special), assign_outside=True)


NINE_TO_FIVE = week(**{name: [Span("09:00", "17:00")] for name in ("mon", "tue", "wed", "thu", "fri")})
CHRISTMAS = SpecialDays("2026-12-24", "2026-12-27", "Christmas", [])


@pytest.mark.parametrize(
    ("hours", "zone", "now", "opens"),
    [
        (kept(NINE_TO_FIVE), "Europe/Berlin", "2026-11-20T18:00", "2026-11-23T09:00"),
        (kept(NINE_TO_FIVE, CHRISTMAS), "Europe/Berlin", "2026-12-23T17:00", "2026-12-28T09:00"),
        # Past midnight, and open again while the night's hour comes twice.
        (kept(week(sat=[Span("22:00", "02:30")])), "Europe/Berlin", "2026-10-24T12:00", "2026-10-24T22:00"),
        # An opening that the clocks skip happens when they jump.
        (kept(week(sun=[Span("02:30", "06:00")])), "Europe/Berlin", "2026-03-29T01:00", "2026-03-29T03:00"),
        (kept(week()), "UTC", "2026-06-03T12:00", None),
    ],
    ids=["weekend", "holidays", "past midnight", "skipped", "never"],
)  # fmt: skip
def test_when_it_opens(hours: Hours, zone: str, now: str, opens: str | None) -> None:
    found = opening(hours, zone, at(now, zone))
    assert found is not None
    assert not found.open
    assert found.opens_at == (None if opens is None else at(opens, zone))


def test_hours_that_are_not_kept_tell_nothing_and_what_is_no_time_is_refused() -> None:
    assert opening(msgspec.structs.replace(kept(NINE_TO_FIVE), kept=False), "UTC", 0) is None
    for bad in (
        kept(week(mon=[Span("9:00", "17:00")])),
        kept(week(mon=[Span("09:00", "24:00")])),
        kept(week(), SpecialDays("2026-02-30", "2026-03-01", "Never", [])),
        kept(week(), SpecialDays("2026-03-02", "2026-03-01", "Backwards", [])),
    ):
        with pytest.raises(BadInput):
            readable_hours(bad)
