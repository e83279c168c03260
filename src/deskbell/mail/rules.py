"""What a letter says, how often one address is written to, and when to try again."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from deskbell.kit.catalogue import sentence, sentences
from deskbell.kit.clock import DAY, HOUR, SECOND
from deskbell.kit.texts import short

TRIED_FOR_MS = DAY
"""How long sending is tried: most of what letters are about is over by then."""

MAX_PARAM = 100
_FIRST_PAUSE_MS = 15 * SECOND
_LONGEST_PAUSE_MS = HOUR
_SAME_KIND_AN_HOUR = 5
_UNKEYED_A_DAY = 25
_ANY_A_DAY = 200
# Behind the dot of what a mail program would make a link of; somebody's own address is left as it is.
_DOT = re.compile(r"\.(?=[^\W\d_])")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s/:]{3,190}")

LetterState: TypeAlias = Literal["waiting", "sending", "retrying", "sent", "filed", "failed"]
HeldBack: TypeAlias = Literal["", "visibly", "silently"]


class Progress(NamedTuple):
    """How far a letter has come: times, null where that has not happened."""

    due_at: int | None
    leased_until: int | None
    attempts: int
    sent_at: int | None
    filed_at: int | None


class Words(NamedTuple):
    """What a letter says, its gaps filled. `button` and `note` may be empty."""

    subject: str
    heading: str
    body: str
    button: str
    note: str


def worded(kind: str, language: str, params: Mapping[str, str | int]) -> Words:
    """The words of one kind of letter. Raises `KeyError` for a kind without words or with other gaps."""
    said = {name: harmless(value) if isinstance(value, str) else value for name, value in params.items()}
    known = sentences(language)

    def part(name: str) -> str:
        key = f"mail.{kind}.{name}"
        return sentence(key, language, said) if name in {"subject", "heading", "body"} or key in known else ""

    subject, heading, body, button, note = map(part, Words._fields)
    return Words(short(subject, 200), heading, body, button, note)


def harmless(text: str) -> str:
    """Somebody's text inside a letter: one short line that no mail program makes a link of.

    A project may be named by anybody after anything, and its invitations go to whom they choose.
    """
    line = short(text, MAX_PARAM)
    if _EMAIL.fullmatch(line):
        return line
    return _DOT.sub(".\u2060", line.replace("://", ":\u2060/\u2060/"))


def state_of(letter: Progress, now: int) -> LetterState:
    """Where a letter is."""
    if letter.due_at is None:
        return "sent" if letter.sent_at is not None else "filed" if letter.filed_at is not None else "failed"
    if letter.leased_until is not None and letter.leased_until > now:
        return "sending"
    return "retrying" if letter.attempts else "waiting"


def held_back(*, same_kind_in_an_hour: int, in_a_day: int, keyed: bool) -> HeldBack:
    """Whether a letter is one too many for its address; the first few too many are shown to operators.

    What is posted once by its key is bounded by what it is about, so only the last limit holds for it.
    """
    limits = [(in_a_day, _ANY_A_DAY)]
    if not keyed:
        limits += [(same_kind_in_an_hour, _SAME_KIND_AN_HOUR), (in_a_day, _UNKEYED_A_DAY)]
    if any(count >= 2 * limit for count, limit in limits):
        return "silently"
    return "visibly" if any(count >= limit for count, limit in limits) else ""


def pause_after(attempts: int, chance: float) -> int:
    """How long to wait after so many attempts, in milliseconds: twice as long each time, not all at one moment.

    `chance` is from 0 to 1.
    """
    pause = min(_FIRST_PAUSE_MS * 2 ** min(max(attempts - 1, 0), 20), _LONGEST_PAUSE_MS)
    return int(pause * (0.75 + chance / 2))


def with_ascii_domain(email: str) -> str:
    """An address whose domain every mail server understands; what stands before the @ may still need SMTPUTF8."""
    name, _, domain = email.rpartition("@")
    try:
        return f"{name}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return email
