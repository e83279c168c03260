"""Meeting a visitor, and what visitors tell of themselves."""

from typing import Annotated

import msgspec
from litestar import Router, patch, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.kit.attempts import network_of
from deskbell.kit.db import Database
from deskbell.kit.http import Ask, client_address, reader_language, refuses
from deskbell.kit.ids import new_token
from deskbell.kit.limits import RateLimit
from deskbell.projects import project_by_site_key
from deskbell.visitors.meeting import Arrival, describe_visitor, meet_visitor, note_page
from deskbell.visitors.sighting import Sightings
from deskbell.visitors.tables import Visitor
from deskbell.visitors.web import provide_visitor

Text = Annotated[str, Meta(max_length=2_000)]
Db = NamedDependency[Database]


class NewVisitor(msgspec.Struct):
    """What the browser tells of itself just before the first message."""

    page_url: Text | None = None
    page_title: Text | None = None
    referrer: Text | None = None
    language: Text | None = None
    time_zone: Text | None = None


class VisitorId(msgspec.Struct):
    """A visitor's id."""

    id: str


class Met(msgspec.Struct):
    """The token is the visitor's only proof: keep it, and send it as `Authorization: Bearer …`."""

    token: str
    visitor: VisitorId


class Told(msgspec.Struct):
    """What a visitor says of themselves, or where they are now; what is absent stays."""

    name: Text | None = None
    email: Text | None = None
    language: Text | None = None
    time_zone: Text | None = None
    page_url: Text | None = None
    page_title: Text | None = None


class VisitorSelf(msgspec.Struct):
    """The visitor as they see themselves."""

    id: str
    name: str
    email: str | None


@post(
    "/api/v1/widget/{site_key:str}/visitors",
    responses=refuses(429),
    operation_id="meet_visitor",
    summary="Become known, before the first message",
)
async def meet(
    request: Ask,
    site_key: FromPath[str],
    db: Db,
    arrival_limit: NamedDependency[RateLimit],
    sightings: NamedDependency[Sightings],
    data: JSONBody[NewVisitor],
) -> Met:
    arrival_limit.take(network_of(client_address(request)))
    project = await db.read(project_by_site_key, site_key)
    token = new_token()
    arrival = Arrival(
        project_id=project.id,
        token=token,
        ip=client_address(request),
        user_agent=request.headers.get("user-agent", ""),
        language=data.language or reader_language(request),
        time_zone=data.time_zone,
        page_url=data.page_url,
        page_title=data.page_title,
        referrer=data.referrer,
    )
    visitor = await db.write(meet_visitor, arrival)
    # A site whose policy lets no browser say where it comes from is seen here first.
    sightings.note(site_key, data.page_url)
    return Met(token, VisitorId(visitor.id))


@patch(
    "/api/v1/visitor/me",
    dependencies={"visitor": Provide(provide_visitor)},
    responses=refuses(429),
    operation_id="describe_visitor",
    summary="Tell a name, an address, or the page the visitor is on",
)
async def describe(
    visitor: NamedDependency[Visitor], db: Db, send_limit: NamedDependency[RateLimit], data: JSONBody[Told]
) -> VisitorSelf:
    # What is told is kept and passed on to the team, as a message is.
    send_limit.take(visitor.id)
    told = await db.write(
        describe_visitor, visitor, name=data.name, email=data.email, language=data.language, time_zone=data.time_zone
    )
    if data.page_url is not None:
        await db.write(note_page, visitor, url=data.page_url, title=data.page_title)
    return VisitorSelf(told.id, told.name, told.email)


handlers = [
    Router(
        "/",
        route_handlers=[meet, describe],
        cache_control=CacheControlHeader(no_store=True),
        tags=["Widget"],
    )
]
