"""Keeping a conversation's visitor out, and letting them in again."""

from deskbell.conversations.closing import close_conversation
from deskbell.conversations.thread import require_readable
from deskbell.kit.db import Tx
from deskbell.team import Agent
from deskbell.visitors import block_visitor, unblock_visitor


def keep_out(tx: Tx, agent: Agent, *, conversation_id: str, close: bool) -> None:
    """Block its visitor; `close`: and close the conversation, which nobody can answer any more."""
    visitor_id = require_readable(tx, agent, conversation_id=conversation_id)
    if close:
        close_conversation(tx, agent, conversation_id=conversation_id)
    block_visitor(tx, agent, visitor_id=visitor_id)


def let_in(tx: Tx, agent: Agent, *, conversation_id: str) -> None:
    """Unblock its visitor."""
    unblock_visitor(tx, agent, visitor_id=require_readable(tx, agent, conversation_id=conversation_id))
