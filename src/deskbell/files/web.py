"""What came over HTTP as a body of bytes, and how a file goes out."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any
from urllib.parse import quote, unquote

from litestar import Response
from litestar.exceptions import HTTPException
from litestar.response import Stream

from deskbell.files.events import Attachment
from deskbell.files.room import FileRoom
from deskbell.files.rules import asked_part, readable_file_name
from deskbell.files.uploading import THUMBNAIL, too_large, upload
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput, NotFound
from deskbell.kit.http import Ask
from deskbell.team import Agent
from deskbell.visitors import Visitor

# Nothing of it may run, whatever a browser takes it for; who may read it is asked again each time.
_HEADERS = {
    "cache-control": "private, no-cache",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "accept-ranges": "bytes",
}
_SHOWN = {"picture", "video", "audio"}
_DOWNLOAD = "application/octet-stream"


async def take_upload(request: Ask, db: Database, files: FileRoom, owner: Visitor | Agent, name: str) -> Attachment:
    """The request's body as a file of the owner's. What is said to be too large is refused before it is read."""
    announced = request.headers.get("content-length")
    if announced is None and "transfer-encoding" not in request.headers:
        announced = "0"
    if announced == "0":
        raise BadInput("empty_file", field="file")
    if announced is not None and announced.isdecimal() and int(announced[:18]) > files.max_bytes:
        raise too_large(files.max_bytes)
    files.upload_limit.take(owner.id)
    called = readable_file_name(unquote(name, errors="replace"))
    async with aclosing(_chunks(request)) as body:
        return await upload(db, files.store, owner, name=called, body=body, max_bytes=files.max_bytes)


async def answer_file(request: Ask, files: FileRoom, project_id: str, one: Attachment) -> Response[Any]:
    """The file, or the part of it that is asked for: pictures, videos and sounds to be shown, all others to be kept."""
    tag = f'"{one.id}"'
    shown = one.kind in _SHOWN
    headers = {**_HEADERS, "etag": tag, "content-disposition": _disposition(one.name, inline=shown)}
    if request.headers.get("if-none-match") == tag:
        return Response(None, status_code=304, headers=headers)
    try:
        part = asked_part(request.headers.get("range"), one.size)
    except ValueError:
        return Response(None, status_code=416, headers={**headers, "content-range": f"bytes */{one.size}"})
    start, end = part or (0, one.size - 1)
    headers["content-length"] = str(end - start + 1)
    if part is not None:
        headers["content-range"] = f"bytes {start}-{end}/{one.size}"
    body = await _opened(files.store.read(project_id, one.id, start, end - start + 1))
    media_type = one.media_type if shown else _DOWNLOAD
    return Stream(body, status_code=200 if part is None else 206, headers=headers, media_type=media_type)


async def answer_thumbnail(request: Ask, files: FileRoom, project_id: str, one: Attachment) -> Response[Any]:
    """A picture's thumbnail."""
    if one.kind != "picture":
        raise NotFound
    tag = f'"{one.id}-small"'
    headers = {**_HEADERS, "etag": tag, "content-disposition": "inline"}
    if request.headers.get("if-none-match") == tag:
        return Response(None, status_code=304, headers=headers)
    body = await _opened(files.store.read(project_id, one.id + THUMBNAIL, 0, 2**40))
    return Stream(body, status_code=200, headers=headers, media_type="image/webp")


async def _chunks(request: Ask) -> AsyncGenerator[bytes]:
    try:
        async for chunk in request.stream():
            if chunk:
                yield chunk
    except HTTPException:
        # Whoever sent it went away.
        raise BadInput("upload_cut", field="file") from None


async def _opened(body: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    """The same, once its first piece is here: what is gone is not found, before anything was answered."""
    try:
        first = await anext(body, b"")
    except FileNotFoundError:
        raise NotFound from None
    return _joined(first, body)


async def _joined(first: bytes, body: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    async with aclosing(body):
        yield first
        async for chunk in body:
            yield chunk
            await asyncio.sleep(0)


def _disposition(name: str, *, inline: bool) -> str:
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "._- ") else "_" for char in name)
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
