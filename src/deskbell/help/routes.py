"""What the Console's help is made of: the questions with the video's addresses, and the video itself."""

import asyncio

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from deskbell.help.asking import Question, questions
from deskbell.help.recording import FILES, Introduction, captions, introduction, read_part, size_of
from deskbell.help.rules import part_asked_for
from deskbell.kit.errors import NotFound
from deskbell.kit.http import Ask, own_address, reader_language
from deskbell.settings import Settings

_MINUTES = "public, max-age=300"
# The address of what is kept so long has a version in it.
_FOREVER = "public, max-age=31536000, immutable"
_MOST_AT_ONCE = 1024 * 1024


class Help(msgspec.Struct):
    """Everything there is to read and see, in the reader's language."""

    language: str
    questions: list[Question]
    introduction: Introduction | None


@get(
    "/api/v1/console/help",
    tags=["Console: help"],
    operation_id="help",
    summary="Common questions and the introduction video",
)
async def everything(request: Ask, settings: NamedDependency[Settings]) -> Response[Help]:
    language = reader_language(request)
    address = own_address(request, settings.public_url)
    asked = await asyncio.to_thread(questions, language)
    here = [msgspec.structs.replace(one, html=one.html.replace("{address}", address)) for one in asked]
    answer = Help(language, here, await asyncio.to_thread(introduction))
    return Response(answer, headers={"cache-control": _MINUTES, "vary": "accept-language"})


@get("/help/{name:str}", include_in_schema=False)
async def watch(request: Ask, name: FromPath[str]) -> Response[bytes]:
    size = await asyncio.to_thread(size_of, name) if name in FILES else None
    if size is None:
        raise NotFound
    headers = {"accept-ranges": "bytes", "cache-control": _FOREVER}
    try:
        part = part_asked_for(request.headers.get("range", ""), size, most=_MOST_AT_ONCE)
    except IndexError:
        return Response(b"", status_code=416, headers={"content-range": f"bytes */{size}"}, media_type=FILES[name])
    if part is None:
        content = await asyncio.to_thread(read_part, name, 0, size)
        return Response(content, headers=headers, media_type=FILES[name])
    headers["content-range"] = f"bytes {part.start}-{part.end - 1}/{size}"
    content = await asyncio.to_thread(read_part, name, part.start, part.end)
    return Response(content, status_code=206, headers=headers, media_type=FILES[name])


@get("/help/captions/{name:str}", include_in_schema=False, sync_to_thread=True)
def read_along(name: FromPath[str]) -> Response[bytes]:
    text = captions(name.removesuffix(".vtt")) if name.endswith(".vtt") else None
    if text is None:
        raise NotFound
    return Response(text.encode(), media_type="text/vtt", headers={"cache-control": _MINUTES})


handlers = [everything, watch, read_along]
