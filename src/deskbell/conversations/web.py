"""What a query narrows a list of conversations by, for the list and for searching."""

from deskbell.conversations.narrowing import Narrowed
from deskbell.kit.http import IdAsked, TimeAsked


async def provide_narrowed(
    tag_id: IdAsked = None,
    agent_id: IdAsked = None,
    group_id: IdAsked = None,
    since: TimeAsked = None,
    until: TimeAsked = None,
) -> Narrowed:
    """For routes: ids of what all of the list have in common, and between which times somebody last wrote."""
    return Narrowed(tag_id, agent_id, group_id, since, until)
