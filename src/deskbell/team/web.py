"""Who is asking, in the Workspace: one cookie for each project that a browser is signed in to."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath

from deskbell.kit.db import Database
from deskbell.kit.errors import NotSignedIn, Unavailable
from deskbell.kit.http import Ask, cookie_name, count_write, same_origin_only, session_cookie
from deskbell.kit.ids import is_id
from deskbell.kit.sessions import COOKIE_SECONDS
from deskbell.settings import Settings
from deskbell.team.rules import Permission, require_permission
from deskbell.team.sessions import find_session, note_use
from deskbell.team.tables import Agent

_PREFIX = "deskbell_agent_"
MAX_SIGNED_IN = 50


async def provide_agent(
    request: Ask,
    project_id: FromPath[str],
    db: NamedDependency[Database],
    settings: NamedDependency[Settings],
) -> Agent:
    """The agent signed in to the project in the path. An unknown project and a foreign one answer alike."""
    same_origin_only(request)
    token = session_token(request.cookies, project_id, settings)
    known = await db.read(find_session, project_id, token) if token else None
    if known is None:
        raise NotSignedIn
    count_write(request, known.agent.id)
    if known.due:
        # A database that cannot write now must not keep anybody from reading.
        with suppress(Unavailable):
            await db.write(note_use, known.agent)
    return known.agent


def provide_agent_who_may(permission: Permission) -> Callable[..., Awaitable[Agent]]:
    """The same, where their role must have a permission."""

    async def provide(
        request: Ask,
        project_id: FromPath[str],
        db: NamedDependency[Database],
        settings: NamedDependency[Settings],
    ) -> Agent:
        agent = await provide_agent(request, project_id, db, settings)
        require_permission(agent.role, permission)
        return agent

    return provide


def session_token(cookies: Mapping[str, str], project_id: str, settings: Settings) -> str:
    """The token in the project's cookie, or nothing."""
    return cookies.get(cookie_name(_PREFIX + project_id, secure=settings.secure_cookies), "")


def tokens_here(cookies: Mapping[str, str], settings: Settings) -> list[tuple[str, str]]:
    """Every project that the browser has a cookie of, with its token."""
    prefix = cookie_name(_PREFIX, secure=settings.secure_cookies)
    named = ((name.removeprefix(prefix), token) for name, token in cookies.items() if name.startswith(prefix))
    return [(project_id, token) for project_id, token in named if is_id(project_id)][:MAX_SIGNED_IN]


def cookie_with(token: str, project_id: str, settings: Settings) -> Cookie:
    """The cookie that signs a browser in to a project, or out when the token is empty."""
    age = COOKIE_SECONDS if token else 0
    return session_cookie(_PREFIX + project_id, token, secure=settings.secure_cookies, max_age=age)
