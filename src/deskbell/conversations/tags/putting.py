"""Putting tags on a conversation, and taking them off."""

from collections.abc import Sequence

from deskbell.conversations.assigning import opened
from deskbell.conversations.tags.keeping import living_tags
from deskbell.conversations.tags.rules import tags_after
from deskbell.kit.db import Tx
from deskbell.team import Agent


def tag_conversation(tx: Tx, agent: Agent, *, conversation_id: str, add: Sequence[str], remove: Sequence[str]) -> None:
    """Put these on and take those off. What two people do at once is both done, and doing it twice changes nothing."""
    ledger, row = opened(tx, agent.project_id, conversation_id)
    after = " ".join(tags_after(row.tags.split(), living_tags(tx, agent.project_id), add=add, remove=remove))
    if after == row.tags:
        return
    row.tags = after
    ledger.enter_changed(row, agent.author)
    ledger.write()
