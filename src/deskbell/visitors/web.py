"""Who is asking, on the widget's side: a bearer token, never a cookie, so no other site can borrow it."""

from litestar.di import NamedDependency

from deskbell.kit.db import Database
from deskbell.kit.errors import NotSignedIn
from deskbell.kit.http import Ask
from deskbell.visitors.queries import visitor_by_token
from deskbell.visitors.tables import Visitor

_BEARER = "bearer "


async def provide_visitor(request: Ask, db: NamedDependency[Database]) -> Visitor:
    """The visitor whose token the request carries."""
    header = request.headers.get("authorization", "")
    token = header[len(_BEARER) :].strip() if header.lower().startswith(_BEARER) else ""
    found = await db.read(visitor_by_token, token) if token else None
    if found is None:
        raise NotSignedIn
    return found
