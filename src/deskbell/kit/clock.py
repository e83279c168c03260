"""The time, as whole milliseconds since 1970 UTC; one unit everywhere: rows, frames, API."""

import time
from collections.abc import Callable
from typing import TypeAlias

Clock: TypeAlias = Callable[[], int]

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def system_clock() -> int:
    return time.time_ns() // 1_000_000
