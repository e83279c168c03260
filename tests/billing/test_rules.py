"""What is paid at Stripe means for the project: now, and from the end of the period on."""

from typing import Any

import msgspec
import pytest

from deskbell.billing.rules import Snapshot, stands_for
from deskbell.subscriptions import FREE, Subscription, Wish

DAY = 86_400_000
KEPT = Subscription(
    project_id="p", plan="team", trial_started_at=0, trial_ends_at=DAY, trial_seats=5, seats=7,
    valid_from=0, valid_until=30 * DAY, grace_until=37 * DAY, changed_at=0, renews=True,
)  # fmt: skip
SAID = Snapshot("sub_1", "cus_1", "p", "active", "price_team", 7, 30 * DAY, renews=True)


@pytest.mark.parametrize(
    ("kept", "said", "plan", "seats", "later"),
    [
        pytest.param({}, {}, "team", 7, None, id="as it is"),
        pytest.param({}, {"quantity": 5}, "team", 7, Wish(5), id="fewer wait for the end"),
        pytest.param({}, {"quantity": 9}, "team", 9, None, id="more come at once"),
        pytest.param({}, {"quantity": 5}, "hotel", 5, None, id="another plan has its own seats"),
        pytest.param({}, {"quantity": 5, "period_end": 60 * DAY}, "team", 5, None, id="fewer, and renewed"),
        pytest.param({}, {"renews": False}, "team", 7, Wish(1, FREE), id="ended, from the end on"),
        pytest.param({}, {"renews": False, "quantity": 5}, "team", 7, Wish(1, FREE), id="ended, and fewer"),
        pytest.param({"valid_from": None, "seats": None}, {"quantity": 3}, "team", 3, None, id="first paid"),
        pytest.param({"suspended_at": 1}, {"quantity": 5}, "team", 5, None, id="suspended"),
        pytest.param(
            {"later_seats": 4, "later_plan": "team", "later_at": 30 * DAY}, {"quantity": 4}, "team", 7, Wish(4),
            id="scheduled already",
        ),
    ],
)  # fmt: skip
def test_less_than_what_is_paid_waits_for_the_end(
    kept: dict[str, Any], said: dict[str, Any], plan: str, seats: int, later: Wish | None
) -> None:
    known, told = msgspec.structs.replace(KEPT, **kept), msgspec.structs.replace(SAID, **said)
    assert stands_for(known, told, plan, 2 * DAY) == (seats, later)
