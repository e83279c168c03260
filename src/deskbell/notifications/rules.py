"""What can be chosen, and what everybody begins with."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

Tone: TypeAlias = Literal["none", "bell", "chime", "drop", "knock", "rise"]
Volume: TypeAlias = Annotated[int, Meta(ge=0, le=100)]


class Telling(msgspec.Struct, frozen=True):
    """Whether one thing is told, with which sound, and whether the sound comes again until it was seen or answered."""

    on: bool
    tone: Tone
    repeat: bool


class NotificationChoices(msgspec.Struct, frozen=True):
    """Of what an agent hears, and how.

    `queue`: somebody new waits; `assigned`: a conversation was given to them; `message`: a visitor wrote in one of
    theirs; `mention`: a colleague named them in a note; `transfer`: a colleague gave them, or a group of theirs, one.
    `show_content`: notifications name the visitor and show the words.
    """

    queue: Telling
    assigned: Telling
    message: Telling
    mention: Telling
    transfer: Telling
    volume: Volume
    quiet_when_away: bool
    show_content: bool


USUAL = NotificationChoices(
    queue=Telling(on=True, tone="bell", repeat=True),
    assigned=Telling(on=True, tone="chime", repeat=True),
    message=Telling(on=True, tone="drop", repeat=False),
    mention=Telling(on=True, tone="knock", repeat=False),
    transfer=Telling(on=True, tone="rise", repeat=True),
    volume=60,
    quiet_when_away=True,
    show_content=True,
)
"""What everybody begins with."""
