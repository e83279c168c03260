"""Attaching: a message that is being written takes the files that its author has sent; a recalled one lets them go."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import select, update

from deskbell.files.events import Attachment
from deskbell.files.rules import MAX_ATTACHMENTS
from deskbell.files.tables import file
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput
from deskbell.team import Agent
from deskbell.visitors import Visitor

f = file.c


class Attaching(msgspec.Struct, frozen=True):
    """Where files are to be attached: a message, and the visitor who may read it; None: the team alone."""

    message_id: str
    visitor_id: str | None


def attachable(tx: Tx, author: Visitor | Agent, ids: Sequence[str]) -> list[Attachment]:
    """What the author has sent and no message carries yet, in this order; anything else is refused alike."""
    if not ids:
        return []
    if len(ids) > MAX_ATTACHMENTS or len({*ids}) != len(ids):
        raise BadInput("too_many_attachments", field="attachments", max=MAX_ATTACHMENTS)
    theirs = (f.project_id == author.project_id, f.owner_id == author.id, f.id.in_(ids))
    free = (f.ready_at.is_not(None), f.message_id.is_(None), f.removed_at.is_(None))
    found = {row.id: attachment_of(row) for row in tx.execute(select(file).where(*theirs, *free))}
    if len(found) != len(ids):
        raise BadInput("file_gone", field="attachments")
    return [found[one] for one in ids]


def attach(tx: Tx, project_id: str, files: Sequence[Attachment], to: Attaching) -> None:
    """Let a message carry these files, which `attachable` has found in this transaction."""
    if files:
        these = (f.project_id == project_id, f.id.in_([one.id for one in files]))
        tx.execute(update(file).where(*these).values(message_id=to.message_id, visitor_id=to.visitor_id))


def release(tx: Tx, project_id: str, message_id: str) -> None:
    """Nobody reads what this message carried any more."""
    carried = (f.project_id == project_id, f.message_id == message_id)
    tx.execute(update(file).where(*carried).values(removed_at=tx.now))


def attachment_of(row: Any) -> Attachment:  # noqa: ANN401 - a row: the driver's type
    return Attachment(row.id, row.name, row.media_type, row.kind, row.size, row.width, row.height)
