"""The Workspace's sign-in and one's own settings, under `/api/v1/workspace`."""

import asyncio
from contextlib import suppress
from typing import Annotated

import msgspec
from litestar import Response, Router, delete, get, patch, post
from litestar.background_tasks import BackgroundTask
from litestar.datastructures import CacheControlHeader, State
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.kit.attempts import LettersWanted, SignInAttempts
from deskbell.kit.clock import system_clock
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import NotSignedIn, Unavailable
from deskbell.kit.http import Ask, client_address, refuses, same_origin_only
from deskbell.kit.ids import new_token
from deskbell.kit.passwords import hashed
from deskbell.kit.texts import email_key, readable_email, short
from deskbell.projects import projects_by_id
from deskbell.settings import Settings
from deskbell.team.changing import change_self
from deskbell.team.groups import routes as groups
from deskbell.team.invitations import routes as invitations
from deskbell.team.resetting import known_by, mail_link
from deskbell.team.sessions import agent_by_session, sign_out
from deskbell.team.setting_password import Browser, LinkHolder, open_link, set_password
from deskbell.team.signing_in import USUAL_CANDIDATES, Candidate, Sought, candidates, note_failure, proved, sign_in
from deskbell.team.tables import Agent, AgentProfile, Availability
from deskbell.team.web import cookie_with, provide_agent, session_token, tokens_here

Text = Annotated[str, Meta(max_length=1_000)]
Db = NamedDependency[Database]
Set = NamedDependency[Settings]
# Whoever makes a task has to keep it.
_noting: set[asyncio.Task[None]] = set()


class WorkspaceCredentials(msgspec.Struct):
    """The sign-in form. `project_id` where one of several was chosen, or the address said which."""

    email: Text
    password: Text
    project_id: Text | None = None


class Named(msgspec.Struct):
    """Something by its name."""

    id: str
    name: str


class SignedInAs(msgspec.Struct):
    """Who one is now, and where."""

    project: Named
    agent: AgentProfile


class Choice(msgspec.Struct):
    """A project where the e-mail and the password belong together."""

    project_id: str
    name: str


class SignInAnswer(msgspec.Struct):
    """Signed in, or several projects of which one must be chosen: then ask again with its id."""

    signed_in: SignedInAs | None
    choose: list[Choice]


class Forgotten(msgspec.Struct):
    """Whose password is forgotten."""

    email: Text


class LinkOpened(msgspec.Struct):
    """The token of a link that was mailed. It stood behind the `#` of the address, so that no log has it."""

    token: Text


class LinkFor(msgspec.Struct):
    """Whose password the link sets, and where."""

    project: Named
    email: str
    name: str
    expires_at: int


class FirstPassword(msgspec.Struct):
    """The password that the holder of the link has chosen."""

    token: Text
    password: Text


class SessionHere(msgspec.Struct):
    """One project that this browser is signed in to."""

    project: Named
    agent: Named


class SessionsHere(msgspec.Struct):
    """Everything that this browser is signed in to."""

    items: list[SessionHere]


class SelfChange(msgspec.Struct):
    """What to change of oneself; what is absent stays."""

    name: Text | None = None
    language: Text | None = None
    availability: Availability | None = None


@post(
    "/session",
    status_code=200,
    responses=refuses(401, 403, 429),
    operation_id="workspace_sign_in",
    summary="Sign in to the Workspace",
)
async def begin_session(
    request: Ask, state: State, db: Db, settings: Set, data: JSONBody[WorkspaceCredentials]
) -> Response[SignInAnswer]:
    same_origin_only(request)
    address, key = client_address(request), email_key(short(data.email, 254))
    attempts = state.setdefault("agent_attempts", SignInAttempts(system_clock))
    attempts.take(address, key)
    found = await db.read(candidates, key, data.project_id)
    at_least = USUAL_CANDIDATES if data.project_id is None else 1
    matching = await proved(found, data.password, at_least=at_least)
    if not matching:
        _note_failures(db, found, short(data.email, 254))
        raise NotSignedIn("wrong_credentials")
    attempts.forgive(address, key)
    projects = await db.read(projects_by_id, [one.project_id for one in matching])
    # Of several projects the open ones count; whoever belongs to closed ones alone is told so below.
    matching = [one for one in matching if projects[one.project_id].closed_at is None] or matching[:1]
    if len(matching) > 1:
        choose = [Choice(one.project_id, projects[one.project_id].name) for one in matching]
        return Response(SignInAnswer(None, choose))
    token = new_token()
    user_agent = request.headers.get("user-agent", "")
    agent = await db.write(sign_in, matching[0], token=token, user_agent=user_agent, ip=address)
    signed_in = SignedInAs(Named(agent.project_id, projects[agent.project_id].name), agent.profile)
    return Response(SignInAnswer(signed_in, []), cookies=[cookie_with(token, agent.project_id, settings)])


