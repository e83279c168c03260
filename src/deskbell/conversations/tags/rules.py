"""Decisions about tags: values in, values or a refusal out."""

from collections.abc import Mapping, Sequence

from deskbell.kit.errors import BadInput, Conflict, NotFound
from deskbell.kit.texts import email_key, readable_line

MAX_NAME = 40
MAX_TAGS = 200
"""Of a project, those that were merged into others included: a list that nobody reads sorts nothing."""
MAX_ON_ONE = 20


def readable_tag(name: str) -> str:
    """One line of 1-40 characters."""
    line = readable_line(name, field="name", limit=MAX_NAME)
    if not line:
        raise BadInput("blank_name", field="name")
    return line


def tag_key(name: str) -> str:
    """What makes two names the same tag: neither case nor width tells them apart."""
    return email_key(name)


def tags_after(
    now: Sequence[str], living: Mapping[str, str], *, add: Sequence[str], remove: Sequence[str]
) -> list[str]:
    """What is on it afterwards. `living` leads from every id that was given to the tag that it is now."""
    kept = [living[one] for one in now if one in living]
    wanted = [living[one] if one in living else _unknown() for one in add]
    gone = {living.get(one) for one in remove}
    after = [one for one in dict.fromkeys([*kept, *wanted]) if one not in gone]
    if len(after) > MAX_ON_ONE and len(after) > len(kept):
        raise Conflict("too_many_tags_on_one", max=MAX_ON_ONE)
    return after


def _unknown() -> str:
    raise NotFound
