"""What no message carries is gone within the hour, row and bytes; what one carries stays as long as it does (I22)."""

import asyncio
import os
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from sqlalchemy import select

from deskbell.conversations import Ack, queue_message
from deskbell.conversations.changing import recall_message
from deskbell.files import Attachment, FileRoom
from deskbell.files.reading import Link, linked_file, links_for, readable_file
from deskbell.files.tables import file
from deskbell.files.uploading import upload
from deskbell.kit.clock import HOUR, MINUTE
from deskbell.kit.db import Database
from deskbell.kit.errors import NotFound
from deskbell.settings import Settings
from deskbell.team import Agent
from deskbell.visitors import Visitor
from tests.desk import new_desk
from tests.files import made
from tests.rooms import Clock, new_client_id, rows

KEY = "0123456789abcdef0123456789abcdef"


def test_what_no_message_carries_is_gone_within_the_hour(db: Database, clock: Clock, tmp_path: Path) -> None:
    files, desk = FileRoom(db, Settings(data=str(tmp_path)), clock=clock), new_desk(db)
    left, sent, recalled, late = (_send(db, files, desk.agent) for _ in range(4))
    conv = _post(db, desk.visitor, [])
    for one in (sent, recalled):
        ack_id = _post(db, desk.agent, [one.id], conv.conversation_id).id
    clock.now += HOUR
    asyncio.run(files.sweep())
    assert _kept(tmp_path) == sorted(name for one in (left, sent, recalled, late) for name in _names(one))

    # At the last moment one is sent after all; one is taken back, and gone for readers at once.
    _post(db, desk.agent, [late.id], conv.conversation_id)
    db.write_now(recall_message, desk.agent, conversation_id=conv.conversation_id, message_id=ack_id)
    with pytest.raises(NotFound):
        db.read_now(readable_file, desk.agent, file_id=recalled.id)
    arriving = tmp_path / "files" / ".arriving" / "left-by-the-dead"
    arriving.write_bytes(b"half")
    os.utime(arriving, (0, 0))
    erased = tmp_path / "files" / "0000000000000000" / "ab"
    erased.mkdir(parents=True)
    (erased / "00000000000000ab").write_bytes(b"old")
    clock.now += MINUTE
    asyncio.run(files.sweep())
    assert _kept(tmp_path) == sorted(name for one in (sent, late) for name in _names(one))
    assert {row.id for row in rows(db, select(file))} == {sent.id, late.id}
    assert db.read_now(readable_file, desk.visitor, file_id=late.id) == late
    # What was of a project that has been erased.
    assert not erased.parent.exists()


def test_an_address_holds_for_some_hours(db: Database, clock: Clock, tmp_path: Path) -> None:
    files, desk = FileRoom(db, Settings(data=str(tmp_path)), clock=clock), new_desk(db)
    one = _send(db, files, desk.visitor)
    first = db.read_now(links_for, desk.visitor, ids=[one.id], secret_key=KEY).items[0]
    clock.now = (clock.now // HOUR + 1) * HOUR - 1
    assert db.read_now(links_for, desk.visitor, ids=[one.id], secret_key=KEY).items[0] == first
    asked = dict(pair.split("=") for pair in first.address.partition("?")[2].split("&"))
    link = Link(desk.visitor.project_id, one.id, asked["by"], int(asked["until"]), asked["key"])
    assert db.read_now(linked_file, link, secret_key=KEY) == one
    with pytest.raises(NotFound):
        db.read_now(linked_file, link, secret_key=KEY[::-1])
    clock.now += 2 * HOUR
    with pytest.raises(NotFound):
        db.read_now(linked_file, link, secret_key=KEY)


def _send(db: Database, files: FileRoom, owner: Visitor | Agent) -> Attachment:
    async def sent() -> Attachment:
        return await upload(db, files.store, owner, name="lamp.png", body=_pieces(), max_bytes=files.max_bytes)

    return asyncio.run(sent())


async def _pieces() -> AsyncGenerator[bytes]:
    picture = made.drawing()
    yield picture[:100]
    yield picture[100:]


def _post(db: Database, author: Visitor | Agent, ids: list[str], to: str | None = None) -> Ack:
    async def posted() -> Ack:
        return await queue_message(
            db, author, conversation_id=to, client_id=new_client_id(), text="" if ids else "Hello", attachments=ids
        )

    return asyncio.run(posted())


def _names(one: Attachment) -> list[str]:
    return [one.id, f"{one.id}.thumbnail"]


def _kept(folder: Path) -> list[str]:
    return sorted(one.name for one in (folder / "files").rglob("*") if one.is_file())
