from contextlib import suppress

import pytest

from deskbell.kit.attempts import SignInAttempts, network_of
from deskbell.kit.clock import MINUTE
from deskbell.kit.errors import RateLimited
from tests.rooms import Clock


def test_one_person_from_one_place_fails_ten_times_and_may_go_on_later() -> None:
    clock = Clock()
    attempts = SignInAttempts(clock)
    for _ in range(10):
        attempts.take("192.0.2.1", "ada@example.com")
    with pytest.raises(RateLimited) as refused:
        attempts.take("192.0.2.1", "ada@example.com")
    assert 0 < (refused.value.retry_after_ms or 0) <= 2 * MINUTE
    clock.now += refused.value.retry_after_ms or 0
    attempts.take("192.0.2.1", "ada@example.com")


def test_whoever_is_guessed_at_from_elsewhere_may_still_come_in() -> None:
    attempts = SignInAttempts(Clock())
    for _ in range(10):
        attempts.take("192.0.2.1", "ada@example.com")
    attempts.take("198.51.100.1", "ada@example.com")


def test_one_place_that_never_gives_up_keeps_nobody_else_out() -> None:
    clock = Clock()
    attempts = SignInAttempts(clock)
    for _ in range(3 * 60 * 6):
        with suppress(RateLimited):
            attempts.take("192.0.2.1", "ada@example.com")
        clock.now += MINUTE // 6
    for number in range(10):
        attempts.take(f"198.51.100.{number}", "ada@example.com")


def test_one_place_fails_a_hundred_times_whoever_it_says_it_is() -> None:
    attempts = SignInAttempts(Clock())
    for number in range(100):
        attempts.take(f"2001:db8::{number:x}", f"person{number}@example.com")
    with pytest.raises(RateLimited):
        attempts.take("2001:db8::ffff", "another@example.com")


def test_one_person_is_guessed_at_sixty_times_an_hour_from_everywhere() -> None:
    attempts = SignInAttempts(Clock())
    for number in range(60):
        attempts.take(f"192.0.2.{number}", "ada@example.com")
    with pytest.raises(RateLimited):
        attempts.take("198.51.100.1", "ada@example.com")


def test_a_right_password_does_not_count() -> None:
    attempts = SignInAttempts(Clock())
    for _ in range(1_000):
        attempts.take("192.0.2.1", "ada@example.com")
        attempts.forgive("192.0.2.1", "ada@example.com")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("testclient", "testclient"),
    ],
)
def test_an_address_stands_for_one_customer(address: str, network: str) -> None:
    assert network_of(address) == network
