"""One's own notifications, under `/api/v1/workspace/{project_id}/notifications`."""

from typing import Annotated

import msgspec
from litestar import Router, delete, get, post, put
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.kit.db import Database
from deskbell.kit.http import Ask
from deskbell.notifications.choosing import choices_of, choose
from deskbell.notifications.push.devices import Device, Subscription, add_device, devices_of, remove_device
from deskbell.notifications.push.keys import public_text
from deskbell.notifications.rules import NotificationChoices
from deskbell.settings import Settings
from deskbell.team import Agent
from deskbell.team.web import provide_agent

Db = NamedDependency[Database]
Me = NamedDependency[Agent]
Set = NamedDependency[Settings]
Text = Annotated[str, Meta(max_length=1_000)]


class Devices(msgspec.Struct):
    """Where one is reached while the Workspace is closed. `key`: what a browser subscribes with."""

    key: str
    items: list[Device]


class NewDevice(msgspec.Struct):
    """What the browser answered when it subscribed."""

    endpoint: Text
    p256dh: Text
    auth: Text


@get("/choices", operation_id="notification_choices", summary="Of what one hears, and how")
async def show_choices(agent: Me, db: Db) -> NotificationChoices:
    return await db.read(choices_of, agent)


@put("/choices", operation_id="choose_notifications", summary="Hear of other things, or otherwise")
async def change_choices(agent: Me, db: Db, data: JSONBody[NotificationChoices]) -> NotificationChoices:
    return await db.write(choose, agent, choices=data)


@get("/devices", operation_id="push_devices", summary="Where one is reached while the Workspace is closed")
async def show_devices(agent: Me, db: Db, settings: Set) -> Devices:
    return Devices(public_text(settings.secret_key), await db.read(devices_of, agent))


@post("/devices", status_code=200, operation_id="add_push_device", summary="Be reached in this browser too")
async def add(request: Ask, agent: Me, db: Db, settings: Set, data: JSONBody[NewDevice]) -> Devices:
    items = await db.write(
        add_device,
        agent,
        subscription=Subscription(data.endpoint, data.p256dh, data.auth),
        user_agent=request.headers.get("user-agent", ""),
        insecure=settings.push_allow_private,
    )
    return Devices(public_text(settings.secret_key), items)


@delete("/devices/{device_id:str}", operation_id="remove_push_device", summary="Be reached there no more")
async def remove(agent: Me, db: Db, device_id: FromPath[str]) -> None:
    await db.write(remove_device, agent, device_id=device_id)


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/notifications",
        route_handlers=[show_choices, change_choices, show_devices, add, remove],
        dependencies={"agent": Provide(provide_agent)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: notifications"],
    )
]
