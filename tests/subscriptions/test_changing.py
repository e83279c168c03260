"""Granting, changing and turning, on both databases, with the clock moved by hand."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import pytest

from deskbell.audit import By
from deskbell.kit.clock import DAY
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import BadInput, Conflict, Forbidden, NotFound
from deskbell.projects import Owner
from deskbell.subscriptions import (
    FREE,
    Paid,
    Subscription,
    Wish,
    cancel_change,
    change_seats,
    grant,
    history,
    limits_of,
    projects_due,
    require_feature,
    require_free_seat,
    resume,
    seats_at,
    state_at,
    subscription_of,
    suspend,
    turn,
    use_plans,
)
from deskbell.subscriptions.catalogue import plans_in, read_plans
from tests.rooms import Clock, new_account, new_project, team_facts

R = TypeVar("R")
OPERATOR = By("operator", None, "Opal Operator")
MONTH = 30 * DAY


def do(db: Database, owner: Owner, command: Callable[..., R], *args: Any, **more: Any) -> R:
    def run(tx: Tx, actor: Owner) -> R:
        return command(tx, *args, project_id=actor.project_id, **more)

    return db.write_now(run, owner)


def turned(db: Database, owner: Owner) -> Any:
    return db.write_now(lambda tx, actor: turn(tx, actor.project_id), owner)


def now_of(db: Database, owner: Owner, clock: Clock) -> tuple[str, int]:
    limits = db.read_now(limits_of, owner.project_id)
    return state_at(db.read_now(subscription_of, owner.project_id), clock.now), limits.seats


def told(db: Database, owner: Owner) -> list[tuple[str, str, int]]:
    lines, _ = db.read_now(history, owner.project_id, None, 100)
    return [(line.what, line.plan, line.seats) for line in reversed(lines)]


@pytest.fixture
def owner(db: Database) -> Owner:
    return new_project(db, new_account(db))


def granted(db: Database, owner: Owner, clock: Clock, seats: int = 10, **more: Any) -> Subscription:
    given: dict[str, Any] = {"plan": "standard", "seats": seats, "valid_until": clock.now + MONTH, **more}
    return do(db, owner, grant, OPERATOR, **given)


def test_a_grant_holds_to_the_millisecond_then_grace_then_the_free_plan(
    db: Database, owner: Owner, clock: Clock
) -> None:
    end = clock.now + MONTH
    granted(db, owner, clock, grace_days=7)
    for moment, before, after in (
        (end, ("active", 10), ("grace", 10)),
        (end + 7 * DAY, ("grace", 10), ("expired", 1)),
    ):
        clock.now = moment - 1
        assert now_of(db, owner, clock) == before
        clock.now = moment
        assert now_of(db, owner, clock) == after
    turned(db, owner)
    assert told(db, owner) == [
        ("trial_started", "standard", 5),
        ("granted", "standard", 10),
        ("grace_began", "standard", 10),
        ("expired", FREE, 1),
    ]
    lines, _ = db.read_now(history, owner.project_id, None, 100)
    assert [line.at for line in lines[:2]] == [end + 7 * DAY, end]
    assert [line.by_kind for line in lines] == ["system", "system", "operator", "account"]


def test_the_same_plan_goes_on_and_another_one_begins_now(db: Database, owner: Owner, clock: Clock) -> None:
    began = granted(db, owner, clock).valid_from
    clock.now += DAY
    assert granted(db, owner, clock).valid_from == began
    clock.now += 2 * MONTH
    assert granted(db, owner, clock).valid_from == clock.now


def test_more_seats_at_once_and_only_who_may(db: Database, owner: Owner, clock: Clock) -> None:
    granted(db, owner, clock)
    with pytest.raises(Forbidden, match="seats_not_yours"):
        do(db, owner, change_seats, owner.by, wish=Wish(11))
    do(db, owner, change_seats, owner.by, wish=Wish(11), paid=True)
    do(db, owner, change_seats, OPERATOR, wish=Wish(12))
    assert now_of(db, owner, clock) == ("active", 12)


def test_fewer_seats_from_the_end_of_the_period_on(db: Database, owner: Owner, clock: Clock) -> None:
    until = granted(db, owner, clock, grace_days=7).valid_until or 0
    later = do(db, owner, change_seats, owner.by, wish=Wish(4))
    assert (later.later_seats, later.later_at, later.later_by) == (4, until, owner.name)
    assert do(db, owner, change_seats, owner.by, wish=Wish(4)) == later
    assert now_of(db, owner, clock) == ("active", 10)
    clock.now = until - 1
    # The period goes on meanwhile; what is scheduled stays for the day that it was scheduled for.
    granted_again = do(db, owner, grant, OPERATOR, plan="standard", seats=10, valid_until=until + MONTH)
    assert granted_again.later_at is None
    do(db, owner, change_seats, owner.by, wish=Wish(3))
    clock.now = until + MONTH - 1
    assert now_of(db, owner, clock) == ("active", 10)
    clock.now += 1
    assert now_of(db, owner, clock) == ("grace", 3)
    turned(db, owner)
    assert told(db, owner)[-2:] == [("change_applied", "standard", 3), ("grace_began", "standard", 3)]
    assert db.read_now(subscription_of, owner.project_id).later_at is None


def test_the_free_plan_from_the_end_of_the_period_on(db: Database, owner: Owner, clock: Clock) -> None:
    until = granted(db, owner, clock).valid_until or 0
    do(db, owner, change_seats, owner.by, wish=Wish(1, FREE))
    clock.now = until
    assert now_of(db, owner, clock) == ("free", 1)
    turned(db, owner)
    assert now_of(db, owner, clock) == ("free", 1)
    assert db.read_now(subscription_of, owner.project_id).turns_at is None


def test_what_is_scheduled_can_be_cancelled_until_then(db: Database, owner: Owner, clock: Clock) -> None:
    until = granted(db, owner, clock).valid_until or 0
    do(db, owner, change_seats, owner.by, wish=Wish(4))
    do(db, owner, cancel_change, owner.by)
    assert do(db, owner, cancel_change, owner.by).later_at is None
    do(db, owner, change_seats, owner.by, wish=Wish(4))
    # Wishing what one has is the same as cancelling.
    do(db, owner, change_seats, owner.by, wish=Wish(10))
    clock.now = until
    assert now_of(db, owner, clock)[1] == 10
    assert [what for what, _, _ in told(db, owner)][2:] == [
        "change_scheduled",
        "change_cancelled",
        "change_scheduled",
        "change_cancelled",
    ]


def test_without_an_end_fewer_seats_come_at_once(db: Database, owner: Owner, clock: Clock) -> None:
    granted(db, owner, clock, valid_until=None)
    do(db, owner, change_seats, owner.by, wish=Wish(2))
    assert now_of(db, owner, clock) == ("active", 2)


def test_a_form_from_before_the_last_change_is_stale(db: Database, owner: Owner, clock: Clock) -> None:
    revision = granted(db, owner, clock).revision
    do(db, owner, change_seats, owner.by, wish=Wish(4), revision=revision)
    with pytest.raises(Conflict, match="stale"):
        do(db, owner, change_seats, owner.by, wish=Wish(5), revision=revision)
    with pytest.raises(Conflict, match="stale"):
        do(db, owner, cancel_change, owner.by, revision=revision)


def test_what_time_has_not_changed_is_no_other_revision(db: Database, owner: Owner, clock: Clock) -> None:
    clock.now += 1_000
    seen = granted(db, owner, clock).revision
    clock.now += 1_000
    assert turned(db, owner).subscription.revision == seen, "whoever granted it can go on at once"
    clock.now += MONTH
    assert turned(db, owner).subscription.revision > seen


def test_nothing_can_be_changed_before_something_is_bought(db: Database, owner: Owner) -> None:
    with pytest.raises(Conflict, match="nothing_bought"):
        do(db, owner, change_seats, OPERATOR, wish=Wish(2))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"plan": "gold"}, "unknown_plan"),
        ({"seats": 0}, "bad_seats"),
        ({"seats": 100_001}, "bad_seats"),
        ({"seats": -(10**30)}, "bad_seats"),
        ({"valid_until": 5}, "bad_period"),
        ({"valid_until": 10**17}, "bad_period"),
        ({"grace_days": -1}, "bad_period"),
        ({"grace_days": 10**6}, "bad_period"),
    ],
)
def test_what_no_plan_or_period_can_be_is_refused(
    db: Database, owner: Owner, clock: Clock, given: dict[str, Any], code: str
) -> None:
    before = db.read_now(subscription_of, owner.project_id)
    with pytest.raises(BadInput, match=code):
        granted(db, owner, clock, **given)
    assert db.read_now(subscription_of, owner.project_id) == before


def test_an_unknown_project_is_not_found(db: Database, owner: Owner) -> None:
    for project_id in ("0" * 16, "nonsense", "\x00"):

        def run(tx: Tx, _actor: Owner, project_id: str = project_id) -> object:
            return suspend(tx, OPERATOR, project_id=project_id, reason="")

        with pytest.raises(NotFound):
            db.write_now(run, owner)


def test_suspended_and_resumed(db: Database, owner: Owner, clock: Clock) -> None:
    granted(db, owner, clock)
    for _ in range(2):
        do(db, owner, suspend, OPERATOR, reason="Spam")
    assert now_of(db, owner, clock) == ("expired", 1)
    clock.now += DAY
    assert turned(db, owner).remind is None
    do(db, owner, resume, OPERATOR, reason="Talked")
    do(db, owner, resume, OPERATOR)
    assert now_of(db, owner, clock) == ("active", 10)
    assert [what for what, _, _ in told(db, owner)] == ["trial_started", "granted", "suspended", "resumed"]
    do(db, owner, suspend, OPERATOR, reason="Spam")
    stripe = By("system", None, "Stripe")
    do(db, owner, grant, stripe, plan="standard", seats=10, valid_until=clock.now + MONTH)
    assert now_of(db, owner, clock) == ("expired", 1), "a payment is no pardon"
    granted(db, owner, clock)
    assert now_of(db, owner, clock) == ("active", 10)


def test_time_is_looked_after_once_and_each_reminder_comes_once(db: Database, owner: Owner, clock: Clock) -> None:
    start = clock.now
    end = start + MONTH
    granted(db, owner, clock)
    came: list[int] = []
    while clock.now < end + DAY:
        for _ in range(2):
            if owner.project_id in db.read_now(projects_due, 10):
                remind = turned(db, owner).remind
                came += [] if remind is None else [remind]
        clock.now += DAY // 2
    assert came == [14, 7, 1]
    assert [what for what, _, _ in told(db, owner)][2:] == ["grace_began"]


def test_after_a_long_silence_only_what_is_still_true_is_said(db: Database, owner: Owner, clock: Clock) -> None:
    granted(db, owner, clock)
    turned(db, owner)
    clock.now += MONTH - 2 * DAY
    assert turned(db, owner).remind == 7
    clock.now += 3 * DAY
    assert turned(db, owner).remind is None


def test_nobody_is_reminded_of_what_goes_on_by_itself(db: Database, owner: Owner, clock: Clock) -> None:
    granted(db, owner, clock, paid=Paid("EUR", "month", renews=True))
    clock.now += MONTH - 7 * DAY
    assert turned(db, owner).remind is None


def test_a_change_is_told_to_the_team(db: Database, owner: Owner, clock: Clock) -> None:
    granted(db, owner, clock)
    clock.now += MONTH
    turned(db, owner)
    facts = team_facts(db, owner.project_id, "subscription_changed")
    assert [(one["state"], one["seats"]) for one in facts] == [("active", 10), ("grace", 10)]


def test_features_are_everybodys_unless_the_catalogue_names_them(db: Database, owner: Owner, clock: Clock) -> None:
    use_plans(
        plans_in(
            '[features]\nsso.en = "Single sign-on"\n[plans.free]\nname.en = "Free"\n'
            '[plans.gold]\nname.en = "Gold"\nfeatures = ["sso"]\nlimits = { sites = 3 }\n',
            "x",
        )
    )
    try:
        db.read_now(require_feature, owner.project_id, "webhooks")
        with pytest.raises(Forbidden, match="not_in_plan"):
            db.read_now(require_feature, owner.project_id, "sso")
        granted(db, owner, clock, plan="gold")
        db.read_now(require_feature, owner.project_id, "sso")
        limits = db.read_now(limits_of, owner.project_id)
        assert (limits.plan, limits.seats, limits.more) == ("gold", 10, {"sites": 3})
    finally:
        use_plans(read_plans(""))


def test_a_seat_is_free_only_below_the_limit(db: Database, owner: Owner) -> None:
    db.read_now(require_free_seat, owner.project_id, 4)
    with pytest.raises(Conflict, match="no_seat_left"):
        db.read_now(require_free_seat, owner.project_id, 5)


def test_history_comes_in_pages(db: Database, owner: Owner, clock: Clock) -> None:
    for seats in range(1, 5):
        granted(db, owner, clock, seats=seats)
    first, after = db.read_now(history, owner.project_id, None, 3)
    rest, end = db.read_now(history, owner.project_id, after, 3)
    assert [line.seats for line in (*first, *rest)] == [4, 3, 2, 1, 5]
    assert end is None
    with pytest.raises(BadInput, match="bad_cursor"):
        db.read_now(history, owner.project_id, "\x00", 3)


def test_the_seats_that_are_shown_follow(db: Database, owner: Owner, clock: Clock) -> None:
    granted(db, owner, clock, seats=3)
    kept = db.read_now(subscription_of, owner.project_id)
    assert msgspec.structs.asdict(seats_at(kept, clock.now, used=4)) == {
        "bought": 3,
        "used": 3,
        "pending": 0,
        "remaining": 0,
        "suspended": 1,
    }
