"""Saved views, under `/api/v1/workspace/{project_id}/views`."""

from typing import Annotated

import msgspec
from litestar import Router, delete, get, patch, post, put
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.conversations.bodies import ClientId
from deskbell.conversations.views.rules import MAX_VIEWS
from deskbell.conversations.views.saving import (
    SavedFilters,
    SavedView,
    change_view,
    delete_view,
    order_views,
    save_view,
    views_of,
)
from deskbell.kit.db import Database
from deskbell.kit.http import refuses
from deskbell.kit.ids import IdText
from deskbell.team import Agent
from deskbell.team.web import provide_agent

Text = Annotated[str, Meta(max_length=1_000)]
Db = NamedDependency[Database]
Me = NamedDependency[Agent]


class SavedViews(msgspec.Struct):
    """The team's views, then one's own."""

    items: list[SavedView]


class NewView(msgspec.Struct):
    """A view to save. The client id makes a repeated request harmless; `shared`: for the whole team."""

    client_id: ClientId
    name: Text
    filters: SavedFilters
    shared: bool = False


class ViewForm(msgspec.Struct):
    """A view's name, and its filters where they shall be others.

    `name_was`: what stood in the form, to be told when it is another by now.
    """

    name: Text
    filters: SavedFilters | None = None
    name_was: Text | None = None


class ViewOrder(msgspec.Struct):
    """In which order views stand: the team's, or one's own."""

    view_ids: Annotated[list[IdText], Meta(max_length=MAX_VIEWS)]
    shared: bool = False


@get("/", operation_id="list_views", summary="Saved views: the team's and one's own")
async def list_views(agent: Me, db: Db) -> SavedViews:
    return SavedViews(await db.read(views_of, agent))


@post("/", responses=refuses(403, 409), operation_id="save_view", summary="Save a view")
async def save(agent: Me, db: Db, data: JSONBody[NewView]) -> SavedView:
    return await db.write(
        save_view, agent, client_id=data.client_id, name=data.name, shared=data.shared, filters=data.filters
    )


@put("/order", status_code=204, responses=refuses(403), operation_id="order_views", summary="Put views into an order")
async def order(agent: Me, db: Db, data: JSONBody[ViewOrder]) -> None:
    await db.write(order_views, agent, shared=data.shared, view_ids=data.view_ids)


@patch("/{view_id:str}", responses=refuses(403, 409), operation_id="change_view", summary="Rename a view, or change it")
async def change(agent: Me, db: Db, view_id: FromPath[str], data: JSONBody[ViewForm]) -> SavedView:
    return await db.write(
        change_view, agent, view_id=view_id, name=data.name, filters=data.filters, name_was=data.name_was
    )


@delete("/{view_id:str}", responses=refuses(403), operation_id="delete_view", summary="Forget a view")
async def remove(agent: Me, db: Db, view_id: FromPath[str]) -> None:
    await db.write(delete_view, agent, view_id=view_id)


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/views",
        route_handlers=[list_views, save, order, change, remove],
        dependencies={"agent": Provide(provide_agent)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: conversations"],
    )
]
