"""The reference: what the server can be asked and what it tells, written down from the code that does it.

`Interface` keeps the OpenAPI document and its readable page for the server;
`events_page`, `frames_page` and `webhooks_page` are `docs/events.md`, `docs/frames.md` and `docs/webhooks.md`.
"""

from deskbell.reference.facts import StatedFact, stated_facts
from deskbell.reference.hooks import webhooks_page
from deskbell.reference.interface import Interface
from deskbell.reference.pages import events_page, frames_page

__all__ = ["Interface", "StatedFact", "events_page", "frames_page", "stated_facts", "webhooks_page"]
