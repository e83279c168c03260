"""`python -m bench [--quick] [--write] [measurement …]`: runs the load programs and prints their table."""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench import baseline, endings, inbox, latency, searching, sizes, sockets, starting, throughput
from bench.cores import AVAILABLE, LOAD_CORE
from bench.databases import KINDS
from bench.machine import busy, described
from bench.plan import FULL, QUICK, Plan
from bench.table import Figure, as_table

_RESULTS = Path(__file__).with_name("RESULTS.md")
_HEAD = """# Last figures

Written by `python -m bench --write`. The server, and PostgreSQL with it, has one core, the load the other.

"""
MEASUREMENTS: dict[str, Callable[[Plan], list[Figure]]] = {
    "baseline": baseline.measure,
    **{f"throughput-{kind.lower()}": partial(throughput.measure, kind=kind) for kind in KINDS},
    **{f"latency-{kind.lower()}": partial(latency.measure, kind=kind) for kind in KINDS},
    "sockets": sockets.measure,
    "starting": starting.measure,
    **{f"inbox-{kind.lower()}": partial(inbox.measure, kind=kind) for kind in KINDS},
    **{f"searching-{kind.lower()}": partial(searching.measure, kind=kind) for kind in KINDS},
    **{f"endings-{kind.lower()}": partial(endings.measure, kind=kind) for kind in KINDS},
    "sizes": sizes.measure,
}


def main() -> None:
    """Measure what was asked for, or everything."""
    asked = _arguments()
    if len(AVAILABLE) < 2:  # noqa: PLR2004 - one for the server, one for the load
        sys.exit("A measurement needs two cores: one for the server, one for the load.")
    os.sched_setaffinity(0, {LOAD_CORE})
    before = busy()
    figures: list[Figure] = []
    for name, measure in MEASUREMENTS.items():
        if not asked.measurements or any(name.startswith(one) for one in asked.measurements):
            print(f"measuring {name} …", file=sys.stderr)
            figures += measure(QUICK if asked.quick else FULL)
    report = f"{as_table(figures)}\n\n{described(before)}"
    print(report)
    if asked.write:
        _RESULTS.write_text(f"{_HEAD}{report}\n", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Deskbell on this machine.")
    parser.add_argument("--quick", action="store_true", help="shorter and rougher, for development")
    parser.add_argument("--write", action="store_true", help=f"keep the table in {_RESULTS.name}")
    parser.add_argument("measurements", nargs="*", help=f"some of: {', '.join(MEASUREMENTS)} (or how they begin)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
