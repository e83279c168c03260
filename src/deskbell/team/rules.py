"""Decisions about a team: values in, a refusal or nothing out."""

from typing import Literal, TypeAlias

from deskbell.kit.errors import BadInput, Conflict, Forbidden
from deskbell.service import MAX_CONVERSATION_LIMIT
from deskbell.team.tables import Role

Permission: TypeAlias = Literal[
    "conversations.see",
    "conversations.answer",
    "team.see",
    "team.invite",
    "team.manage",
    "subscription.see",
    "settings.manage",
    "tags.create",
    "tags.manage",
    "webhooks.manage",
    "reports.see",
    "reports.own",
    "replies.manage",
]
PERMISSIONS: dict[Role, tuple[Permission, ...]] = {
    "administrator": (
        "conversations.see",
        "conversations.answer",
        "team.see",
        "team.invite",
        "team.manage",
        "subscription.see",
        "settings.manage",
        "tags.create",
        "tags.manage",
        "webhooks.manage",
        "reports.see",
        "reports.own",
        "replies.manage",
    ),
    "agent": ("conversations.see", "conversations.answer", "team.see", "tags.create", "reports.own"),
}
"""What each role may do in the Workspace of its project. What stands with no role may nobody."""


def require_permission(role: Role, permission: Permission) -> None:
    """Refuse what the role may not do."""
    if permission not in PERMISSIONS[role]:
        raise Forbidden


def require_another(others: int) -> None:
    """Refuse what would leave a project without an administrator who can sign in: nobody could manage it any more."""
    if not others:
        raise Conflict("last_administrator")


def require_same(version: int, *, began_from: int | None) -> None:
    """Refuse a change that was made on what is no longer so. None: whoever asks does not care."""
    if began_from is not None and began_from != version:
        raise Conflict("stale")


def readable_conversation_limit(limit: int) -> int:
    """How many open conversations somebody is given at most; with 0 they take what they choose."""
    if not 0 <= limit <= MAX_CONVERSATION_LIMIT:
        raise BadInput("bad_conversation_limit", field="conversation_limit", max=MAX_CONVERSATION_LIMIT)
    return limit
