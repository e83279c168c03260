"""What every room's routes share: answers for refusals, the reader's language, cookies, bounded pages."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

import msgspec
import structlog
from litestar import Request, Response
from litestar.datastructures import Cookie, State
from litestar.exceptions import HTTPException
from litestar.openapi import ResponseSpec
from litestar.params import Parameter

from deskbell.kit.catalogue import chosen_language, refusal_sentence
from deskbell.kit.clock import MINUTE, Clock
from deskbell.kit.db.origin import Origin
from deskbell.kit.errors import BadInput, Forbidden, MethodNotAllowed, NotFound, OurMistake, Refusal, TooLarge
from deskbell.kit.limits import RateLimit

log = structlog.get_logger()

Ask: TypeAlias = Request[Any, Any, Any]


class JsonRequest(Request[Any, Any, Any]):
    """The app's `request_class`: bodies that the JSON reader stumbles over are refused like all unreadable ones."""

    async def json(self) -> Any:  # noqa: ANN401 - whatever the body holds
        try:
            return await super().json()
        except (UnicodeDecodeError, RecursionError):
            raise BadInput("bad_request") from None


MAX_BODY_BYTES = 256 * 1024
_TOO_LARGE = 413
_NOT_FOUND = 404
_NOT_ALLOWED = 405
_READS = {"GET", "HEAD", "OPTIONS"}
_HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?")

PageSize: TypeAlias = Annotated[int, Parameter(ge=1, le=100, description="How many items at most.")]
PageAfter: TypeAlias = Annotated[
    str | None, Parameter(max_length=200, description="The `next` of the page before; absent for the first.")
]
# To narrow a list by.
IdAsked: TypeAlias = Annotated[str | None, Parameter(max_length=64, pattern="^[0-9A-Za-z_-]+$")]
TimeAsked: TypeAlias = Annotated[int | None, Parameter(ge=0, le=2**53, description="Milliseconds since 1970.")]


class RefusalBody(msgspec.Struct, omit_defaults=True):
    """Every 4xx and 5xx answer. `message` is a sentence in the language of the request's Accept-Language."""

    code: str
    message: str
    retryable: bool
    field: str | None = None
    params: dict[str, str | int] | None = None
    retry_after_ms: int | None = None


def refuses(*statuses: int) -> dict[int, ResponseSpec]:
    """For a route's `responses`: what it refuses besides what every operation of its shape may."""
    return {status: ResponseSpec(RefusalBody, generate_examples=False) for status in statuses}


def refusal_body(refusal: Refusal, language: str) -> RefusalBody:
    return RefusalBody(
        code=refusal.code,
        message=refusal_sentence(refusal, language),
        field=refusal.field,
        params=refusal.params or None,
        retryable=refusal.retryable,
        retry_after_ms=refusal.retry_after_ms,
    )


def reader_language(request: Ask) -> str:
    return chosen_language(request.headers.get("accept-language"))