@post(
    "/password-resets",
    status_code=204,
    responses=refuses(429),
    operation_id="ask_for_password_link",
    summary="Mail links for setting a new password, one for each project in which the address is known",
)
async def ask_for_link(request: Ask, state: State, db: Db, data: JSONBody[Forgotten]) -> Response[None]:
    same_origin_only(request)
    email = readable_email(data.email)
    wanted = state.setdefault("agent_letters", LettersWanted(system_clock))
    wanted.take(client_address(request), email_key(email))
    # Answered before anything is looked up: so it takes as long for an address that nobody has.
    return Response(None, status_code=204, background=BackgroundTask(_mail_links, db, email))


@post(
    "/password-link",
    status_code=200,
    operation_id="open_password_link",
    summary="Whose password a mailed link sets",
)
async def open_password_link(request: Ask, db: Db, data: JSONBody[LinkOpened]) -> LinkFor:
    same_origin_only(request)
    shown = await db.read(open_link, data.token)
    return LinkFor(Named(shown.project_id, shown.project), shown.email, shown.name, shown.expires_at)


@post(
    "/password",
    status_code=200,
    operation_id="set_password",
    summary="Set the password that a mailed link is for, and sign in",
)
async def use_password_link(request: Ask, db: Db, settings: Set, data: JSONBody[FirstPassword]) -> Response[SignedInAs]:
    same_origin_only(request)
    shown = await db.read(open_link, data.token)
    password_hash = await hashed(data.password, about=[shown.email, shown.name, shown.project])
    browser = Browser(new_token(), request.headers.get("user-agent", ""), client_address(request))
    holder = LinkHolder(shown.project_id, data.token)
    agent = await db.write(set_password, holder, password_hash=password_hash, browser=browser)
    signed_in = SignedInAs(Named(agent.project_id, shown.project), agent.profile)
    return Response(signed_in, cookies=[cookie_with(browser.token, agent.project_id, settings)])


@get("/sessions", operation_id="workspace_sessions", summary="What this browser is signed in to")
async def sessions_here(request: Ask, db: Db, settings: Set) -> SessionsHere:
    return SessionsHere(await db.read(_sessions, tokens_here(request.cookies, settings)))


@delete(
    "/{project_id:str}/session",
    status_code=204,
    security=[{"workspace": []}],
    operation_id="workspace_sign_out",
    summary="Sign out of a project",
)
async def end_session(request: Ask, project_id: FromPath[str], db: Db, settings: Set) -> Response[None]:
    same_origin_only(request)
    agent = await db.read(agent_by_session, project_id, session_token(request.cookies, project_id, settings))
    if agent is None:
        raise NotSignedIn
    await db.write(sign_out, agent)
    return Response(None, status_code=204, cookies=[cookie_with("", project_id, settings)])


@patch(
    "/{project_id:str}/me",
    dependencies={"agent": Provide(provide_agent)},
    operation_id="change_self",
    summary="Change one's own name, language or availability",
)
async def change_me(
    project_id: FromPath[str], agent: NamedDependency[Agent], db: Db, data: JSONBody[SelfChange]
) -> AgentProfile:
    del project_id
    return await db.write(change_self, agent, name=data.name, language=data.language, availability=data.availability)


async def _mail_links(db: Database, email: str) -> None:
    for who in await db.read(known_by, email_key(email)):
        await db.write(mail_link, who)


def _note_failures(db: Database, found: list[Candidate], email: str) -> None:
    """Not awaited: the answer would take longer where there is somebody to note it for."""
    for project_id in {one.project_id for one in found}:
        task = asyncio.create_task(_note_failure(db, Sought(project_id), email))
        _noting.add(task)
        task.add_done_callback(_noting.discard)


async def _note_failure(db: Database, sought: Sought, email: str) -> None:
    with suppress(Unavailable):
        await db.write(note_failure, sought, email=email)


def _sessions(tx: Tx, tokens: list[tuple[str, str]]) -> list[SessionHere]:
    found = [agent for project_id, token in tokens if (agent := agent_by_session(tx, project_id, token))]
    projects = projects_by_id(tx, [agent.project_id for agent in found])
    return [
        SessionHere(Named(agent.project_id, projects[agent.project_id].name), Named(agent.id, agent.name))
        for agent in found
    ]


handlers = [
    Router(
        "/api/v1/workspace",
        route_handlers=[
            begin_session,
            ask_for_link,
            open_password_link,
            use_password_link,
            sessions_here,
            end_session,
            change_me,
        ],
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: session"],
    ),
    *invitations.handlers,
    *groups.handlers,
]
