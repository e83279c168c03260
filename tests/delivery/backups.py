"""A backup of one project, and its restoring: what an operator does with files, done with rows on both databases."""

from typing import Any

from sqlalchemy import Table, delete, insert, select, update

from deskbell.conversations.tables import (
    conversation,
    conversation_count,
    conversation_label,
    mention,
    message,
    note,
    read_mark,
)
from deskbell.eventlog import new_epochs
from deskbell.eventlog.tables import fact, feed
from deskbell.finding.tables import known_words, said_words
from deskbell.kit.db import Database, Tx
from deskbell.team.tables import agent
from deskbell.visitors import visitor

_WRITTEN = (
    conversation, message, note, read_mark, mention, conversation_count, conversation_label,
    said_words, known_words, fact,
)  # fmt: skip
_CHANGED = (feed, agent, visitor)


class Backup:
    """The rows of a project as they were."""

    def __init__(self, db: Database, project_id: str) -> None:
        self.project_id = project_id
        self._rows = db.read_now(self._read)

    def restore(self, url: str) -> None:
        """Bring the rows back, into a database that no node uses, and begin a new history."""
        db = Database(url)
        db.write_now(_restore, self, rows=self._rows)
        db.close()

    def _read(self, tx: Tx) -> dict[str, list[dict[str, Any]]]:
        def rows(table: Table) -> list[dict[str, Any]]:
            found = tx.execute(select(table).where(table.c.project_id == self.project_id))
            return [dict(row) for row in found.mappings()]

        return {table.name: rows(table) for table in (*_WRITTEN, *_CHANGED)}


def _restore(tx: Tx, backup: Backup, *, rows: dict[str, list[dict[str, Any]]]) -> None:
    for table in reversed(_WRITTEN):
        tx.execute(delete(table).where(table.c.project_id == backup.project_id))
    for table in _WRITTEN:
        if rows[table.name]:
            tx.execute(insert(table).values(rows[table.name]))
    for table in _CHANGED:
        for row in rows[table.name]:
            same = [column == row[column.name] for column in table.primary_key]
            tx.execute(update(table).where(*same).values(**row))
    new_epochs(tx)
