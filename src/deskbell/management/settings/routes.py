"""The Workspace's settings, for administrators, under `/api/v1/workspace/{project_id}/settings`."""

from typing import Annotated

import msgspec
from litestar import Router, get, patch
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody
from msgspec import Meta

from deskbell.kit.db import Database, Tx
from deskbell.kit.http import refuses
from deskbell.projects import SettingsChange, change_settings, project_by_id
from deskbell.team import Agent
from deskbell.team.web import provide_agent_who_may

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


def general_settings(tx: Tx, project_id: str) -> GeneralSettings:
    now = project_by_id(tx, project_id)
    return GeneralSettings(now.name, now.default_language, now.time_zone)


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/settings",
        route_handlers=[general, change_general],
        dependencies={"agent": Provide(provide_agent_who_may("settings.manage"))},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: settings"],
    )
]
