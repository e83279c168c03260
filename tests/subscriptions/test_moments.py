"""Whatever the times of a subscription are: between its moments nothing changes, at each the right thing does."""

import itertools

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from deskbell.kit.clock import DAY
from deskbell.subscriptions import FREE, Subscription, period_at, seats_at, state_at, turns_after
from deskbell.subscriptions.rules import as_of, moments, reminders, terms_at

_TIMES = st.integers(1, 60 * DAY)
_LENGTHS = st.integers(1, 40 * DAY)
_SEATS = st.integers(1, 50)


@st.composite
def subscriptions(draw: st.DrawFn) -> Subscription:
    """Any that our commands could leave behind."""
    begins = draw(_TIMES)
    trial = draw(st.integers(0, 30 * DAY))
    trial_ends = begins + trial
    kept = Subscription(
        "p", "team" if trial else FREE, begins, trial_ends, draw(_SEATS), None, None, None, None, begins
    )
    if draw(st.booleans()) and trial:
        kept = msgspec.structs.replace(kept, trial_grace_until=trial_ends + draw(_LENGTHS))
    if draw(st.booleans()):
        valid_from = begins + draw(_LENGTHS)
        until = draw(st.none() | _LENGTHS.map(lambda more: valid_from + more))
        grace = None if until is None else draw(st.none() | _LENGTHS.map(lambda more: until + more))
        kept = msgspec.structs.replace(
            kept, plan="team", seats=draw(_SEATS), valid_from=valid_from, valid_until=until, grace_until=grace
        )
        if until is not None and draw(st.booleans()):
            plan = draw(st.sampled_from(["team", FREE]))
            kept = msgspec.structs.replace(kept, later_plan=plan, later_seats=draw(_SEATS), later_at=until)
    if draw(st.booleans()):
        kept = msgspec.structs.replace(kept, suspended_at=begins + draw(_LENGTHS))
    return kept


@given(subscriptions(), st.data())
def test_nothing_changes_between_two_moments(kept: Subscription, data: st.DataObject) -> None:
    edges = [kept.trial_started_at, *moments(kept), 200 * DAY]
    for start, end in itertools.pairwise(edges):
        if start < end:
            some = data.draw(st.integers(start, end - 1))
            for now in (some, end - 1):
                assert state_at(kept, now) == state_at(kept, start)
                assert terms_at(kept, now) == terms_at(kept, start)
                assert period_at(kept, now) == period_at(kept, start)


@given(subscriptions())
def test_the_state_is_that_of_the_period_that_is_shown(kept: Subscription) -> None:
    for at in [kept.trial_started_at, *moments(kept)]:
        for now in (at - 1, at, at + 1):
            if now < kept.trial_started_at or (kept.suspended_at is not None and now >= kept.suspended_at):
                continue
            state, period = state_at(kept, now), period_at(kept, now)
            until = period.valid_until
            assert (state in {"trialing", "active", "free"}) == (until is None or now < until)
            if state == "free":
                assert until is None
            if state == "grace":
                assert period.grace_until is not None
                assert now < period.grace_until
            if state == "expired":
                assert until is not None
                assert until <= now
                assert period.grace_until is None or period.grace_until <= now


@given(subscriptions(), st.integers(0, 200))
def test_the_seats_add_up_and_are_never_more_than_there_are(kept: Subscription, used: int) -> None:
    for now in moments(kept):
        seats = seats_at(kept, now, used=used, free_seats=1)
        assert seats.used + seats.suspended == used
        assert seats.used + seats.remaining == seats.bought or used > seats.bought
        assert min(seats.used, seats.remaining, seats.suspended) >= 0
        assert seats.used <= seats.bought
        if state_at(kept, now) in {"expired", "free"}:
            assert seats.bought == 1


@given(subscriptions())
def test_walking_from_turn_to_turn_meets_every_moment_and_reminder_once(kept: Subscription) -> None:
    met: list[int] = []
    now: int | None = kept.trial_started_at
    while now is not None:
        met.append(now)
        now = turns_after(kept, now)
    wanted = {*moments(kept), *(one.at for one in reminders(kept))}
    assert met[1:] == sorted(at for at in wanted if at > kept.trial_started_at)


@given(subscriptions())
def test_what_was_scheduled_is_so_from_its_moment_on(kept: Subscription) -> None:
    if kept.later_at is None:
        return
    assert as_of(kept, kept.later_at - 1) == kept
    after = as_of(kept, kept.later_at)
    assert (after.plan, after.later_at) == (kept.later_plan, None)
    assert state_at(after, kept.later_at) == state_at(kept, kept.later_at)
    assert terms_at(after, kept.later_at) == terms_at(kept, kept.later_at)
