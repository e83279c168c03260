"""Visitors: browsers known by a token that we issue, and what is known of them.

A visitor is made just before the first message, never earlier. The token is the visitor's only proof; its hash is
stored.
"""

from deskbell.visitors.blocking import block_visitor, unblock_visitor
from deskbell.visitors.editing import VisitorFields, edit_visitor
from deskbell.visitors.events import VisitorBlocked, VisitorCard, VisitorChanged
from deskbell.visitors.meeting import Arrival, describe_visitor, meet_visitor, note_page
from deskbell.visitors.queries import visitor_by_id, visitor_by_token, visitor_card, visitor_cards
from deskbell.visitors.sighting import WRITE_EVERY_S, Sighting, Sightings, widget_sightings
from deskbell.visitors.tables import Visitor, visitor
from deskbell.visitors.tracing import PageVisited, on_page_since, pages_visited

__all__ = [
    "WRITE_EVERY_S",
    "Arrival",
    "PageVisited",
    "Sighting",
    "Sightings",
    "Visitor",
    "VisitorBlocked",
    "VisitorCard",
    "VisitorChanged",
    "VisitorFields",
    "block_visitor",
    "describe_visitor",
    "edit_visitor",
    "meet_visitor",
    "note_page",
    "on_page_since",
    "pages_visited",
    "unblock_visitor",
    "visitor",
    "visitor_by_id",
    "visitor_by_token",
    "visitor_card",
    "visitor_cards",
    "widget_sightings",
]
