"""Lines of a file that spreadsheets open."""

from collections.abc import Sequence

BEGIN = "\ufeff"
"""The mark at the beginning tells spreadsheets that this is UTF-8."""
CSV = "text/csv; charset=utf-8"
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_line(cells: Sequence[str]) -> str:
    """One line of a CSV file (RFC 4180). A cell that a spreadsheet would calculate is marked as text."""
    return ",".join(_quoted(f"'{cell}" if cell.startswith(_FORMULA) else cell) for cell in cells) + "\r\n"


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
