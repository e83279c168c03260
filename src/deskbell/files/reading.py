"""Reading: whoever may read the message that carries a file may read the file; asked each time.

A page's pictures cannot send a visitor's token with their requests. So a visitor gets addresses that hold for some
hours, signed for this visitor and this file; whether they may still read it is asked again when they are used.
"""

import hashlib
import hmac
from collections.abc import Sequence

import msgspec
from sqlalchemy import or_, select

from deskbell.files.attaching import attachment_of
from deskbell.files.events import Attachment
from deskbell.files.tables import file
from deskbell.kit.clock import HOUR
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.kit.sealing import derived_key
from deskbell.team import Agent
from deskbell.visitors import Visitor, visitor_by_id

_PURPOSE = "file link"
_KEY_LENGTH = 43
f = file.c


class FileLink(msgspec.Struct, omit_defaults=True):
    """Addresses of a file, for its visitor, until some hours from now. Only pictures have a thumbnail."""

    id: str
    address: str
    thumbnail: str | None = None


class FileLinks(msgspec.Struct):
    """The addresses of those files that this visitor may read, in the order in which they were asked for."""

    items: list[FileLink]


def readable_file(tx: Tx, reader: Visitor | Agent, *, file_id: str) -> Attachment:
    """A file that a message carries which the reader may read, or that they have just sent; else `NotFound`."""
    found = _readable(tx, reader, [file_id])
    if not found:
        raise NotFound
    return found[0]


def links_for(tx: Tx, visitor: Visitor, *, ids: Sequence[str], secret_key: str) -> FileLinks:
    """Addresses of these files; those that the visitor may not read are left out, and so are those that are not."""
    # The same for an hour, so that a browser need not fetch a picture again.
    until = (tx.now // HOUR + 2) * HOUR
    found = {one.id: one for one in _readable(tx, visitor, ids)}
    return FileLinks([_link(visitor, found[one], until, secret_key) for one in dict.fromkeys(ids) if one in found])


def linked_file(tx: Tx, link: "Link", *, secret_key: str) -> Attachment:
    """The file of a link that we signed, while it holds and its visitor may read it."""
    if tx.now > link.until or not hmac.compare_digest(link.key.encode(), _sign(link, secret_key).encode()):
        raise NotFound
    visitor = visitor_by_id(tx, link.project_id, link.visitor_id)
    if visitor is None:
        raise NotFound
    return readable_file(tx, visitor, file_id=link.file_id)


class Link(msgspec.Struct, frozen=True):
    """What stands in an address."""

    project_id: str
    file_id: str
    visitor_id: str
    until: int
    key: str = ""


def _link(visitor: Visitor, one: Attachment, until: int, secret_key: str) -> FileLink:
    key = _sign(Link(visitor.project_id, one.id, visitor.id, until), secret_key)
    base, proof = f"/files/{visitor.project_id}/{one.id}", f"?by={visitor.id}&until={until}&key={key}"
    return FileLink(one.id, base + proof, f"{base}/thumbnail{proof}" if one.kind == "picture" else None)


def _sign(link: Link, secret_key: str) -> str:
    said = f"{link.project_id} {link.file_id} {link.visitor_id} {link.until}"
    digest = hmac.digest(derived_key(secret_key, _PURPOSE), said.encode(), hashlib.sha256)
    return digest.hex()[:_KEY_LENGTH]


def _readable(tx: Tx, reader: Visitor | Agent, ids: Sequence[str]) -> list[Attachment]:
    here = (f.project_id == reader.project_id, f.id.in_(ids), f.ready_at.is_not(None), f.removed_at.is_(None))
    if isinstance(reader, Visitor):
        may = or_(f.visitor_id == reader.id, f.owner_id == reader.id)
    else:
        may = or_(f.message_id.is_not(None), f.owner_id == reader.id)
    return [attachment_of(row) for row in tx.execute(select(file).where(*here, may))]
