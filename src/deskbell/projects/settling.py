"""Settling what a project speaks and by which clock it lives."""

from typing import Protocol

import msgspec
from sqlalchemy import select, update

from deskbell.audit import By, note
from deskbell.eventlog import Author, NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.freshness import require_fresh
from deskbell.kit.preferences import readable_language, readable_time_zone
from deskbell.projects.events import ProjectSettled
from deskbell.projects.tables import project


class Settling(Protocol):
    """Who may settle it: an owner from the Console, or an administrator from the Workspace."""

    @property
    def project_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def author(self) -> Author: ...
    @property
    def by(self) -> By: ...


class SettingsChange(msgspec.Struct, frozen=True):
    """What to change; what is None stays. `…_was`: what stood in the form before it was changed."""

    default_language: str | None = None
    default_language_was: str | None = None
    time_zone: str | None = None
    time_zone_was: str | None = None


def change_settings(tx: Tx, actor: Settling, *, change: SettingsChange) -> None:
    """Change the default language and the time zone together."""
    this = project.c.id == actor.project_id
    columns = (project.c.default_language, project.c.time_zone, project.c.settings_changed_by)
    before = tx.execute(select(*columns).where(this)).one()
    values: dict[str, str] = {}
    if change.default_language is not None:
        language = readable_language(change.default_language, field="default_language")
        require_fresh(
            before.default_language, change.default_language_was, language,
            field="default_language", by=before.settings_changed_by,
        )  # fmt: skip
        if language != before.default_language:
            values["default_language"] = language
    if change.time_zone is not None:
        zone = readable_time_zone(change.time_zone)
        require_fresh(before.time_zone, change.time_zone_was, zone, field="time_zone", by=before.settings_changed_by)
        if zone != before.time_zone:
            values["time_zone"] = zone
    if not values:
        return
    tx.execute(update(project).where(this).values(**values, settings_changed_by=actor.name))
    after = {"default_language": before.default_language, "time_zone": before.time_zone, **values}
    settled = NewFact("project_settled", actor.author, ProjectSettled(**after))
    append(tx, project_id=actor.project_id, new=[settled])
    note(tx, actor.by, "project.settings_changed", project_id=actor.project_id, target=", ".join(values.values()))
