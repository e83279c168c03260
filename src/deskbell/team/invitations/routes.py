"""Invitations under `/api/v1/workspace/{project_id}/team/invitations`, and joining with a link."""

from typing import Annotated

import msgspec
from litestar import Response, Router, delete, get, post
from litestar.datastructures import CacheControlHeader, State
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.kit.attempts import LettersAsked
from deskbell.kit.clock import system_clock
from deskbell.kit.db import Database
from deskbell.kit.errors import RateLimited
from deskbell.kit.http import (
    Ask,
    PageAfter,
    PageSize,
    client_address,
    own_address,
    reader_language,
    refuses,
    same_origin_only,
)
from deskbell.kit.ids import new_token
from deskbell.kit.passwords import hashed
from deskbell.kit.texts import email_key, readable_name
from deskbell.settings import Settings
from deskbell.team.invitations.inviting import Invitations, Invited, invite
from deskbell.team.invitations.joining import Joiner, Self, join, look_at_invitation
from deskbell.team.invitations.pending import InvitationPage, open_invitations
from deskbell.team.invitations.rules import readable_addresses, require_few
from deskbell.team.invitations.sending import (
    LinkMade,
    invited_address,
    make_link,
    send_again,
    withdraw_invitation,
)
from deskbell.team.invitations.tables import InvitationCard
from deskbell.team.setting_password import Browser
from deskbell.team.tables import Agent, AgentProfile, Role
from deskbell.team.web import cookie_with, provide_agent_who_may

Text = Annotated[str, Meta(max_length=1_000)]
Db = NamedDependency[Database]
Set = NamedDependency[Settings]
Me = NamedDependency[Agent]


class InvitationsForm(msgspec.Struct):
    """Up to ten addresses, and what they are invited as. The same `client_id` again answers the same."""

    client_id: Text
    # More than ten are refused in words, not as unreadable.
    emails: Annotated[list[Text], Meta(max_length=1_000)]
    role: Role = "agent"


class InvitationsMade(msgspec.Struct):
    """What became of each address, in their order."""

    items: list[Invited]


class ResendForm(msgspec.Struct):
    """One request for another letter; the same again sends none."""

    client_id: Text


class InvitationLink(msgspec.Struct):
    """The token of an invitation's link. It stood behind the `#` of the address, so that no log has it."""

    token: Text


class ProjectToJoin(msgspec.Struct):
    """The project whose team one is invited to."""

    id: str
    name: str
    avatar: str | None


class InvitationFor(msgspec.Struct):
    """Who is invited to what, and by whom."""

    project: ProjectToJoin
    email: str
    role: Role
    invited_by: str
    expires_at: int


class JoinForm(msgspec.Struct):
    """Whoever joins, by the name that visitors and colleagues will see."""

    token: Text
    name: Text
    password: Text


class Joined(msgspec.Struct):
    """Whom one has become, and where."""

    project: ProjectToJoin
    agent: AgentProfile


@get("/", responses=refuses(403), operation_id="invitations", summary="Open invitations, newest first")
async def listed(agent: Me, db: Db, after: PageAfter = None, limit: PageSize = 50) -> InvitationPage:
    return await db.read(open_invitations, agent.project_id, after=after, limit=limit)


@post(
    "/",
    status_code=200,
    responses=refuses(409, 429),
    operation_id="invite_agents",
    summary="Invite up to ten addresses to the team",
)
async def make(state: State, agent: Me, db: Db, data: JSONBody[InvitationsForm]) -> InvitationsMade:
    require_few(data.emails)
    wanted = Invitations(data.client_id, data.emails, data.role, _held(state, agent, data.emails))
    return InvitationsMade(await db.write(invite, agent, wanted=wanted))


@post(
    "/{invitation_id:str}/resend",
    status_code=200,
    responses=refuses(409, 429),
    operation_id="resend_invitation",
    summary="Send it again, with a new link",
)
async def resend(
    state: State, invitation_id: FromPath[str], agent: Me, db: Db, data: JSONBody[ResendForm]
) -> InvitationCard:
    email = await db.read(invited_address, agent, invitation_id)
    _letters(state).take(agent.project_id, email)
    return await db.write(send_again, agent, invitation_id=invitation_id, client_id=data.client_id)


@post(
    "/{invitation_id:str}/link",
    status_code=200,
    responses=refuses(409),
    operation_id="make_invitation_link",
    summary="Make a new link of it, to pass on oneself",
)
async def link(request: Ask, invitation_id: FromPath[str], agent: Me, db: Db, settings: Set) -> LinkMade:
    address = own_address(request, settings.public_url)
    return await db.write(make_link, agent, invitation_id=invitation_id, address=address)


@delete(
    "/{invitation_id:str}",
    status_code=204,
    operation_id="withdraw_invitation",
    summary="Have its link open nothing any more",
)
async def withdraw(invitation_id: FromPath[str], agent: Me, db: Db) -> None:
    await db.write(withdraw_invitation, agent, invitation_id=invitation_id)


@post(
    "/invitation",
    status_code=200,
    responses=refuses(409),
    operation_id="look_at_invitation",
    summary="Who is invited to what by a mailed link",
)
async def look(request: Ask, db: Db, data: JSONBody[InvitationLink]) -> InvitationFor:
    same_origin_only(request)
    shown = await db.read(look_at_invitation, data.token)
    project = ProjectToJoin(shown.project.id, shown.project.name, shown.avatar)
    return InvitationFor(project, shown.email, shown.role, shown.invited_by, shown.expires_at)


@post(
    "/join",
    status_code=200,
    responses=refuses(409),
    operation_id="join_team",
    summary="Join a team by a mailed link, and sign in",
)
async def accept(request: Ask, db: Db, settings: Set, data: JSONBody[JoinForm]) -> Response[Joined]:
    same_origin_only(request)
    shown = await db.read(look_at_invitation, data.token)
    name = readable_name(data.name)
    known = [shown.email, name, shown.project.name, shown.invited_by]
    myself = Self(name, await hashed(data.password, about=known), reader_language(request))
    browser = Browser(new_token(), request.headers.get("user-agent", ""), client_address(request))
    joiner = Joiner(shown.project.id, data.token)
    agent = await db.write(join, joiner, myself=myself, browser=browser)
    joined = Joined(ProjectToJoin(shown.project.id, shown.project.name, shown.avatar), agent.profile)
    return Response(joined, cookies=[cookie_with(browser.token, agent.project_id, settings)])


def _held(state: State, agent: Agent, emails: list[str]) -> frozenset[str]:
    """The keys of addresses that have had enough letters for now. Each of the others is counted."""
    held: set[str] = set()
    for key in {email_key(one) for one in readable_addresses(emails) if one is not None}:
        try:
            _letters(state).take(agent.project_id, key)
        except RateLimited:
            held.add(key)
    return frozenset(held)


def _letters(state: State) -> LettersAsked:
    return state.setdefault("invitation_letters", LettersAsked(system_clock))


_fresh = CacheControlHeader(no_store=True)

handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/team/invitations",
        route_handlers=[listed, make, resend, link, withdraw],
        dependencies={"agent": Provide(provide_agent_who_may("team.invite"))},
        cache_control=_fresh,
        tags=["Workspace: team"],
    ),
    Router(
        "/api/v1/workspace",
        route_handlers=[look, accept],
        cache_control=_fresh,
        tags=["Workspace: session"],
    ),
]
