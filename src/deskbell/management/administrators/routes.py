"""The Console's administrators of a project, under `/api/v1/console/projects/{project_id}/administrators`."""

from typing import Annotated

import msgspec
from litestar import Router, delete, patch, post
from litestar.datastructures import CacheControlHeader, State
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.accounts import Account, provide_account
from deskbell.kit.attempts import LettersAsked
from deskbell.kit.clock import system_clock
from deskbell.kit.db import Database
from deskbell.kit.http import Ask, own_address, refuses
from deskbell.kit.passwords import hashed
from deskbell.kit.texts import readable_email, readable_name
from deskbell.management.leaving import dismiss, send_away
from deskbell.projects import owner_of
from deskbell.settings import Settings
from deskbell.team import (
    Administrator,
    AdministratorChange,
    LinkWanted,
    NewAdministrator,
    add_administrator,
    enable_administrator,
    modify_administrator,
    revoke_password_link,
    send_password_link,
    words_about,
)

Text = Annotated[str, Meta(max_length=1_000)]
Db = NamedDependency[Database]
Set = NamedDependency[Settings]
Me = NamedDependency[Account]


class AdministratorForm(msgspec.Struct):
    """A new administrator. Without a password nobody can sign in as them, until the link that is sent is used."""

    client_id: Text
    email: Text
    name: Text | None = None
    password: Text | None = None
    send_link: bool = False


class AdministratorEdit(msgspec.Struct):
    """What to change of an administrator, saved together; what is absent stays.

    `version` is the one that the change began from; the answer is `stale` when there is a newer one.
    """

    email: Text | None = None
    name: Text | None = None
    password: Text | None = None
    send_link: bool = False
    version: Annotated[int, Meta(ge=1, le=2**31 - 1)] | None = None


class LinkForm(msgspec.Struct):
    """One request for a link; the same again sends no second letter."""

    client_id: Text


@post(
    "/",
    responses=refuses(409, 429),
    operation_id="add_administrator",
    summary="Add an administrator to a project",
)
async def add(
    request: Ask,
    state: State,
    project_id: FromPath[str],
    account: Me,
    db: Db,
    settings: Set,
    data: JSONBody[AdministratorForm],
) -> Administrator:
    owner = await db.read(owner_of, account, project_id)
    email = readable_email(data.email)
    link = _link(request, settings, data.client_id) if data.send_link else None
    if link is not None:
        _letters(state).take(account.id, email)
    known = [email, data.name or "", account.email, *await db.read(words_about, owner, None)]
    password_hash = None if data.password is None else await hashed(data.password, about=known)
    wanted = NewAdministrator(data.client_id, email, data.name, password_hash)
    return await db.write(add_administrator, owner, wanted=wanted, language=account.language, link=link)


@patch(
    "/{agent_id:str}",
    responses=refuses(409, 429),
    operation_id="modify_administrator",
    summary="Change an administrator's e-mail, name and password together",
)
async def modify(  # noqa: PLR0913, PLR0917 - as above
    request: Ask,
    state: State,
    project_id: FromPath[str],
    agent_id: FromPath[str],
    account: Me,
    db: Db,
    settings: Set,
    data: JSONBody[AdministratorEdit],
) -> Administrator:
    owner = await db.read(owner_of, account, project_id)
    known = await db.read(words_about, owner, agent_id)
    if data.email is not None:
        readable_email(data.email)
    if data.name is not None:
        readable_name(data.name)
    link = _link(request, settings, None) if data.send_link else None
    if link is not None:
        _letters(state).take(account.id, data.email or known[0])
    known = [data.email or "", data.name or "", account.email, *known]
    password_hash = None if data.password is None else await hashed(data.password, about=known)
    change = AdministratorChange(data.email, data.name, password_hash, data.version)
    return await db.write(modify_administrator, owner, agent_id=agent_id, change=change, link=link)


@delete("/{agent_id:str}", responses=refuses(409), operation_id="remove_administrator", summary="Remove them for good")
async def remove(project_id: FromPath[str], agent_id: FromPath[str], account: Me, db: Db) -> None:
    owner = await db.read(owner_of, account, project_id)
    await db.write(dismiss, owner, agent_id=agent_id)


@post(
    "/{agent_id:str}/disable",
    status_code=200,
    responses=refuses(409),
    operation_id="disable_administrator",
    summary="Keep them from signing in, and free their seat",
)
async def disable(project_id: FromPath[str], agent_id: FromPath[str], account: Me, db: Db) -> Administrator:
    owner = await db.read(owner_of, account, project_id)
    return await db.write(send_away, owner, agent_id=agent_id)


@post(
    "/{agent_id:str}/enable",
    status_code=200,
    responses=refuses(409),
    operation_id="enable_administrator",
    summary="Let them sign in again",
)
async def enable(project_id: FromPath[str], agent_id: FromPath[str], account: Me, db: Db) -> Administrator:
    owner = await db.read(owner_of, account, project_id)
    return await db.write(enable_administrator, owner, agent_id=agent_id)


@post(
    "/{agent_id:str}/password-link",
    status_code=200,
    responses=refuses(409, 429),
    operation_id="send_password_link",
    summary="Mail them a link to set their password",
)
async def send(  # noqa: PLR0913, PLR0917 - as above
    request: Ask,
    state: State,
    project_id: FromPath[str],
    agent_id: FromPath[str],
    account: Me,
    db: Db,
    settings: Set,
    data: JSONBody[LinkForm],
) -> Administrator:
    owner = await db.read(owner_of, account, project_id)
    email = (await db.read(words_about, owner, agent_id))[0]
    _letters(state).take(account.id, email)
    wanted = _link(request, settings, data.client_id)
    return await db.write(send_password_link, owner, agent_id=agent_id, wanted=wanted)


@delete(
    "/{agent_id:str}/password-link",
    status_code=200,
    operation_id="revoke_password_link",
    summary="Let the link that was sent open nothing any more",
)
async def revoke(project_id: FromPath[str], agent_id: FromPath[str], account: Me, db: Db) -> Administrator:
    owner = await db.read(owner_of, account, project_id)
    return await db.write(revoke_password_link, owner, agent_id=agent_id)


def _link(request: Ask, settings: Settings, client_id: str | None) -> LinkWanted:
    return LinkWanted(own_address(request, settings.public_url), client_id)


def _letters(state: State) -> LettersAsked:
    return state.setdefault("password_letters", LettersAsked(system_clock))


handlers = [
    Router(
        "/api/v1/console/projects/{project_id:str}/administrators",
        route_handlers=[add, modify, remove, disable, enable, send, revoke],
        dependencies={"account": Provide(provide_account)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Console: administrators"],
    )
]
