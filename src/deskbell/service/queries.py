"""What a project has settled."""

from typing import Generic, TypeVar

import msgspec
from sqlalchemy import select

from deskbell.kit.db import Tx
from deskbell.projects import project_by_id
from deskbell.service.hours.rules import AS_THEY_COME, Hours, Opening, opening
from deskbell.service.rules import RoutingSettings
from deskbell.service.tables import Matter, service_setting

T = TypeVar("T")
_AS_IT_COMES = RoutingSettings()


class Settled(msgspec.Struct, Generic[T], frozen=True):
    """What is settled, which version of it, and by whom; version 0 is what a project comes with."""

    value: T
    version: int
    changed_by: str | None


def routing_settings(tx: Tx, project_id: str) -> RoutingSettings:
    """How this project gives conversations out."""
    return settled_routing(tx, project_id).value


def settled_routing(tx: Tx, project_id: str) -> Settled[RoutingSettings]:
    """The same, with its version."""
    return settled(tx, project_id, "routing", RoutingSettings, _AS_IT_COMES)


def settled_hours(tx: Tx, project_id: str) -> Settled[Hours]:
    """When the team of this project is there."""
    return settled(tx, project_id, "hours", Hours, AS_THEY_COME)


def opening_now(tx: Tx, project_id: str) -> Opening | None:
    """Whether it is open by the project's clock; None where no hours are kept."""
    hours = settled_hours(tx, project_id).value
    return opening(hours, project_by_id(tx, project_id).time_zone, tx.now) if hours.kept else None


def settled(tx: Tx, project_id: str, matter: Matter, as_: type[T], otherwise: T) -> Settled[T]:
    """One matter of a project, as it comes where nobody has touched it."""
    this = (service_setting.c.project_id == project_id) & (service_setting.c.matter == matter)
    columns = (service_setting.c.value, service_setting.c.version, service_setting.c.changed_by)
    row = tx.execute(select(*columns).where(this)).one_or_none()
    if row is None:
        return Settled(otherwise, 0, None)
    return Settled(msgspec.json.decode(row.value, type=as_), row.version, row.changed_by)
