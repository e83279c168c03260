"""Realtime: follows the log and brings it to open sockets and waiting long-polls; typing and presence pass through.

`docs/frames.md` describes the frames; `Hub` is the heart, `Gateway` the socket's door, `waking` joins several nodes.
"""

from deskbell.realtime.ephemerals import Ephemerals
from deskbell.realtime.frames import ClientFrame, Kind, ServerFrame
from deskbell.realtime.gateway import Gateway
from deskbell.realtime.hub import Hub
from deskbell.realtime.presence import Presence
from deskbell.realtime.waking import LocalWaker, NatsWaker

__all__ = [
    "ClientFrame", "Ephemerals", "Gateway", "Hub", "Kind", "LocalWaker", "NatsWaker", "Presence", "ServerFrame",
]  # fmt: skip
