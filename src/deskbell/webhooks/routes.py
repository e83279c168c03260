"""A project's webhooks, under `/api/v1/workspace/{project_id}/webhooks`, for its administrators."""

from typing import Annotated

import msgspec
from litestar import Router, delete, get, patch, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, Parameter
from msgspec import Meta

from deskbell.kit.db import Database
from deskbell.kit.http import PageAfter, PageSize, refuses
from deskbell.settings import Settings
from deskbell.team import Agent
from deskbell.team.web import provide_agent_who_may
from deskbell.webhooks.keeping import (
    Change,
    House,
    Wanted,
    WithSecret,
    add_webhook,
    change_webhook,
    remove_webhook,
    rotate_secret,
)
from deskbell.webhooks.queries import (
    DeliveryContent,
    DeliveryLine,
    DeliveryPage,
    WebhookCard,
    deliveries,
    delivery_content,
    webhook_cards,
)
from deskbell.webhooks.replaying import send_again, send_test
from deskbell.webhooks.rules import DeliveryState, EventName

Db = NamedDependency[Database]
Me = NamedDependency[Agent]
Set = NamedDependency[Settings]
Text = Annotated[str, Meta(max_length=4_000)]
Chosen = Annotated[list[EventName], Meta(max_length=50)]
Version = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Progress = Annotated[DeliveryState | None, Parameter(description="Only deliveries that are this far.")]


class Webhooks(msgspec.Struct):
    """All endpoints of a project, the oldest first."""

    items: list[WebhookCard]


class WebhookForm(msgspec.Struct):
    """A new endpoint. `events` null: all that need not be chosen by name."""

    client_id: Text
    url: Text
    description: Text = ""
    events: Chosen | None = None


class WebhookEdit(msgspec.Struct):
    """What to change. Address, description and choice are saved together: without `url`, all three stay.

    `version` is the one that the change began from; the answer is `stale` when there is a newer one.
    """

    url: Text | None = None
    description: Text = ""
    events: Chosen | None = None
    enabled: bool | None = None
    version: Version | None = None


@get("/", operation_id="list_webhooks", summary="The project's webhooks")
async def listed(agent: Me, db: Db) -> Webhooks:
    return Webhooks(await db.read(webhook_cards, agent.project_id))


@post("/", responses=refuses(403, 409), operation_id="add_webhook", summary="Add a webhook, and see its secret once")
async def add(agent: Me, db: Db, settings: Set, data: JSONBody[WebhookForm]) -> WithSecret:
    wanted = Wanted(data.url, data.description, data.events)
    return await db.write(add_webhook, agent, wanted=wanted, client_id=data.client_id, house=_house(settings))


@patch(
    "/{webhook_id:str}",
    responses=refuses(403, 409),
    operation_id="change_webhook",
    summary="Change a webhook, or turn it on or off",
)
async def change(
    agent: Me, db: Db, settings: Set, webhook_id: FromPath[str], data: JSONBody[WebhookEdit]
) -> WebhookCard:
    wanted = None if data.url is None else Wanted(data.url, data.description, data.events)
    wish = Change(wanted, data.enabled, data.version)
    return await db.write(change_webhook, agent, webhook_id=webhook_id, change=wish, house=_house(settings))


@post(
    "/{webhook_id:str}/secret",
    responses=refuses(403),
    operation_id="change_webhook_secret",
    summary="Make a new secret; the one before signs for a day more",
)
async def rotate(agent: Me, db: Db, settings: Set, webhook_id: FromPath[str]) -> WithSecret:
    return await db.write(rotate_secret, agent, webhook_id=webhook_id, house=_house(settings))


@delete("/{webhook_id:str}", responses=refuses(403), operation_id="remove_webhook", summary="Remove a webhook")
async def remove(agent: Me, db: Db, webhook_id: FromPath[str]) -> None:
    await db.write(remove_webhook, agent, webhook_id=webhook_id)


@post(
    "/{webhook_id:str}/test",
    responses=refuses(403, 409),
    operation_id="test_webhook",
    summary="Send a test event",
)
async def test(agent: Me, db: Db, webhook_id: FromPath[str]) -> DeliveryLine:
    return await db.write(send_test, agent, webhook_id=webhook_id)


@get(
    "/{webhook_id:str}/deliveries",
    operation_id="list_deliveries",
    summary="What was sent to a webhook in the last 30 days, newest first",
)
async def history(
    agent: Me,
    db: Db,
    webhook_id: FromPath[str],
    progress: Progress = None,
    after: PageAfter = None,
    limit: PageSize = 50,
) -> DeliveryPage:
    return await db.read(deliveries, agent.project_id, webhook_id, state=progress, after=after, limit=limit)


@get(
    "/{webhook_id:str}/deliveries/{delivery_id:str}",
    operation_id="open_delivery",
    summary="One delivery, with what it says",
)
async def opened(agent: Me, db: Db, webhook_id: FromPath[str], delivery_id: FromPath[str]) -> DeliveryContent:
    return await db.read(delivery_content, agent.project_id, webhook_id, delivery_id)


@post(
    "/{webhook_id:str}/deliveries/{delivery_id:str}/again",
    status_code=200,
    responses=refuses(403, 409),
    operation_id="send_delivery_again",
    summary="Send it again, with the same id",
)
async def again(agent: Me, db: Db, webhook_id: FromPath[str], delivery_id: FromPath[str]) -> DeliveryLine:
    return await db.write(send_again, agent, webhook_id=webhook_id, delivery_id=delivery_id)


def _house(settings: Settings) -> House:
    return House(settings.secret_key, settings.webhooks_allow_private)


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/webhooks",
        route_handlers=[listed, add, change, rotate, remove, test, history, opened, again],
        dependencies={"agent": Provide(provide_agent_who_may("webhooks.manage"))},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: webhooks"],
    )
]
