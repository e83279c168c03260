"""The Workspace's settings, for administrators, under `/api/v1/workspace/{project_id}/settings`."""

from typing import Annotated

import msgspec
from litestar import Router, get, patch, put
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody
from msgspec import Meta

from deskbell.kit.db import Database, Tx
from deskbell.kit.http import refuses
from deskbell.projects import SettingsChange, change_settings, project_by_id
from deskbell.service import (
    Hours,
    Mode,
    RoutingSettings,
    settle_hours,
    settle_routing,
    settled_hours,
    settled_routing,
)
from deskbell.team import Agent
from deskbell.team.web import provide_agent_who_may

# What is out of bounds is refused in words, not as unreadable.
Number = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
Text = Annotated[str, Meta(max_length=1_000)]
Db = NamedDependency[Database]
Me = NamedDependency[Agent]


class GeneralSettings(msgspec.Struct):
    """What a project is called, speaks, and by which clock it lives. An owner changes the name, in the Console."""

    name: str
    default_language: str
    time_zone: str


class GeneralChange(msgspec.Struct):
    """What to change; what is absent stays.

    `…_was` is what stood in the form to begin with: where somebody else has changed it since, it is refused as `stale`.
    """

    default_language: Text | None = None
    default_language_was: Text | None = None
    time_zone: Text | None = None
    time_zone_was: Text | None = None


class RoutingShown(msgspec.Struct):
    """How conversations are given out, and by whom that was settled; version 0 is what a project comes with."""

    routing: RoutingSettings
    version: int
    changed_by: str | None


class RoutingForm(msgspec.Struct):
    """All of it together. `version` is the one that the form began from; `stale` is the answer to an older one."""

    mode: Mode
    default_limit: Number
    idle_minutes: Number
    last_agent_first: bool
    first_reply_minutes: Number
    queue_limit: Number
    tell_position: bool
    version: Number | None = None


class HoursShown(msgspec.Struct):
    """When the team is there by the project's clock, and by whom that was settled."""

    hours: Hours
    time_zone: str
    version: int
    changed_by: str | None


class HoursForm(msgspec.Struct):
    """All of it together; `version` as for routing."""

    hours: Hours
    version: Number | None = None


@get("/general", responses=refuses(403), operation_id="general_settings", summary="Name, default language, time zone")
async def general(agent: Me, db: Db) -> GeneralSettings:
    return await db.read(general_settings, agent.project_id)


@patch(
    "/general",
    responses=refuses(409),
    operation_id="change_general_settings",
    summary="Change default language and time zone together",
)
async def change_general(agent: Me, db: Db, data: JSONBody[GeneralChange]) -> GeneralSettings:
    change = SettingsChange(data.default_language, data.default_language_was, data.time_zone, data.time_zone_was)
    await db.write(change_settings, agent, change=change)
    return await db.read(general_settings, agent.project_id)


@get("/routing", responses=refuses(403), operation_id="routing_settings", summary="How conversations are given out")
async def routing(agent: Me, db: Db) -> RoutingShown:
    return await db.read(routing_shown, agent.project_id)


@put(
    "/routing",
    responses=refuses(409),
    operation_id="change_routing_settings",
    summary="Give conversations out by other rules",
)
async def change_routing(agent: Me, db: Db, data: JSONBody[RoutingForm]) -> RoutingShown:
    given = {name: getattr(data, name) for name in RoutingSettings.__struct_fields__}
    await db.write(settle_routing, agent, wanted=RoutingSettings(**given), version=data.version)
    return await db.read(routing_shown, agent.project_id)


@get("/hours", responses=refuses(403), operation_id="business_hours", summary="When the team is there")
async def hours(agent: Me, db: Db) -> HoursShown:
    return await db.read(hours_shown, agent.project_id)


@put("/hours", responses=refuses(409), operation_id="change_business_hours", summary="Keep other hours")
async def change_hours(agent: Me, db: Db, data: JSONBody[HoursForm]) -> HoursShown:
    await db.write(settle_hours, agent, wanted=data.hours, version=data.version)
    return await db.read(hours_shown, agent.project_id)


def general_settings(tx: Tx, project_id: str) -> GeneralSettings:
    now = project_by_id(tx, project_id)
    return GeneralSettings(now.name, now.default_language, now.time_zone)


def routing_shown(tx: Tx, project_id: str) -> RoutingShown:
    now = settled_routing(tx, project_id)
    return RoutingShown(now.value, now.version, now.changed_by)


def hours_shown(tx: Tx, project_id: str) -> HoursShown:
    now = settled_hours(tx, project_id)
    return HoursShown(now.value, project_by_id(tx, project_id).time_zone, now.version, now.changed_by)


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/settings",
        route_handlers=[general, change_general, routing, change_routing, hours, change_hours],
        dependencies={"agent": Provide(provide_agent_who_may("settings.manage"))},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: settings"],
    )
]
