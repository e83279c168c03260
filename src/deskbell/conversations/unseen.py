"""What somebody has not seen yet: asked before they are told of it where they are not."""

from typing import NamedTuple

from sqlalchemy import select

from deskbell.conversations.tables import Status, conversation, mention, read_mark
from deskbell.kit.db import Tx


class Standing(NamedTuple):
    """How a conversation stands for one agent: how far they have read, and the note that names them."""

    status: Status
    assignee_id: str | None
    read: int
    mentioned: int | None


def standing_for(tx: Tx, project_id: str, conversation_id: str, agent_id: str) -> Standing | None:
    """As it is now; None where there is no such conversation."""
    c, r, m = conversation.c, read_mark.c, mention.c
    this = (c.project_id == project_id, c.id == conversation_id)
    row = tx.execute(select(c.status, c.assignee_id).where(*this)).one_or_none()
    if row is None:
        return None
    theirs = (r.project_id == project_id, r.conversation_id == conversation_id, r.agent_id == agent_id)
    named = (m.project_id == project_id, m.conversation_id == conversation_id, m.agent_id == agent_id)
    read = tx.execute(select(r.read).where(*theirs)).scalar_one_or_none()
    return Standing(
        row.status, row.assignee_id, read or 0, tx.execute(select(m.pos).where(*named)).scalar_one_or_none()
    )
