"""What can be settled, and within which bounds: values in, a refusal or the settled thing out."""

from typing import Literal, TypeAlias

import msgspec

from deskbell.kit.clock import MINUTE
from deskbell.kit.errors import BadInput

Mode: TypeAlias = Literal["rounds", "least_loaded", "manual"]

MAX_CONVERSATION_LIMIT = 100
_BOUNDS = {
    "default_limit": MAX_CONVERSATION_LIMIT,
    "idle_minutes": 24 * 60,
    "first_reply_minutes": 24 * 60,
    "queue_limit": 10_000,
}


class RoutingSettings(msgspec.Struct, frozen=True):
    """How conversations are given out.

    `mode`: *rounds* gives everybody one, then everybody two …; *least_loaded* gives to whoever has most room left in
    their own limit; *manual* gives nothing, agents take from the queue. `default_limit`: the conversation limit of
    whoever joins. `idle_minutes`: an answered conversation counts for nobody's limit once nothing was said for so long;
    with 0 all count. `first_reply_minutes`: who has not answered after so long passes it on; 0: never.
    `queue_limit`: where so many wait already, visitors are asked to leave a message instead of waiting; 0: never.
    `tell_position`: whether visitors see their place in the queue, and about how long it takes.
    """

    mode: Mode = "rounds"
    default_limit: int = 6
    idle_minutes: int = 10
    last_agent_first: bool = True
    first_reply_minutes: int = 3
    queue_limit: int = 0
    tell_position: bool = True

    @property
    def idle_ms(self) -> int:
        """After how long without a word an answered conversation does not count; 0: never."""
        return self.idle_minutes * MINUTE

    @property
    def first_reply_ms(self) -> int:
        """How long somebody may take for the first answer; 0: as long as they like."""
        return self.first_reply_minutes * MINUTE


def readable_routing(wanted: RoutingSettings) -> RoutingSettings:
    """The settings, each number within its bounds."""
    for name, most in _BOUNDS.items():
        if not 0 <= getattr(wanted, name) <= most:
            raise BadInput("bad_number", field=name, min=0, max=most)
    return wanted
