"""Figures are sums of conversations: on the right day, of the right people, with their middle and their slow end."""

from zoneinfo import ZoneInfo

import pytest

from deskbell.kit.clock import DAY, HOUR, MINUTE, SECOND
from deskbell.kit.errors import BadInput
from deskbell.reports.rules import (
    LIMITS,
    Days,
    day_of,
    figures_of,
    hours_within,
    moment_of,
    readable_days,
    spread_of,
    stepped,
    summed,
)
from deskbell.reports.tables import Told

BERLIN = ZoneInfo("Europe/Berlin")
# A Monday, 09:00 by Berlin's clock.
NINE = moment_of("2026-03-02", BERLIN, hour=9)


def told(number: int, *, at: int = NINE, **more: int | str | None) -> Told:
    return Told("project", f"c{number}", "visitor", at, **more)  # pyright: ignore[reportArgumentType] - made up by name


def test_a_day_is_summed_for_all_and_for_each_agent_group_and_tag() -> None:
    some = [
        told(1, assigned_at=NINE + 5 * SECOND, replied_at=NINE + MINUTE, closed_at=NINE + HOUR, agent_id="ada",
             group_id="sales", tags=" late  parcel ", visitor_messages=2, team_messages=3, reopened=2),
        told(2, at=NINE + HOUR, agent_id="ada", visitor_messages=1),
        told(3, at=NINE - DAY, closed_at=NINE, agent_id="ben"),
        told(4, at=NINE + DAY),
    ]  # fmt: skip
    found = figures_of("2026-03-02", BERLIN, some)
    assert {key: (sums.started, sums.closed) for key, sums in found.items()} == {
        ("all", ""): (2, 2),
        ("agent", "ada"): (2, 1),
        ("agent", "ben"): (0, 1),
        ("group", "sales"): (1, 1),
        ("group", ""): (1, 1),
        ("tag", "late"): (1, 1),
        ("tag", "parcel"): (1, 1),
    }
    whole = found["all", ""]
    assert (whole.assigned, whole.replied, whole.reopened) == (1, 1, 1)
    assert (whole.visitor_messages, whole.team_messages) == (3, 3)
    assert (whole.wait, whole.reply, whole.resolution) == ({5: 1}, {60: 1}, {3_600: 1, 86_400: 1})
    assert whole.hours == {9: 1, 10: 1}
    assert summed([whole, whole]).resolution == {3_600: 2, 86_400: 2}


def test_half_and_nine_of_ten_took_no_longer() -> None:
    spread = spread_of({10: 4, 60: 4, 600: 1, 7_200: 1})
    assert (spread.n, spread.median, spread.ninth) == (10, 60, 600)
    assert spread.parts == [4, 0, 4, 0, 1, 0, 1, 0, 0]
    assert spread_of({}).median is None


def test_what_is_kept_of_a_time_is_never_more_and_never_leaves_its_part_of_a_distribution() -> None:
    for seconds in [*range(0, 20_000, 7), *LIMITS, *(limit - 1 for limit in LIMITS), 90 * 86_400]:
        kept = stepped(seconds * SECOND)
        assert kept <= seconds <= kept * 1.09 + 1
        assert [kept >= limit for limit in LIMITS] == [seconds >= limit for limit in LIMITS]
    assert stepped(-5) == 0


def test_days_go_by_the_projects_clock_also_where_it_is_changed() -> None:
    days = Days("2026-03-29", "2026-03-29")
    begin, end = days.moments(BERLIN)
    assert end - begin == 23 * HOUR
    assert {day_of(begin, BERLIN), day_of(end - 1, BERLIN)} == {"2026-03-29"}
    # The hour that the clocks skip has no length; the last of the day ends with it.
    sunday = 6 * 24
    assert [until - since for since, until in hours_within(days, sunday + 2, BERLIN)] == [0]
    assert hours_within(days, sunday + 23, BERLIN) == [(end - HOUR, end)]
    assert Days("2026-03-02", "2026-03-08").before == Days("2026-02-23", "2026-03-01")


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2026-02-30", "2026-03-01", "bad_day"),
        ("", "2026-03-01", "bad_day"),
        ("2026-03-02", "2026-03-01", "bad_days"),
        ("2024-03-02", "2026-03-01", "bad_days"),
        ("0001-01-01", "0001-01-01", "bad_days"),
    ],
)
def test_what_are_no_days_is_refused(first: str, last: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        readable_days(first, last)
    assert refused.value.code == code
