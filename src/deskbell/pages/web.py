"""Answers for people, where programs would get JSON."""

from typing import Any

from litestar import Response
from litestar.exceptions import HTTPException

from deskbell.kit.errors import NotFound, Refusal
from deskbell.kit.http import Ask, answer_bad_request, answer_refusal, reader_language
from deskbell.pages.lost import lost_page

_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_NOT_FOUND = 404


def answer_reader(request: Ask, refusal: Refusal) -> Response[Any]:
    """A refusal: somebody who looks for a page that is not there gets one in words."""
    if isinstance(refusal, NotFound) and _looks_for_a_page(request):
        return _lost(request)
    return answer_refusal(request, refusal)


def answer_unreadable(request: Ask, error: HTTPException) -> Response[Any]:
    """The same for what the framework refused."""
    if error.status_code == _NOT_FOUND and _looks_for_a_page(request):
        return _lost(request)
    return answer_bad_request(request, error)


def _looks_for_a_page(request: Ask) -> bool:
    """A browser's address line asks for HTML by name; its scripts, and other programs, do not."""
    wants = "text/html" in request.headers.get("accept", "").lower()
    path = request.scope["path"]
    return wants and request.method == "GET" and path != "/api" and not path.startswith("/api/")


def _lost(request: Ask) -> Response[str]:
    headers = {
        "cache-control": "no-store",
        "content-security-policy": _POLICY,
        "vary": "accept, accept-language",
        "x-frame-options": "DENY",
    }
    page = lost_page(reader_language(request))
    return Response(page, status_code=_NOT_FOUND, headers=headers, media_type="text/html")
