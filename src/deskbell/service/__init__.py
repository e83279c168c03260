"""Service: how a project serves its visitors, settled by its administrators: routing and business hours.

Both what visitors are told and what routing decides goes by it, so it stands below both.
"""

from deskbell.service.hours.rules import Hours, Opening
from deskbell.service.queries import Settled, opening_now, routing_settings, settled_hours, settled_routing
from deskbell.service.rules import MAX_CONVERSATION_LIMIT, Mode, RoutingSettings
from deskbell.service.settling import settle_hours, settle_routing

__all__ = [
    "MAX_CONVERSATION_LIMIT",
    "Hours",
    "Mode",
    "Opening",
    "RoutingSettings",
    "Settled",
    "opening_now",
    "routing_settings",
    "settle_hours",
    "settle_routing",
    "settled_hours",
    "settled_routing",
]
