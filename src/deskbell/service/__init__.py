"""Service: how a project serves its visitors, settled by its administrators: how conversations are given out.

Both what visitors are told and what routing decides goes by it, so it stands below both.
"""

from deskbell.service.queries import Settled, routing_settings, settled_routing
from deskbell.service.rules import MAX_CONVERSATION_LIMIT, Mode, RoutingSettings
from deskbell.service.settling import settle_routing

__all__ = [
    "MAX_CONVERSATION_LIMIT",
    "Mode",
    "RoutingSettings",
    "Settled",
    "routing_settings",
    "settle_routing",
    "settled_routing",
]
