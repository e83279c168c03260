"""Two cores: what is measured has the first one to itself, the load comes from the second."""

import os
from collections.abc import Generator
from contextlib import contextmanager

import psutil

AVAILABLE = sorted(os.sched_getaffinity(0))
SERVER_CORE = AVAILABLE[0]
LOAD_CORE = AVAILABLE[-1]


@contextmanager
def on_core(core: int) -> Generator[None]:
    """Processes started inside stay on this core, with all their threads and children."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def cpu_seconds(*process_ids: int) -> float:
    """The CPU time used so far by these processes and their living children."""
    spent = 0.0
    for process_id in process_ids:
        parent = psutil.Process(process_id)
        for process in (parent, *parent.children(recursive=True)):
            times = process.cpu_times()
            spent += times.user + times.system
    return spent


def resident_kb(process_id: int) -> float:
    """The memory that a process holds now."""
    return psutil.Process(process_id).memory_info().rss / 1024
