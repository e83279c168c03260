"""Rates: how often one may try, also when the clock is set."""

import pytest

from deskbell.kit.clock import DAY, MINUTE
from deskbell.kit.errors import RateLimited
from deskbell.kit.limits import RateLimit
from tests.rooms import Clock


def test_more_than_the_rate_is_refused_until_some_time_has_passed() -> None:
    clock = Clock()
    limit = RateLimit(clock, count=2, per_ms=MINUTE)
    limit.take("anna")
    limit.take("anna")
    with pytest.raises(RateLimited) as refusal:
        limit.take("anna")
    assert refusal.value.retry_after_ms is not None
    clock.now += refusal.value.retry_after_ms
    limit.take("anna")


def test_nobody_waits_for_a_clock_that_was_set_back() -> None:
    clock = Clock()
    limit = RateLimit(clock, count=2, per_ms=MINUTE)
    limit.take("anna")
    clock.now -= DAY
    limit.take("anna")
    limit.take("anna")
    with pytest.raises(RateLimited):
        limit.take("anna")
