"""Uploading: a row first, then the bytes, then the row is ready. What is cut off leaves nothing."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select, update

from deskbell.files.attaching import attachment_of
from deskbell.files.events import Attachment
from deskbell.files.picturing import Pictured, picture
from deskbell.files.rules import HEAD_BYTES, MAX_WAITING, Content, what_it_is
from deskbell.files.store import Disk
from deskbell.files.tables import file
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import BadInput, Conflict, NotFound, TooLarge, Unavailable
from deskbell.kit.ids import new_id
from deskbell.team import Agent
from deskbell.visitors import Visitor

THUMBNAIL = ".thumbnail"
# Below this the disk is for the database alone.
KEEP_FREE_BYTES = 256 * 1024 * 1024
_SILENCE_S = 60
f = file.c


class Arrived(NamedTuple):
    """What came, and what it turned out to be."""

    size: int
    content: Content
    pictured: Pictured | None


async def upload(
    db: Database, store: Disk, owner: Visitor | Agent, *, name: str, body: AsyncGenerator[bytes], max_bytes: int
) -> Attachment:
    """Take a file in, piece by piece; answers what it is, ready to be attached by its owner.

    Raises `TooLarge`, and `BadInput` for what is empty, cut off, a program or not the picture that it is called.
    """
    if await asyncio.to_thread(store.room_left) < KEEP_FREE_BYTES + max_bytes:
        raise Unavailable("no_room", retry_after_ms=60_000)
    id_ = await db.write(begin_upload, owner, name=name)
    path = await asyncio.to_thread(store.new_arrival)
    small = path.with_name(f"{path.name}{THUMBNAIL}")
    try:
        size = await _receive(body, path, max_bytes)
        content = what_it_is(await asyncio.to_thread(_head, path), name)
        pictured = await picture(path, small, content.media_type) if content.kind == "picture" else None
        if pictured is not None:
            size = path.stat().st_size
            await store.put(owner.project_id, id_ + THUMBNAIL, small)
        await store.put(owner.project_id, id_, path)
        return await db.write(finish_upload, owner, file_id=id_, arrived=Arrived(size, content, pictured))
    except BaseException:
        # The sweeper does the same later, where this cannot be written now.
        store.remove(owner.project_id, (id_, id_ + THUMBNAIL))
        with suppress(Unavailable, NotFound):
            await asyncio.shield(asyncio.ensure_future(db.write(forget_upload, owner, file_id=id_)))
        raise
    finally:
        path.unlink(missing_ok=True)
        small.unlink(missing_ok=True)


def begin_upload(tx: Tx, owner: Visitor | Agent, *, name: str) -> str:
    """A row for what is about to come; refuses whoever has sent enough that no message carries."""
    waiting = (f.project_id == owner.project_id, f.owner_id == owner.id, f.message_id.is_(None))
    if tx.execute(select(func.count()).where(*waiting, f.removed_at.is_(None))).scalar_one() >= MAX_WAITING:
        raise Conflict("too_many_uploads", max=MAX_WAITING)
    id_ = new_id()
    row = {"project_id": owner.project_id, "id": id_, "owner_id": owner.id, "name": name, "created_at": tx.now}
    tx.execute(insert(file).values(**row, media_type="", kind="file", size=0))
    return id_


def finish_upload(tx: Tx, owner: Visitor | Agent, *, file_id: str, arrived: Arrived) -> Attachment:
    """All of it is here and kept."""
    values: dict[str, Any] = {"size": arrived.size, "ready_at": tx.now, **arrived.content._asdict()}
    if arrived.pictured is not None:
        values |= arrived.pictured._asdict()
    mine = (*_own(owner, file_id), f.ready_at.is_(None))
    if not tx.execute(update(file).where(*mine).values(**values)).rowcount:
        # It took so long that the sweeper has been here.
        raise NotFound
    return attachment_of(tx.execute(select(file).where(*_own(owner, file_id))).one())


def forget_upload(tx: Tx, owner: Visitor | Agent, *, file_id: str) -> None:
    tx.execute(delete(file).where(*_own(owner, file_id), f.ready_at.is_(None)))


def discard_file(tx: Tx, owner: Visitor | Agent, *, file_id: str) -> None:
    """The owner does not want to send it after all. Repeating it is fine, until it is swept."""
    mine = (f.project_id == owner.project_id, f.owner_id == owner.id, f.id == file_id, f.message_id.is_(None))
    if not tx.execute(update(file).where(*mine).values(removed_at=tx.now)).rowcount:
        raise NotFound


def _own(owner: Visitor | Agent, file_id: str) -> tuple[Any, ...]:
    return (
        f.project_id == owner.project_id,
        f.owner_id == owner.id,
        f.id == file_id,
        f.message_id.is_(None),
        f.removed_at.is_(None),
    )


async def _receive(body: AsyncGenerator[bytes], path: Path, max_bytes: int) -> int:
    """Write what comes as it comes; how much it was."""
    size = 0
    with path.open("wb") as kept:
        while True:
            try:
                chunk = await asyncio.wait_for(anext(body, None), _SILENCE_S)
            except TimeoutError:
                raise BadInput("upload_cut", field="file") from None
            if chunk is None:
                break
            size += len(chunk)
            if size > max_bytes:
                raise too_large(max_bytes)
            await asyncio.to_thread(kept.write, chunk)
    if not size:
        raise BadInput("empty_file", field="file")
    return size


def too_large(max_bytes: int) -> TooLarge:
    return TooLarge("file_too_large", field="file", max_mb=max_bytes // (1024 * 1024))


def _head(path: Path) -> bytes:
    with path.open("rb") as arrived:
        return arrived.read(HEAD_BYTES)
