"""How answers are written: for people, or as JSON for programs."""

# click leaves parts of its own types unknown.
# pyright: reportUnknownMemberType=false

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import rich_click as click
from rich.console import Console
from rich.table import Table
from rich.text import Text

_WIDE = 200


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever a query answers
    click.echo(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        # Names are somebody else's text: no markup of theirs is obeyed.
        table.add_row(*(Text(cell) for cell in row))
    _console().print(table)


def print_facts(*facts: tuple[str, str]) -> None:
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, value in facts:
        table.add_row(Text(name, style="dim"), Text(value))
    _console().print(table)


def _console() -> Console:
    return Console() if sys.stdout.isatty() else Console(width=_WIDE)


def day(at: int | None) -> str:
    return "-" if at is None else datetime.fromtimestamp(at / 1_000, UTC).strftime("%Y-%m-%d")


def moment(at: int) -> str:
    return datetime.fromtimestamp(at / 1_000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
