"""The table of figures: each with its bar and its aim."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured number beside what it must reach; `more` tells what else was seen on the way."""

    name: str
    value: str
    bar: str = ""
    aim: str = ""
    holds: bool | None = None
    more: str = ""


def at_least(name: str, value: float, *, bar: float, aim: float, more: str = "") -> Figure:
    """The more the better, in whole numbers."""
    return Figure(name, f"{value:,.0f}", f"≥ {bar:,.0f}", f"{aim:,.0f}", value >= bar, more)


def at_most(
    name: str, values: tuple[float, ...], unit: str, *, bars: tuple[float, ...], aims: tuple[float, ...], more: str = ""
) -> Figure:
    """The less the better; several numbers stand or fall together."""
    holds = all(value <= bar for value, bar in zip(values, bars, strict=True))
    return Figure(name, _joined(values, unit), f"≤ {_joined(bars, unit)}", _joined(aims, unit), holds, more)


def seen(name: str, value: str, more: str = "") -> Figure:
    """A number without a bar, to judge the others by."""
    return Figure(name, value, more=more)


def as_table(figures: list[Figure]) -> str:
    """A table for terminals and for RESULTS.md alike."""
    head = ("figure", "measured", "bar", "aim", "", "beside it")
    rows = [head, *((f.name, f.value, f.bar, f.aim, _MARKS[f.holds], f.more) for f in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


_MARKS = {True: "holds", False: "misses", None: ""}


def _joined(values: tuple[float, ...], unit: str) -> str:
    return " / ".join(f"{value:.1f}".removesuffix(".0") for value in values) + f" {unit}"
