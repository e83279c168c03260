"""The OpenAPI document: what the framework knows of the routes, completed by what only we know.

Shapes come from the structs themselves, refusals from one rule for all operations, and the frames of the socket
stand beside them, so that one document describes every door.
"""

from collections.abc import Iterable
from http import HTTPStatus
from itertools import chain
from typing import Any, get_args

import msgspec

from deskbell.realtime import ClientFrame, ServerFrame
from deskbell.reference.facts import fact_structs, stated_facts

_ABOUT = """\
Times are whole milliseconds since 1970 (UTC). Ids are text. Lists are paged by key: pass a page's `next` as `after`.
Every request that makes something carries a `client_id` of the client's own making, and may be repeated with it.
Requests that carry a cookie and change something must come from our own pages and hold JSON.
An id that does not exist and one that is somebody else's are answered alike."""
_SECURITY = {
    "console": {
        "type": "apiKey",
        "in": "cookie",
        "name": "deskbell_console",
        "description": "Whoever is signed in to the Console. Over HTTPS the name begins with `__Host-`.",
    },
    "operator": {
        "type": "apiKey",
        "in": "cookie",
        "name": "deskbell_console",
        "description": "Whoever is signed in to the Console and administers this installation. To everybody else who "
        "is signed in there is nothing here. Over HTTPS the name begins with `__Host-`.",
    },
    "workspace": {
        "type": "apiKey",
        "in": "cookie",
        "name": "deskbell_agent_{project_id}",
        "description": "Whoever is signed in to the Workspace of the project in the path: one cookie per project. "
        "Over HTTPS the name begins with `__Host-`.",
    },
    "visitor": {
        "type": "http",
        "scheme": "bearer",
        "description": "The token that `meet_visitor` gave to this browser.",
    },
}
_WRITES = {"post", "put", "patch", "delete"}
_REFUSAL = {"application/json": {"schema": {"$ref": "#/components/schemas/RefusalBody"}}}
_REF = "#/components/schemas/{name}"


class Operation(msgspec.Struct, frozen=True):
    """What the document must know of a route besides its path: who may call it, and its structs."""

    id: str
    principals: list[str]
    structs: list[Any]


def complete(document: dict[str, Any], operations: Iterable[Operation], *, refusal: type) -> dict[str, Any]:
    """The framework's document of these operations, with what is ours to say; `refusal` is every refusal's body."""
    known = {one.id: one for one in operations}
    document["info"]["description"] = _ABOUT
    document["components"] = {
        "schemas": document["components"]["schemas"] | _schemas(known.values(), refusal),
        "securitySchemes": _SECURITY,
    }
    for path in document["paths"].values():
        for method, operation in path.items():
            _complete(method, operation, known[operation["operationId"]])
    return document


def _schemas(operations: Iterable[Operation], refusal: type) -> dict[str, Any]:
    structs = [struct for one in operations for struct in one.structs]
    frames = {"ClientFrame": get_args(ClientFrame), "ServerFrame": get_args(ServerFrame)}
    everything = [*structs, refusal, *fact_structs(), *chain(*frames.values())]
    _, schemas = msgspec.json.schema_components(everything, ref_template=_REF)
    schemas |= {name: {"anyOf": _refs(one.__name__ for one in union)} for name, union in frames.items()}
    schemas["EventFrame"]["properties"] |= _fact_parts()
    return dict(sorted(schemas.items()))


def _fact_parts() -> dict[str, Any]:
    """What an event frame carries, by its type: the struct itself leaves it as the JSON that was stored."""
    facts = [fact for room in stated_facts() for fact in room.facts]
    data = {fact.data.__name__ for fact in facts if fact.data is not None}
    team = {fact.team.__name__ for fact in facts if fact.team is not None}
    return {
        "type": {"type": "string", "enum": sorted(fact.name for fact in facts)},
        "data": {"anyOf": [*_refs(sorted(data)), {"type": "object", "maxProperties": 0}]},
        "team": {"anyOf": [*_refs(sorted(team | {"Moved"})), {"type": "null"}], "default": None},
    }


def _refs(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"$ref": _REF.format(name=name)} for name in names]


def _complete(method: str, operation: dict[str, Any], known: Operation) -> None:
    operation["security"] = [{name: []} for name in known.principals]
    said = {status for status in operation["responses"] if int(status) >= HTTPStatus.BAD_REQUEST}
    for status in sorted(said | _refusals(method, operation, known)):
        operation["responses"][status] = {"description": HTTPStatus(int(status)).phrase, "content": _REFUSAL}
    operation["responses"] = dict(sorted(operation["responses"].items()))
    for status, answer in operation["responses"].items():
        if status == str(HTTPStatus.NO_CONTENT.value):
            answer.pop("content", None)


def _refusals(method: str, operation: dict[str, Any], known: Operation) -> set[str]:
    """What any operation of this shape may be refused with; routes add what only they refuse."""
    in_path = any(one["in"] == "path" for one in operation.get("parameters", []))
    by_cookie = "visitor" not in known.principals and "Widget" not in operation.get("tags", [])
    statuses = {
        HTTPStatus.BAD_REQUEST: "parameters" in operation or "requestBody" in operation,
        HTTPStatus.UNAUTHORIZED: bool(known.principals),
        HTTPStatus.FORBIDDEN: by_cookie and method in _WRITES,
        HTTPStatus.NOT_FOUND: in_path or "operator" in known.principals,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "requestBody" in operation,
        HTTPStatus.TOO_MANY_REQUESTS: bool(known.principals) and by_cookie and method in _WRITES,
        HTTPStatus.SERVICE_UNAVAILABLE: True,
    }
    return {str(status.value) for status, applies in statuses.items() if applies}
