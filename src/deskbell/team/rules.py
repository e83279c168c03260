"""Decisions about a team: values in, a refusal or nothing out."""

from deskbell.kit.errors import Conflict


def require_another(others: int) -> None:
    """Refuse what would leave a project without an administrator who can sign in: nobody could manage it any more."""
    if not others:
        raise Conflict("last_administrator")


def require_same(version: int, *, began_from: int | None) -> None:
    """Refuse a change that was made on what is no longer so. None: whoever asks does not care."""
    if began_from is not None and began_from != version:
        raise Conflict("stale")
