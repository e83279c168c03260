"""Settling: an administrator decides how the project serves its visitors. What was changed meanwhile is refused."""

from typing import Any, Protocol

import msgspec

from deskbell.audit import By, note
from deskbell.eventlog import Author, NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict
from deskbell.service.events import HoursChanged, Nothing, RoutingChanged
from deskbell.service.hours.rules import Hours, readable_hours
from deskbell.service.queries import Settled, settled_hours, settled_routing
from deskbell.service.rules import RoutingSettings, readable_routing
from deskbell.service.tables import Matter, service_setting


class Administering(Protocol):
    """Who may settle it: somebody of the team, whose role the edge has asked for."""

    @property
    def project_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def author(self) -> Author: ...
    @property
    def by(self) -> By: ...


def settle_routing(tx: Tx, who: Administering, *, wanted: RoutingSettings, version: int | None) -> None:
    """Give conversations out by these rules from now on. `version`: what the form began from, where that matters."""
    wanted = readable_routing(wanted)
    before = settled_routing(tx, who.project_id)
    _require_fresh(before, wanted, version)
    if wanted == before.value:
        return
    _keep(tx, who, "routing", wanted, before.version + 1)
    changed = RoutingChanged(wanted, before.version + 1)
    append(tx, project_id=who.project_id, new=[NewFact("routing_changed", who.author, Nothing(), changed)])
    note(tx, who.by, "routing.changed", project_id=who.project_id, target=_difference(before.value, wanted))


def settle_hours(tx: Tx, who: Administering, *, wanted: Hours, version: int | None) -> None:
    """Keep these hours from now on."""
    wanted = readable_hours(wanted)
    before = settled_hours(tx, who.project_id)
    _require_fresh(before, wanted, version)
    if wanted == before.value:
        return
    _keep(tx, who, "hours", wanted, before.version + 1)
    changed = HoursChanged(wanted, before.version + 1)
    append(tx, project_id=who.project_id, new=[NewFact("hours_changed", who.author, Nothing(), changed)])
    note(tx, who.by, "hours.changed", project_id=who.project_id)


def _require_fresh(before: Settled[Any], wanted: msgspec.Struct, version: int | None) -> None:
    """Refuse a form that began from another version, unless it wants what is there anyway."""
    if version is not None and version != before.version and wanted != before.value:
        if before.changed_by is None:
            raise Conflict("stale")
        raise Conflict("stale", said="stale_by", by=before.changed_by)


def _keep(tx: Tx, who: Administering, matter: Matter, value: msgspec.Struct, version: int) -> None:
    row = (who.project_id, matter, msgspec.json.encode(value).decode(), version, tx.now, who.name)
    columns = ("value", "version", "changed_at", "changed_by")
    tx.upsert_many(
        service_setting,
        ("project_id", "matter"),
        columns,
        [row],
        on=", ".join(f"{name} = excluded.{name}" for name in columns),
    )


def _difference(before: msgspec.Struct, after: msgspec.Struct) -> str:
    """What has another value now, for the log's line."""
    old, new = msgspec.structs.asdict(before), msgspec.structs.asdict(after)
    return ", ".join(f"{name} = {value}" for name, value in new.items() if old[name] != value)