def answer_refusal(request: Ask, refusal: Refusal) -> Response[RefusalBody]:
    headers = {"Cache-Control": "no-store"}
    if refusal.retry_after_ms is not None:
        headers["Retry-After"] = str(-(-refusal.retry_after_ms // 1000))
    body = refusal_body(refusal, reader_language(request))
    return Response(body, status_code=refusal.status, headers=headers, media_type="application/json")


def answer_bad_request(request: Ask, error: HTTPException) -> Response[RefusalBody]:
    """What the framework itself refused: unreadable JSON, wrong types, unknown paths, too large bodies."""
    refusal: Refusal
    if error.status_code == _TOO_LARGE:
        refusal = TooLarge("too_large", max_kb=_most_kb(request))
    elif error.status_code == _NOT_FOUND:
        refusal = NotFound()
    elif error.status_code == _NOT_ALLOWED:
        allowed = _allowed(error)
        answer = answer_refusal(request, MethodNotAllowed("method_not_allowed", methods=allowed))
        answer.headers["Allow"] = allowed
        return answer
    else:
        refusal = BadInput("bad_request", field=_first_problem(error))
        answer = answer_refusal(request, refusal)
        answer.status_code = error.status_code
        answer.headers.update(error.headers or {})
        return answer
    return answer_refusal(request, refusal)


def _most_kb(request: Ask) -> int:
    """How much a route takes: as it says under `max_kb` for what it holds, where that is more than others do."""
    return int(request.route_handler.opt.get("max_kb", MAX_BODY_BYTES // 1024))


def answer_our_mistake(request: Ask, error: Exception) -> Response[RefusalBody]:
    log.error("unexpected error", path=request.url.path, method=request.method, exc_info=error)
    body = refusal_body(OurMistake(), reader_language(request))
    return Response(body, status_code=OurMistake.status, media_type="application/json")


def _allowed(error: HTTPException) -> str:
    """What the framework knows, and HEAD, which the server answers wherever there is something to get."""
    named = {one.strip() for one in (error.headers or {}).get("allow", "").split(",")} - {""}
    return ", ".join(sorted(named | ({"HEAD"} if "GET" in named else set())))


def _first_problem(error: HTTPException) -> str | None:
    """Which field was wrong, where the framework says so; never what it contained."""
    try:
        return msgspec.convert(error.extra, list[_Problem])[0].key[:80] or None
    except (msgspec.ValidationError, IndexError):
        return None


class _Problem(msgspec.Struct):
    key: str = ""


def readable_path(request: Ask) -> None:
    """What no name of ours holds, such as a NUL that PostgreSQL has no place for, is found nowhere."""
    if not all(str(value).isprintable() for value in request.path_params.values()):
        raise NotFound


def same_origin_only(request: Ask) -> None:
    """For whoever is known by a cookie: a write must come from our own pages, and say so."""
    if request.method in _READS:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site not in {None, "same-origin", "none"}:
        raise Forbidden("cross_site")
    if origin is not None and not is_own_origin(origin, request.headers.get("host", ""), request.app.state.public_url):
        raise Forbidden("cross_site")
    _require_json(request)


def _require_json(request: Ask) -> None:
    """A form of another site can send text, but not say that it is JSON, or bytes where a route takes them."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    has_body = request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers
    if has_body and kind != request.route_handler.opt.get("takes", "application/json"):
        raise BadInput("bad_request", field="content-type")


def is_own_origin(origin: str, host: str, public_url: str) -> bool:
    """Whether a page of this origin is ours: at the host that was asked, or where people reach a proxy before us."""
    origin = origin.lower()
    return origin.split("://", 1)[-1] == host.lower() or (origin != "" and origin == public_url.rstrip("/").lower())


def edge_state(clock: Clock, public_url: str, writes_per_minute: int) -> State:
    """The app's `state`: what every request is held to here."""
    write_limit = RateLimit(clock, count=writes_per_minute, per_ms=MINUTE)
    return State({"public_url": public_url, "write_limit": write_limit})


def count_write(request: Ask, holder_id: str) -> None:
    """Refuse whoever writes more often than people do; what costs more has narrower limits of its own."""
    if request.method not in _READS:
        request.app.state.write_limit.take(holder_id)


def session_cookie(name: str, value: str, *, secure: bool, max_age: int) -> Cookie:
    """A cookie that scripts cannot read and other sites cannot send; `__Host-` where the connection is encrypted."""
    return Cookie(
        key=cookie_name(name, secure=secure),
        value=value,
        max_age=max_age,
        path="/",
        httponly=True,
        secure=secure,
        samesite="lax",
    )


def cookie_name(name: str, *, secure: bool) -> str:
    return f"__Host-{name}" if secure else name


def client_address(request: Ask) -> str:
    """Where the request comes from; the server has already applied the trusted proxies' headers."""
    return request.client.host if request.client else ""


def origin_of(scope: Mapping[str, Any]) -> Origin:
    """The same for a request or a socket as the server hands it over, with what the browser calls itself."""
    client = scope.get("client")
    agent = next((value for name, value in scope["headers"] if name == b"user-agent"), b"")
    return Origin(client[0] if client else "", agent.decode("latin-1"))


def own_address(request: Ask, public_url: str) -> str:
    """Where this reader reaches us, without a slash at the end: the public address, or the one they asked."""
    if public_url:
        return public_url.rstrip("/")
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        raise BadInput("bad_request", field="host")
    return f"{request.url.scheme}://{host}"
