"""What is settled anew. For the team alone. These docstrings are the public reference."""

import msgspec

from deskbell.service.hours.rules import Hours
from deskbell.service.rules import RoutingSettings


class Nothing(msgspec.Struct, frozen=True):
    """No public part: the fact is for the team alone."""


class RoutingChanged(msgspec.Struct, frozen=True):
    """`routing_changed` (team): conversations are given out by other rules from now on."""

    routing: RoutingSettings
    version: int


class HoursChanged(msgspec.Struct, frozen=True):
    """`hours_changed` (team): the business hours are others from now on."""

    hours: Hours
    version: int
