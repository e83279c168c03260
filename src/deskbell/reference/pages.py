"""`docs/events.md` and `docs/frames.md`, written from the structs' own words. `make docs` writes them."""

from collections.abc import Iterable
from typing import Any, get_args

import msgspec

from deskbell.realtime import ClientFrame, ServerFrame
from deskbell.reference.facts import RoomFacts, Shape, StatedFact, stated_facts, words_of
from deskbell.reference.schemas import fields_of

WRITTEN = "<!-- Written by `make docs` from the structs. Change them, not this file. -->\n"
_EVENTS = """
# Facts

What happens is stated as a fact in the log of its project, in the transaction that makes it true. Sockets and
long-polls bring facts as `event` frames: `type` names the fact, `data` is what everybody who may see it is told, and
`team` is what the team is told besides. Their places, `pos`, count 1, 2, 3 … in a project. How they travel is in
[frames.md](frames.md).
"""
_FRAMES = """
# Frames of the socket

At `/ws`, text messages. One message holds one or more JSON frames separated by a line feed, both ways; `t` names the
frame. Ids are text, times are whole milliseconds since 1970 (UTC). The facts that an `event` carries are in
[events.md](events.md).

| close code | why | come back? |
|---|---|---|
| 1012 | the server restarts | after `reconnect_after_ms` of its `bye` |
| 4400 | a frame that could not be read | no: mend the client |
| 4401 | not signed in, or not within 10 s | after signing in |
| 4403 | the session was ended | after signing in |
| 4408 | nothing was heard for two and a half heartbeats | yes, and resume |
| 4409 | a newer connection of the same device took over | no |
| 4413 | too many frames in one message | no: send less at once |
| 4429 | too much, too fast | later |
| 4499 | the client reads too slowly | yes, and resume |

A message above `max_frame` bytes ends the connection with 1009.
"""


def events_page() -> str:
    """Every fact of every room. A struct without words raises `ValueError`."""
    return WRITTEN + _EVENTS + "".join(_room(one) for one in stated_facts())


def frames_page() -> str:
    """Every frame both ways, then what they are made of."""
    ours = (*get_args(ClientFrame), *get_args(ServerFrame))
    schemas = _schemas(ours)
    parts = [name for name in schemas if name not in {one.__name__ for one in ours}]
    return "".join((
        WRITTEN, _FRAMES,
        "\n## From the client\n", *(_frame(one, schemas) for one in get_args(ClientFrame)),
        "\n## From the server\n", *(_frame(one, schemas) for one in get_args(ServerFrame)),
        "\n## What frames are made of\n", *(_shape(name, schemas[name], 3) for name in parts),
    ))  # fmt: skip


def _room(room: RoomFacts) -> str:
    structs = [part for fact in room.facts for part in (fact.data, fact.team) if part is not None]
    schemas = _schemas([*structs, *room.shapes])
    facts = "".join(_fact(one, schemas) for one in room.facts)
    shapes = "".join(_shape(one.__name__, schemas[one.__name__], 4) for one in room.shapes)
    return f"\n## {room.name.capitalize()}\n{facts}" + (f"\n### Shapes of {room.name}\n{shapes}" if shapes else "")


def _fact(fact: StatedFact, schemas: dict[str, Any]) -> str:
    text = f"\n### `{fact.name}`\n\n{fact.about}\n"
    if fact.data is not None:
        text += f"\n`data`:\n\n{table(schemas[fact.data.__name__])}"
    if fact.team is not None:
        words = "For the team alone" if fact.data is None else words_of(fact.team).rstrip(".")
        text += f"\n`team`: {words}.\n\n{table(schemas[fact.team.__name__])}"
    return text


def _frame(struct: Shape, schemas: dict[str, Any]) -> str:
    tag = struct.__struct_config__.tag
    kind = schemas[struct.__name__]["properties"].get("type", {}).get("enum", [])
    name = f"`{tag}`" + (f", `{kind[0]}`" if kind else "")
    return f"\n### {name}\n\n{words_of(struct)}\n\n{table(schemas[struct.__name__])}".rstrip() + "\n"


def _shape(name: str, schema: dict[str, Any], level: int) -> str:
    about = schema.get("description", "")
    return f"\n{'#' * level} {name}\n\n{' '.join(about.split())}\n\n{table(schema)}"


def table(schema: dict[str, Any]) -> str:
    """The fields of a struct."""
    rows = [
        f"| `{one.name}` | {one.kind.replace('|', 'or')}{'' if one.required else ', may be absent'} | {one.about} |"
        for one in fields_of(schema, lambda name: name)
    ]
    return "\n".join(["| field | kind | |", "|---|---|---|", *rows, ""]) if rows else ""


def _schemas(structs: Iterable[type]) -> dict[str, Any]:
    return msgspec.json.schema_components(structs, ref_template="#/{name}")[1]
