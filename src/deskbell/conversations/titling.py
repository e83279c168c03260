"""Titling: the team gives a conversation a name of its own, so that it is found again. Its visitor never sees it."""

from deskbell.conversations.assigning import opened
from deskbell.finding import keep_known
from deskbell.kit.db import Tx
from deskbell.kit.freshness import require_fresh
from deskbell.kit.texts import readable_line
from deskbell.team import Agent

MAX_TITLE = 120


def title_conversation(tx: Tx, agent: Agent, *, conversation_id: str, title: str, began_from: str | None) -> None:
    """Name it, or with blank words take its name away. `began_from`: the title that this was typed over."""
    ledger, row = opened(tx, agent.project_id, conversation_id)
    wanted = readable_line(title, field="title", limit=MAX_TITLE)
    require_fresh(row.title or "", began_from, wanted, field="title", by=None)
    if (row.title or "") == wanted:
        return
    row.title = wanted or None
    keep_known(tx, row.project_id, visitor_id=row.visitor_id, conversation_id=row.id, texts=[row.title])
    ledger.enter_changed(row, agent.author)
    ledger.write()
