"""What happens to visitors."""

import msgspec


class VisitorCard(msgspec.Struct):
    """Everything the team may know of a visitor. `browser`, `os` and `device` are read from the user agent."""

    id: str
    name: str
    email: str | None
    phone: str | None
    language: str
    time_zone: str | None
    page_url: str | None
    page_title: str | None
    referrer: str | None
    browser: str
    os: str
    device: str
    ip: str
    user_agent: str
    created_at: int
    last_seen_at: int
    online: bool = False
    blocked_at: int | None = None
    remark: str | None = None
    customer_id: str | None = None


class Nothing(msgspec.Struct):
    """No public part: the fact is for the team alone."""


class VisitorChanged(msgspec.Struct):
    """`visitor_changed` (team): what is known of a visitor, or the page they are on, has changed."""

    visitor: VisitorCard


class VisitorBlocked(msgspec.Struct):
    """`visitor_blocked` (team): an agent keeps a visitor out; every connection of theirs ends."""

    visitor_id: str
