"""What an endpoint is sent: a fact as the log has it now, or a test where nothing has happened."""

from datetime import UTC, datetime

import msgspec

from deskbell.eventlog import Author, read_after
from deskbell.kit.db import Tx
from deskbell.projects import projects_by_id

TEST = "test"


class Payload(msgspec.Struct, omit_defaults=True):
    """The body of every request.

    `type` names the event; `timestamp` is when it happened (ISO 8601, UTC); `pos` is its place in the project's log:
    1, 2, 3 … in the order in which things happened. `data` and `team` are as docs/events.md has them.
    """

    type: str
    timestamp: str
    project_id: str
    data: msgspec.Raw
    pos: int | None = None
    conversation_id: str | None = None
    seq: int | None = None
    actor: Author | None = None
    team: msgspec.Raw | None = None


class _Stated(msgspec.Struct):
    """What of a fact's own text is passed on."""

    conv: str | None
    seq: int | None
    type: str
    ts: int
    actor: Author
    data: msgspec.Raw


def body_of(tx: Tx, project_id: str, *, pos: int | None, at: int) -> str | None:
    """The body of one delivery; None: the fact is not there any more."""
    if pos is None:
        return _test(tx, project_id, at)
    found = read_after(tx, project_id, pos - 1, 1)
    if not found or found[0].pos != pos:
        return None
    fact = found[0]
    stated = msgspec.json.decode(fact.body, type=_Stated)
    return _written(
        Payload(
            type=stated.type,
            timestamp=_iso(stated.ts),
            project_id=project_id,
            data=stated.data,
            pos=pos,
            conversation_id=stated.conv,
            seq=stated.seq,
            actor=stated.actor,
            team=None if fact.team is None else msgspec.Raw(fact.team.encode()),
        )
    )


def _test(tx: Tx, project_id: str, at: int) -> str:
    name = projects_by_id(tx, [project_id])[project_id].name
    data = msgspec.Raw(msgspec.json.encode({"name": name}))
    return _written(Payload(type=TEST, timestamp=_iso(at), project_id=project_id, data=data))


def _written(payload: Payload) -> str:
    return msgspec.json.encode(payload).decode()


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
