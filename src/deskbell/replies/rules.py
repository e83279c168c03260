"""Decisions about saved replies: values in, values or a refusal out."""

import re
from typing import Literal, TypeAlias, get_args

from deskbell.kit.errors import BadInput, Conflict
from deskbell.kit.texts import email_key, readable_line, readable_message

MAX_SHORTCUT = 40
MAX_TITLE = 120
MAX_SHARED = 500
MAX_OWN = 200
"""What nobody can look through is no help; and a list that is sent whole has to end."""

Variable: TypeAlias = Literal[
    "visitor.name", "visitor.first_name", "visitor.email", "agent.name", "agent.first_name", "project.name"
]
VARIABLES: tuple[Variable, ...] = get_args(Variable)

# What looks like one: `{visitor.name}`, or with what stands there when it is not known `{visitor.name|there}`.
_LIKE_A_VARIABLE = re.compile(r"\{\s*([A-Za-z_]+(?:\.[A-Za-z_]+)*)\s*(?:\|[^{}\n]*)?\}")
_SHORTCUT = re.compile(r"[^\W_][\w.-]*")


def readable_shortcut(text: str) -> str:
    """One word of letters and digits, with or without the sign that opens the list of replies before it."""
    line = readable_line(text, field="shortcut", limit=MAX_SHORTCUT + 1).lstrip("/#")
    if not _SHORTCUT.fullmatch(line) or len(line) > MAX_SHORTCUT:
        raise BadInput("bad_shortcut", field="shortcut", max=MAX_SHORTCUT)
    return line


def shortcut_key(shortcut: str) -> str:
    """What makes two shortcuts the same: neither case nor width tells them apart."""
    return email_key(shortcut)


def readable_title(text: str) -> str:
    """One line, which may be empty: the shortcut says enough then."""
    return readable_line(text, field="title", limit=MAX_TITLE)


def readable_reply(text: str) -> str:
    """As a message may be, with no variables but those that can be filled in."""
    text = readable_message(text)
    for found in _LIKE_A_VARIABLE.finditer(text):
        if found[1] not in VARIABLES:
            raise BadInput("unknown_variable", field="text", name=found[1], known=", ".join(VARIABLES))
    return text


def require_room(there: int, *, shared: bool) -> None:
    """Refuse one more than a team, or an agent, may keep."""
    most = MAX_SHARED if shared else MAX_OWN
    if there >= most:
        raise Conflict("too_many_replies", max=most)


def has_words(words: str, *texts: str) -> bool:
    """Whether every word stands somewhere in these texts, in any script: what has no blanks is one word."""
    everything = "\n".join(email_key(text) for text in texts)
    return all(word in everything for word in email_key(words).split())
