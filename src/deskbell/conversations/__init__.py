"""Conversations: the heart. Posting, assigning, closing, reading; lists and threads.

Whatever changes a conversation goes through the `Ledger`, which writes rows, messages, counts and facts together.
"""

from deskbell.conversations.assigning import Given, claim_conversation
from deskbell.conversations.closing import close_conversation, reopen_conversation
from deskbell.conversations.events import Reason
from deskbell.conversations.giving import (
    Unanswered,
    Waiting,
    absent_with_unanswered,
    busy_agents,
    give_conversation,
    given_unanswered,
    keep_conversation,
    projects_to_route,
    waiting_in_queue,
)
from deskbell.conversations.listing import inbox_page, load_of_agents
from deskbell.conversations.moving.snoozing import snooze_conversation, wake_conversation, wake_due
from deskbell.conversations.moving.transferring import Target, transfer_conversation
from deskbell.conversations.moving.waking import WAKE_EVERY_S, Waker
from deskbell.conversations.posting import Ack, Post, first_steps, post_messages, queue_first_words, queue_message
from deskbell.conversations.reading import mark_seen
from deskbell.conversations.returning import return_conversations, return_unanswered
from deskbell.conversations.tags.keeping import tags_of
from deskbell.conversations.thread import messages_page, require_readable, visitor_view
from deskbell.conversations.unseen import Standing, standing_for

__all__ = [
    "WAKE_EVERY_S",
    "Ack",
    "Given",
    "Post",
    "Reason",
    "Standing",
    "Target",
    "Unanswered",
    "Waiting",
    "Waker",
    "absent_with_unanswered",
    "busy_agents",
    "claim_conversation",
    "close_conversation",
    "first_steps",
    "give_conversation",
    "given_unanswered",
    "inbox_page",
    "keep_conversation",
    "load_of_agents",
    "mark_seen",
    "messages_page",
    "post_messages",
    "projects_to_route",
    "queue_first_words",
    "queue_message",
    "reopen_conversation",
    "require_readable",
    "return_conversations",
    "return_unanswered",
    "snooze_conversation",
    "standing_for",
    "tags_of",
    "transfer_conversation",
    "visitor_view",
    "waiting_in_queue",
    "wake_conversation",
    "wake_due",
]
