"""Sweeping: files that no message took within the hour go, those of recalled messages, and those of erased projects.

First nobody can read or attach a file any more, then its bytes go, then its row: broken off anywhere, the next sweep
goes on from there. Runs on every node.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, or_, select, update

from deskbell.files.store import Disk
from deskbell.files.tables import file
from deskbell.files.uploading import THUMBNAIL
from deskbell.kit.clock import HOUR
from deskbell.kit.db import Tx
from deskbell.projects import projects_by_id

UNATTACHED_FOR = HOUR
AT_ONCE = 200
f = file.c


class Sweeping(msgspec.Struct, frozen=True):
    """The sweeper, at work in one project."""

    project_id: str


def due_files(tx: Tx) -> dict[str, list[str]]:
    """Some files whose time is over, by project."""
    left = f.message_id.is_(None) & (f.created_at < tx.now - UNATTACHED_FOR)
    query = select(f.project_id, f.id).where(or_(left, f.removed_at.is_not(None))).limit(AT_ONCE)
    due: dict[str, list[str]] = {}
    for row in tx.execute(query):
        due.setdefault(row.project_id, []).append(row.id)
    return due


def take_away(tx: Tx, sweeping: Sweeping, *, ids: Sequence[str]) -> list[str]:
    """Let nobody use these any more; those that a message took meanwhile stay."""
    these = (f.project_id == sweeping.project_id, f.id.in_(ids))
    tx.execute(update(file).where(*these, f.message_id.is_(None)).values(removed_at=tx.now))
    return list(tx.execute(select(f.id).where(*these, f.removed_at.is_not(None))).scalars())


def forget_files(tx: Tx, sweeping: Sweeping, *, ids: Sequence[str]) -> None:
    """Their bytes are gone: the rows go too."""
    these = (f.project_id == sweeping.project_id, f.id.in_(ids), f.removed_at.is_not(None))
    tx.execute(delete(file).where(*these))


def erased_projects(tx: Tx, kept: Sequence[str]) -> list[str]:
    """Those of these projects that are no more."""
    there = projects_by_id(tx, kept)
    return [one for one in kept if one not in there]


def remove_bytes(store: Disk, project_id: str, ids: Sequence[str]) -> None:
    store.remove(project_id, [key for one in ids for key in (one, one + THUMBNAIL)])
