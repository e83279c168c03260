"""What may be asked of the log, and how its lines look in a spreadsheet."""

from collections.abc import Sequence

from deskbell.audit.actions import ACTIONS
from deskbell.kit.errors import BadInput

GROUPS = tuple(dict.fromkeys(action.partition(".")[0] for action in ACTIONS))
_DIGITS = 15
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def actions_of(group: str) -> list[str]:
    """Every action of a group, or `BadInput`."""
    if group not in GROUPS:
        raise BadInput("bad_request", field="group")
    return [action for action in ACTIONS if action.startswith(f"{group}.")]


def cursor_of(at: int, entry_id: str) -> str:
    """Where the next page begins: behind this entry."""
    return f"{at}-{entry_id}"


def place_of(cursor: str) -> tuple[int, str]:
    """The entry that a cursor names, or `BadInput`."""
    at, _, entry_id = cursor.partition("-")
    if not (at.isascii() and at.isdigit() and len(at) <= _DIGITS and entry_id.isalnum() and entry_id.isascii()):
        raise BadInput("bad_cursor", field="after")
    return int(at), entry_id


def csv_line(cells: Sequence[str]) -> str:
    """One line of a CSV file (RFC 4180). A cell that a spreadsheet would calculate is marked as text."""
    return ",".join(_quoted(f"'{cell}" if cell.startswith(_FORMULA) else cell) for cell in cells) + "\r\n"


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
