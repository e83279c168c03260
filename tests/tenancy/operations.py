"""Every operation of the OpenAPI document, with a way to call it for anybody and with anybody's ids."""

import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain, combinations
from typing import Any, NamedTuple

from deskbell.app import http_interface
from tests.receiver import standing_receiver_url
from tests.walk import PASSWORD, client_id

# The names of what belongs to somebody. A site key does not: it stands in the page of every site that shows the widget.
_HERE = {"project_id", "agent_id", "conversation_id", "account_id", "letter_id", "offer_id", "invoice_id", "group_id"}
_TOLD = {"webhook_id", "delivery_id"}
IDS = frozenset(
    {*_HERE, *_TOLD, "visitor_id", "message_id", "tag_id", "merged_id", "invitation_id", "session_id", "passkey_id"}
    | {"identity_id", "device_id", "author_id", "file_id", "view_id", "reply_id"}
)
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
"""One dot, as a PNG."""
HOURS: dict[str, Any] = {"kept": True, "week": [[]] * 7, "special": [], "assign_outside": False}
# A point of the curve.
PUSH_KEY = "BI5TO2-gv3tGJbswZnwB-2B--fi4qA_vWzAGKHAxh7Kjc-sdveAzGDZtBp-DpvWQAFPHNjPLBBshxV4ahsH0ALQ"
CHOICE: dict[str, Any] = {"on": False, "tone": "none", "repeat": False}
FILLERS: dict[str, Callable[[], Any]] = {
    "add": list[str],
    "assigned": lambda: CHOICE,
    "attachments": list[str],
    "at": lambda: 1,
    "agent_ids": list[str],
    "amount": lambda: 11_900,
    "availability": lambda: "away",
    "client_id": client_id,
    "close": lambda: True,
    "code": lambda: "000000",
    "colour": lambda: "blue",
    "conversation_ids": lambda: ["0000000000000002"],
    "credential": dict[str, Any],
    "conversation_limit": lambda: 5,
    "currency": lambda: "EUR",
    "description": lambda: "Our CRM",
    "enabled": lambda: True,
    "events": lambda: ["conversation_returned"],
    "url": standing_receiver_url,
    "deed": lambda: "assign",
    "default_language": lambda: "en",
    "default_language_was": lambda: None,
    "default_limit": lambda: 7,
    "delivered": lambda: 1,
    "email": lambda: f"{client_id()}@example.com",
    "emails": lambda: [f"{client_id()}@example.com"],
    "half": lambda: "nobody",
    "grace_days": lambda: 7,
    "filters": dict[str, Any],
    "shared": lambda: False,
    "view_ids": list[str],
    "first_reply_minutes": lambda: 4,
    "hours": lambda: HOURS,
    "ids": list[str],
    "idle_minutes": lambda: 11,
    "held_by": lambda: None,
    "items": lambda: [{"id": "0000000000000002", "seq": 1}],
    "kind": lambda: "join",
    "language": lambda: "en",
    "language_was": lambda: None,
    "last_agent_first": lambda: False,
    "leaves": lambda: False,
    "mode": lambda: "manual",
    "note": lambda: False,
    "now": lambda: {"name": "Nora New"},
    "was": lambda: None,
    "mention": lambda: CHOICE,
    "mentions": list[str],
    "message": lambda: CHOICE,
    "name": lambda: "Nora New",
    "name_was": lambda: None,
    "on": lambda: True,
    "page_title": lambda: "Lamps",
    "page_url": lambda: "https://shop.example/lamps",
    "period": lambda: "month",
    "paid": lambda: True,
    "password": lambda: PASSWORD,
    "pos": lambda: 1,
    "present": lambda: PASSWORD,
    "provider": lambda: "nobody",
    "purpose": lambda: "link",
    "queue": lambda: CHOICE,
    "queue_limit": lambda: 9,
    "quiet_when_away": lambda: False,
    "show_content": lambda: False,
    "endpoint": lambda: f"https://push.example/{client_id()}",
    "p256dh": lambda: PUSH_KEY,
    "auth": lambda: "AAAAAAAAAAAAAAAAAAAAAA",
    "plan": lambda: "standard",
    "picture": lambda: PICTURE,
    "read": lambda: 1,
    "remove": list[str],
    "reason": lambda: "Asked for by telephone",
    "referrer": lambda: "https://search.example/",
    "revision": lambda: None,
    "role": lambda: "agent",
    "seats": lambda: 3,
    "shortcut": client_id,
    "state": lambda: "another",
    "send_link": lambda: True,
    "tell_position": lambda: False,
    "tax": lambda: 1_900,
    "text": lambda: "Words for the desk",
    "time_zone": lambda: "Europe/Berlin",
    "time_zone_was": lambda: None,
    "title": lambda: "Late parcel",
    "title_was": lambda: None,
    "token": lambda: "a token that nobody was given",
    "transfer": lambda: CHOICE,
    "until": lambda: time.time_ns() // 1_000_000 + 3_600_000,
    "valid_until": lambda: None,
    "volume": lambda: 40,
    "what": lambda: "Standard, 10 seats",
    "version": lambda: None,
}
QUERY: dict[str, Any] = {
    "at_least": 0,
    "below": 60,
    "first": "2026-03-02",
    "hour": 9,
    "last": "2026-03-08",
    "number": "started",
    "after": 0,
    "before": 0,
    "epoch": "another",
    "group": "project",
    "in_state": "active",
    "limit": 1,
    "only": "operators",
    "order": "newest",
    "revision": 1,
    "progress": "sent",
    "search": "lamps",
    "since": 0,
    "status": "queuing",
    "to": "",
    "show": "all",
    "until": 0,
    "view": "all",
    "wait": 0,
    "who": "agent",
    "X-File-Name": "lamp.txt",
}
"""What goes into a query where it must not be left out."""

