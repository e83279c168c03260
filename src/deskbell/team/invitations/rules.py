"""Decisions about invitations: how many at once, how long they last, what becomes of each address."""

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple, TypeAlias

from deskbell.kit.clock import DAY
from deskbell.kit.errors import BadInput
from deskbell.kit.texts import email_key, readable_email

MOST_AT_ONCE = 10
LASTS_DAYS = 7
LASTS_MS = LASTS_DAYS * DAY

Outcome: TypeAlias = Literal["invited", "resent", "in_team", "malformed", "repeated", "no_seat", "too_often"]
"""What became of one address. *resent*: it had an invitation that still held, and got a new letter."""


class Standing(NamedTuple):
    """How a project stands when addresses are invited, by their keys: who is in the team, who is invited already."""

    team: Collection[str]
    pending: Collection[str]
    free: int


def require_few(emails: Sequence[str]) -> None:
    """Refuse none, and more than are invited at once."""
    if not emails:
        raise BadInput("no_addresses", field="emails")
    if len(emails) > MOST_AT_ONCE:
        raise BadInput("too_many_addresses", field="emails", max=MOST_AT_ONCE, given=len(emails))


def readable_addresses(emails: Sequence[str]) -> list[str | None]:
    """The addresses as they will be written to; None for what is none."""
    return [_readable(one) for one in emails]


def outcomes(addresses: Sequence[str | None], standing: Standing, *, held: Collection[str]) -> list[Outcome]:
    """What becomes of each address, in their order: the first ones get the seats that are left.

    `held`: the keys of addresses that have been written to too often.
    """
    seen: set[str] = set()
    free = standing.free
    answer: list[Outcome] = []
    for one in addresses:
        key = None if one is None else email_key(one)
        became = _outcome(key, seen, standing, free, held)
        free -= became == "invited"
        seen.add(key or "")
        answer.append(became)
    return answer


def _outcome(key: str | None, seen: set[str], standing: Standing, free: int, held: Collection[str]) -> Outcome:
    if key is None:
        return "malformed"
    if key in seen:
        return "repeated"
    if key in standing.team:
        return "in_team"
    if key in held:
        return "too_often"
    if key in standing.pending:
        return "resent"
    return "invited" if free > 0 else "no_seat"


def _readable(text: str) -> str | None:
    try:
        return readable_email(text)
    except BadInput:
        return None
