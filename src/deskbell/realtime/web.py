"""Who a connection speaks for: a visitor by token, an agent by the Workspace cookie of the project it names."""

from collections.abc import Mapping

from deskbell.kit.db import Database
from deskbell.kit.errors import Forbidden, NotSignedIn
from deskbell.kit.http import is_own_origin
from deskbell.projects import project_is_open
from deskbell.settings import Settings
from deskbell.team import Agent, agent_by_session, session_still_valid
from deskbell.team.web import session_token
from deskbell.visitors import Visitor, visitor_by_token


async def who_connects(
    db: Database, headers: Mapping[str, str], *, token: str | None, project_id: str | None, settings: Settings
) -> Visitor | Agent:
    """The principal; raises `NotSignedIn`, alike for unknown and foreign ones."""
    if token is not None:
        visitor = await db.read(visitor_by_token, token)
        if visitor is None:
            raise NotSignedIn
        return visitor
    if project_id is None:
        raise NotSignedIn
    # A cookie travels with sockets that other sites open: only our own pages may use it.
    origin = headers.get("origin")
    if origin is not None and not is_own_origin(origin, headers.get("host", ""), settings.public_url):
        raise Forbidden("cross_site")
    cookie = session_token(_cookies(headers.get("cookie", "")), project_id, settings)
    agent = await db.read(agent_by_session, project_id, cookie) if cookie else None
    if agent is None:
        raise NotSignedIn
    return agent


async def still_signed_in(db: Database, who: Visitor | Agent) -> bool:
    """Whether they still are, asked once they are listening: what ended meanwhile closed nothing."""
    if isinstance(who, Visitor):
        return await db.read(project_is_open, who.project_id)
    return await db.read(session_still_valid, who.project_id, who.session_id)


def _cookies(header: str) -> dict[str, str]:
    """By hand: the standard library drops all of them for one that another program on this host wrote carelessly."""
    pairs = (part.partition("=") for part in header.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}
