"""What a browser says of itself, read: its name, its system, the device."""

from functools import lru_cache
from typing import NamedTuple


class UserAgent(NamedTuple):
    """Such as `Firefox 140`, `Windows 11`, `Other`; empty where it is not known."""

    browser: str
    system: str
    device: str


@lru_cache(maxsize=2_000)
def read_user_agent(text: str) -> UserAgent:
    """Bounded: the same few texts come again and again, and anybody may make up others."""
    import ua_parser  # noqa: PLC0415 - loaded by whoever uses it

    parsed = ua_parser.parse(text)
    agent, system, device = parsed.user_agent, parsed.os, parsed.device
    return UserAgent(
        "" if agent is None else " ".join(filter(None, (agent.family, agent.major))),
        "" if system is None else " ".join(filter(None, (system.family, system.major))),
        "" if device is None else device.family,
    )
