"""The interface's own addresses, and the document read from the routes themselves."""

from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any

import msgspec
from litestar import Litestar, Response, get
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.types import ControllerRouterHandler

from deskbell.kit.http import RefusalBody
from deskbell.reference.document import Operation, complete
from deskbell.reference.interface import Interface

_PRINCIPALS = {"account": "console", "operator": "operator", "agent": "workspace", "visitor": "visitor"}
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

Described = NamedDependency[Interface]


@get("/api/openapi.json", include_in_schema=False, sync_to_thread=True)
def openapi(interface: Described) -> Response[bytes]:
    return Response(interface.document(), media_type="application/json")


@get("/api/docs", include_in_schema=False, sync_to_thread=True)
def docs(interface: Described) -> Response[bytes]:
    headers = {"content-security-policy": _PAGE_POLICY, "x-frame-options": "DENY"}
    return Response(interface.page(), media_type="text/html", headers=headers)


def document_of(routes: Sequence[ControllerRouterHandler], given: Iterable[str]) -> dict[str, Any]:
    """The OpenAPI document of these routes, to which the server hands dependencies of the `given` names."""
    nothing = {name: _nothing() for name in given}
    config = OpenAPIConfig(title="Deskbell", version=version("deskbell"), path="/unused", create_examples=False)
    app = Litestar(route_handlers=routes, dependencies=nothing, openapi_config=config, logging_config=None)
    handlers = [one for route in app.routes for one in getattr(route, "route_handlers", ()) if _is_ours(one)]
    return complete(app.openapi_schema.to_schema(), [_operation(one) for one in handlers], refusal=RefusalBody)


def _nothing() -> Provide:
    """A dependency that is never asked for; the framework wants each to be a function of its own."""
    return Provide(lambda: None, sync_to_thread=False)


def _is_ours(handler: object) -> bool:
    return isinstance(handler, HTTPRouteHandler) and bool(handler.include_in_schema and handler.operation_id)


def _operation(handler: HTTPRouteHandler) -> Operation:
    """Who may call a route is said by what it asks for: it cannot know an account without the account's cookie."""
    asked_for = {*handler.parsed_fn_signature.parameters} & {*handler.resolve_dependencies()}
    by_dependency = [scheme for name, scheme in _PRINCIPALS.items() if name in asked_for]
    by_hand = [name for one in handler.resolve_security() for name in one]
    return Operation(str(handler.operation_id), by_dependency or by_hand, list(_structs(handler)))


def _structs(handler: HTTPRouteHandler) -> Iterable[Any]:
    returned = handler.parsed_fn_signature.return_type
    fields = [returned, *returned.inner_types, handler.parsed_data_field]
    found: list[Any] = [field.annotation for field in fields if field is not None]
    answers: Any = (handler.responses or {}).values()
    found += [one.data_container for one in answers]
    yield from (one for one in found if isinstance(one, type) and issubclass(one, msgspec.Struct))


handlers = [openapi, docs]
