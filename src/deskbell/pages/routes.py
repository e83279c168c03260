"""The addresses of the three faces and of what they are made of."""

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from deskbell.kit.db import Database
from deskbell.kit.errors import NotFound
from deskbell.kit.http import Ask
from deskbell.pages.installing.routes import manifest
from deskbell.pages.shelf import Built, Shelf
from deskbell.projects import project_by_site_key
from deskbell.visitors import Sightings

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
)
_WORKER_POLICY = "default-src 'none'; connect-src 'self'; script-src 'self'"
# A provider sends people back with a code in the address, and mailed links bring tokens: nobody is told where one was.
_TELLS_NOBODY = {"referrer-policy": "no-referrer"}
_REVALIDATE = "no-cache"
# The loader is on other people's pages: a new one must arrive within minutes, without asking at every view.
_MINUTES = "public, max-age=300, stale-while-revalidate=86400"
_FOREVER = "public, max-age=31536000, immutable"

Files = NamedDependency[Shelf]
Db = NamedDependency[Database]
Seen = NamedDependency[Sightings]


@get("/", include_in_schema=False, sync_to_thread=False)
def front() -> Redirect:
    return Redirect("/console/")


@get(["/console", "/console/{rest:path}"], include_in_schema=False, sync_to_thread=False)
def console(request: Ask, shelf: Files) -> Response[bytes]:
    return _page(request, shelf.get("console/index.html"), _TELLS_NOBODY)


@get(["/workspace", "/workspace/{rest:path}"], include_in_schema=False, sync_to_thread=False)
def workspace(request: Ask, shelf: Files) -> Response[bytes]:
    return _page(request, shelf.get("workspace/index.html"), _TELLS_NOBODY)


@get("/preview/{site_key:str}", include_in_schema=False)
async def preview(request: Ask, shelf: Files, db: Db, site_key: FromPath[str]) -> Response[bytes] | Redirect:
    if not await _known(db, site_key):
        return Redirect(f"/chat/{quote(site_key, safe='')}")
    return _page(request, shelf.get("preview/index.html"))


@get("/chat/{site_key:str}", include_in_schema=False)
async def chat(request: Ask, shelf: Files, db: Db, sightings: Seen, site_key: FromPath[str]) -> Response[bytes]:
    # Any site may show the chat of a project until its owner names the sites that may. The app says in words when there
    # is no such project.
    page = _page(request, shelf.get("widget/app/index.html"), ancestors="*")
    if not await _known(db, site_key):
        page.status_code = 404
    elif request.headers.get("sec-fetch-dest") in {None, "iframe"}:
        # Framed by the loader of whichever page this is; a link to the chat page is no installation.
        sightings.note(site_key, request.headers.get("referer"))
    return page


@get("/widget.js", include_in_schema=False, sync_to_thread=False)
def loader(request: Ask, shelf: Files, sightings: Seen) -> Response[bytes]:
    if key := request.query_params.get("key"):
        sightings.note(str(key), request.headers.get("referer"))
    return _file(request, shelf.get("widget.js"), _MINUTES, {"cross-origin-resource-policy": "cross-origin"})


@get(["/workspace/worker.js", "/workspace/back.js"], include_in_schema=False, sync_to_thread=False)
def worker(request: Ask, shelf: Files) -> Response[bytes]:
    """Asked for again each time, so that browsers leave an old one behind at once."""
    name = request.scope["path"].rpartition("/")[2]
    return _file(request, shelf.get(name), _REVALIDATE, {"content-security-policy": _WORKER_POLICY})


@get(
    ["/plain.css", "/bell.svg", "/icon-192.png", "/icon-512.png", "/icon-maskable.png"],
    include_in_schema=False,
    sync_to_thread=False,
)
def lasting(request: Ask, shelf: Files) -> Response[bytes]:
    """What pages without a script are made of, under names that a build does not change."""
    return _file(request, shelf.get(request.scope["path"].lstrip("/")), _REVALIDATE, {})


@get("/assets/{rest:path}", include_in_schema=False, sync_to_thread=False)
def asset(request: Ask, shelf: Files, rest: FromPath[str]) -> Response[bytes]:
    return _file(request, shelf.get(f"assets/{rest.lstrip('/')}"), _FOREVER, {})


async def _known(db: Database, site_key: str) -> bool:
    try:
        await db.read(project_by_site_key, site_key)
    except NotFound:
        return False
    return True


def _page(
    request: Ask, built: Built, more: Mapping[str, str] = MappingProxyType({}), *, ancestors: str = "'none'"
) -> Response[bytes]:
    headers = {"content-security-policy": _POLICY.format(ancestors=ancestors), **more}
    if ancestors == "'none'":
        headers |= {"x-frame-options": "DENY", "cross-origin-opener-policy": "same-origin"}
    return _file(request, built, _REVALIDATE, headers)


def _file(request: Ask, built: Built, cached: str, headers: dict[str, str]) -> Response[bytes]:
    headers = {"cache-control": cached, "etag": built.etag, "vary": "accept-encoding", **headers}
    if built.etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers, media_type=built.media_type)
    encoding, content = built.in_encoding(request.headers.get("accept-encoding", ""))
    if encoding:
        headers["content-encoding"] = encoding
    return Response(content, headers=headers, media_type=built.media_type)


handlers = [front, console, workspace, worker, manifest, preview, chat, loader, lasting, asset]
