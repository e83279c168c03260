import pytest

from deskbell.kit.errors import Conflict
from deskbell.subscriptions import State, Subscription, period_at, seats_at, state_at
from deskbell.subscriptions.rules import require_seat

BEGAN, TRIAL_END, PAID_END, GRACE_END = 1_000, 2_000, 5_000, 6_000


def trial(plan: str = "trial") -> Subscription:
    return Subscription("p", plan, BEGAN, TRIAL_END, 5, None, None, None, None, BEGAN)


def bought(valid_from: int, valid_until: int | None = PAID_END, grace_until: int | None = GRACE_END) -> Subscription:
    return Subscription("p", "team", BEGAN, TRIAL_END, 5, 20, valid_from, valid_until, grace_until, BEGAN)


@pytest.mark.parametrize(
    ("subscription", "now", "state"),
    [
        (trial(), BEGAN, "trialing"),
        (trial(), TRIAL_END - 1, "trialing"),
        (trial(), TRIAL_END, "expired"),
        (trial("free"), TRIAL_END, "free"),
        (bought(1_500), 1_499, "trialing"),
        (bought(1_500), 1_500, "active"),
        (bought(2_500), 2_400, "expired"),
        (bought(1_500), PAID_END - 1, "active"),
        (bought(1_500), PAID_END, "grace"),
        (bought(1_500), GRACE_END - 1, "grace"),
        (bought(1_500), GRACE_END, "expired"),
        (bought(1_500, grace_until=None), PAID_END, "expired"),
        (bought(1_500, valid_until=None), 10**15, "active"),
    ],
)
def test_the_state_is_right_to_the_millisecond(subscription: Subscription, now: int, state: State) -> None:
    assert state_at(subscription, now) == state


def test_the_period_shown_is_the_trial_until_the_bought_one_begins() -> None:
    assert period_at(bought(3_000), 2_999) == (BEGAN, TRIAL_END, None)
    assert period_at(bought(3_000), 3_000) == (3_000, PAID_END, GRACE_END)


@pytest.mark.parametrize(
    ("subscription", "now", "limit"),
    [(trial(), BEGAN, 5), (trial(), TRIAL_END, 1), (bought(1_500), 1_500, 20), (bought(1_500), PAID_END, 20)],
)
def test_the_seats_follow_the_state(subscription: Subscription, now: int, limit: int) -> None:
    assert seats_at(subscription, now, used=0).bought == limit


def test_nothing_less_than_no_seat_remains() -> None:
    assert seats_at(trial(), TRIAL_END, used=3).remaining == 0
    assert seats_at(trial(), BEGAN, used=3, pending=1).remaining == 1
    assert seats_at(trial(), BEGAN, used=3, pending=9).remaining == 0


def test_the_last_seat_may_be_taken_and_no_more() -> None:
    require_seat(5, 4)
    with pytest.raises(Conflict, match="no_seat_left"):
        require_seat(5, 5)
