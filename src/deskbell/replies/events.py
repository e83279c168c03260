"""What happens to saved replies. All of it is for the team alone. These docstrings are the public reference."""

import msgspec


class Nothing(msgspec.Struct, frozen=True):
    """No public part: the fact is for the team alone."""


class ReplyChanged(msgspec.Struct, frozen=True):
    """`reply_changed` (team): a saved reply was made or changed.

    `agent_id`: whose it is, or null where it is everybody's. What it says is told to whoever may ask for it.
    """

    reply_id: str
    agent_id: str | None


class ReplyDeleted(msgspec.Struct, frozen=True):
    """`reply_deleted` (team): a saved reply is gone."""

    reply_id: str
    agent_id: str | None
