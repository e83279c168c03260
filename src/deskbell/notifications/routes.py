"""One's own notifications, under `/api/v1/workspace/{project_id}/notifications`."""

from litestar import Router, get, put
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody

from deskbell.kit.db import Database
from deskbell.notifications.choosing import choices_of, choose
from deskbell.notifications.rules import NotificationChoices
from deskbell.team import Agent
from deskbell.team.web import provide_agent

Db = NamedDependency[Database]
Me = NamedDependency[Agent]


@get("/choices", operation_id="notification_choices", summary="Of what one hears, and how")
async def show_choices(agent: Me, db: Db) -> NotificationChoices:
    return await db.read(choices_of, agent)


@put("/choices", operation_id="choose_notifications", summary="Hear of other things, or otherwise")
async def change_choices(agent: Me, db: Db, data: JSONBody[NotificationChoices]) -> NotificationChoices:
    return await db.write(choose, agent, choices=data)


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/notifications",
        route_handlers=[show_choices, change_choices],
        dependencies={"agent": Provide(provide_agent)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: notifications"],
    )
]
