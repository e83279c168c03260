"""A server killed at random moments under load loses nothing that it acknowledged, on both databases.

`DELIVERY_KILLS=200` kills more often, `DELIVERY_SEED=…` at the same moments again; see also `tests/delivery/crash.py`.
"""

import asyncio
import os
import random
from collections.abc import Callable

import pytest

from tests.delivery.crash import SETTINGS, survive
from tests.serving import Server

_KILLS = int(os.environ.get("DELIVERY_KILLS", "8"))


@pytest.mark.slow
def test_killed_again_and_again_it_loses_nothing(new_server: Callable[..., Server], database_url: str) -> None:
    seed = int(os.environ.get("DELIVERY_SEED", random.randrange(10**6)))  # noqa: S311 - chooses moments, guards nothing
    print(f"DELIVERY_SEED={seed}")  # noqa: T201 - to try the same again
    figures = asyncio.run(survive(new_server(database_url, **SETTINGS), database_url, kills=_KILLS, seed=seed))
    print(figures)  # noqa: T201 - for whoever asks for it with -s
    assert figures.acknowledged > 10 * _KILLS
    assert figures.resumes > _KILLS
