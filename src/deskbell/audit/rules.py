"""What may be asked of the log."""

from deskbell.audit.actions import ACTIONS
from deskbell.kit.errors import BadInput

GROUPS = tuple(dict.fromkeys(action.partition(".")[0] for action in ACTIONS))
_DIGITS = 15


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
