"""Decisions about groups: values in, a refusal or nothing out."""

from deskbell.kit.errors import BadInput, Conflict

MAX_GROUPS = 50
MAX_MEMBERS = 1_000


def require_room(groups: int) -> None:
    """Refuse one more group than a list can hold."""
    if groups >= MAX_GROUPS:
        raise Conflict("too_many_groups", max=MAX_GROUPS)


def require_all_known(wanted: set[str], known: set[str]) -> None:
    """Refuse who is not, or no longer, of the team: the form was filled in before they left."""
    if wanted - known:
        raise BadInput("unknown_agent", field="agent_ids")
