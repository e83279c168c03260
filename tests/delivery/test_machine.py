"""Everything that may happen to messages, in any order: the stateful machine on both databases.

`DELIVERY_EXAMPLES=2000 pytest tests/delivery/test_machine.py` tries more than the default run does.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.delivery.machine import Delivery
from tests.delivery.world import World

_EXAMPLES = int(os.environ.get("DELIVERY_EXAMPLES", "12"))


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    world = World(database_url)
    yield world
    world.end()


@pytest.mark.slow
def test_every_promise_is_kept_whatever_happens(world: World) -> None:
    class InThisWorld(Delivery):
        pass

    InThisWorld.world = world
    run_state_machine_as_test(
        InThisWorld,
        settings=settings(
            max_examples=_EXAMPLES,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
            print_blob=True,
        ),
    )
