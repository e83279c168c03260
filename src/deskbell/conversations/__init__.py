"""Conversations: the heart. Posting, assigning, closing, reading; lists and threads.

Whatever changes a conversation goes through the `Ledger`, which writes rows, messages, counts and facts together.
"""

from deskbell.conversations.assigning import (
    Waiting,
    assign_waiting,
    claim_conversation,
    projects_with_queue,
    waiting_in_queue,
)
from deskbell.conversations.closing import close_conversation, reopen_conversation
from deskbell.conversations.listing import inbox_page, load_of_agents
from deskbell.conversations.posting import Ack, Post, first_steps, post_messages, queue_message
from deskbell.conversations.reading import mark_seen
from deskbell.conversations.returning import return_conversations
from deskbell.conversations.thread import messages_page, require_readable, visitor_view

__all__ = [
    "Ack",
    "Post",
    "Waiting",
    "assign_waiting",
    "claim_conversation",
    "close_conversation",
    "first_steps",
    "inbox_page",
    "load_of_agents",
    "mark_seen",
    "messages_page",
    "post_messages",
    "projects_with_queue",
    "queue_message",
    "reopen_conversation",
    "require_readable",
    "return_conversations",
    "visitor_view",
    "waiting_in_queue",
]