FILLERS_OF: dict[tuple[str, str], Callable[[], Any]] = {("transfer_conversation", "note"): lambda: "She asks for you"}
"""Where one name holds something else in one operation."""


class Call(NamedTuple):
    """One request, ready to be sent by somebody."""

    method: str
    path: str
    query: dict[str, Any]
    body: dict[str, Any] | None


class Operation(NamedTuple):
    """One operation of the document."""

    id: str
    method: str
    path: str
    schemes: frozenset[str]
    parameters: dict[str, str]
    optional: frozenset[str]
    fields: frozenset[str] | None

    @property
    def ids(self) -> list[str]:
        """Which of somebody's ids it takes, wherever it takes them."""
        return sorted(IDS & {*self.parameters, *(self.fields or ())})

    @property
    def unknown_names(self) -> list[str]:
        """Parameters and fields that nobody has said how to fill."""
        in_path = {name for name, where in self.parameters.items() if where == "path"}
        in_query = {*self.parameters} - in_path
        strange = (in_path - IDS - {"site_key"}) | (in_query - IDS - {*QUERY})
        return sorted(strange | {*(self.fields or ())} - IDS - {*FILLERS})

    def choices_of_ids(self) -> Iterator[frozenset[str]]:
        """Every way of having at least one id be somebody else's."""
        every = (combinations(self.ids, count) for count in range(1, len(self.ids) + 1))
        yield from (frozenset(some) for some in chain.from_iterable(every))

    def call(self, ids: dict[str, str]) -> Call:
        """A call that would do something, with these ids."""
        path = self.path.format_map(ids)
        asked = {name for name, where in self.parameters.items() if where == "query" and name not in self.optional}
        query = {name: ids[name] if name in IDS else QUERY[name] for name in sorted(asked)}
        body = None
        if self.fields is not None:
            body = {name: ids[name] if name in IDS else self._filled(name) for name in sorted(self.fields)}
        return Call(self.method, path, query, body)

    def _filled(self, name: str) -> Any:
        return FILLERS_OF.get((self.id, name), FILLERS[name])()


@cache
def operations() -> tuple[Operation, ...]:
    """All of them, in the document's order."""
    document = http_interface()
    return tuple(
        _operation(document, path, method, said)
        for path, methods in document["paths"].items()
        for method, said in methods.items()
    )


def _operation(document: dict[str, Any], path: str, method: str, said: dict[str, Any]) -> Operation:
    return Operation(
        said["operationId"],
        method.upper(),
        path,
        frozenset(scheme for one in said["security"] for scheme in one),
        {one["name"]: one["in"] for one in said.get("parameters", [])},
        frozenset(one["name"] for one in said.get("parameters", []) if not one["required"]) - IDS,
        _fields(document, said),
    )


def _fields(document: dict[str, Any], said: dict[str, Any]) -> frozenset[str] | None:
    if "requestBody" not in said:
        return None
    schema = said["requestBody"]["content"]["application/json"]["schema"]
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return frozenset(schema["properties"])
