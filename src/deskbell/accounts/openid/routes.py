"""Going to a provider and coming back, and what one is linked to."""

import asyncio
from typing import Annotated, Literal

import msgspec
from litestar import Response, delete, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.accounts.openid.flow import (
    LASTS_MS,
    Flow,
    Purpose,
    new_flow,
    opened_flow,
    opened_half,
    sealed_flow,
    sealed_half,
)
from deskbell.accounts.openid.linking import (
    account_of_identity,
    link_identity,
    prove_by_identity,
    sign_in_by_identity,
    unlink_identity,
)
from deskbell.accounts.openid.provider import Identity, Providers
from deskbell.accounts.queries import candidate_by_id
from deskbell.accounts.signing_in import sign_in_half
from deskbell.accounts.tables import Account
from deskbell.accounts.two_step.asking import opened_secret
from deskbell.accounts.web import (
    Text,
    cookie_with,
    provide_account,
    provide_proven_account,
    slow_of,
    stranger_of,
    token_of,
)
from deskbell.kit.clock import system_clock
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput, NotFound, NotSignedIn
from deskbell.kit.http import (
    Ask,
    client_address,
    cookie_name,
    own_address,
    reader_language,
    refuses,
    session_cookie,
)
from deskbell.kit.ids import new_token
from deskbell.kit.preferences import UTC, readable_time_zone
from deskbell.settings import Provider, Settings

Me = NamedDependency[Account]
Db = NamedDependency[Database]
Set = NamedDependency[Settings]
Long = Annotated[str, Meta(max_length=4_000)]
_COOKIE = "deskbell_openid"
_PAGE = "/console/signed-in"


class Going(msgspec.Struct):
    """Which provider."""

    provider: Text


class GoingSignedIn(msgspec.Struct):
    """Which provider, and what for: to sign in with it from now on, or to prove who one is."""

    provider: Text
    purpose: Literal["link", "prove"]


class Onward(msgspec.Struct):
    """Where the browser goes now."""

    url: str


class Back(msgspec.Struct):
    """What stood in the address that the provider sent the browser back to."""

    code: Long
    state: Long
    time_zone: Text | None = None


class Arrived(msgspec.Struct):
    """What came of it. `second_step`: send `half` with a code; otherwise `account` is signed in."""

    done: Literal["signed_in", "second_step", "link", "prove"]
    account: Account | None = None
    half: str | None = None


class SecondStep(msgspec.Struct):
    """The first step's `half`, and a code of the app or a recovery code."""

    half: Long
    code: Text


@post(
    "/session/openid/begin",
    status_code=200,
    responses=refuses(404, 429),
    operation_id="begin_openid",
    summary="Where to go for signing in with a provider",
)
async def begin(request: Ask, settings: Set, data: JSONBody[Going]) -> Response[Onward]:
    stranger_of(request)
    return await _onward(request, settings, data.provider, "sign_in", "")


@post(
    "/account/identities",
    status_code=200,
    responses=refuses(404, 429),
    dependencies={"account": Provide(provide_account)},
    operation_id="begin_openid_signed_in",
    summary="Where to go for linking a provider, or for proving who one is",
)
async def begin_signed_in(
    request: Ask, account: Me, db: Db, settings: Set, data: JSONBody[GoingSignedIn]
) -> Response[Onward]:
    if data.purpose == "link":
        await provide_proven_account(request, db, settings)
    return await _onward(request, settings, data.provider, data.purpose, account.id)


@post(
    "/session/openid",
    status_code=200,
    responses=refuses(401, 403, 409, 429),
    operation_id="finish_openid",
    summary="Come back from a provider",
)
async def finish(request: Ask, db: Db, settings: Set, data: JSONBody[Back]) -> Response[Arrived]:
    stranger = stranger_of(request)
    slow_of(request).prove(client_address(request))
    sealed = request.cookies.get(cookie_name(_COOKIE, secure=settings.secure_cookies), "")
    now = system_clock()
    flow = await asyncio.to_thread(opened_flow, settings.secret_key, sealed, state=data.state, now=now)
    if flow is None:
        raise BadInput("openid_lost")
    provider = _provider(settings, flow.provider)
    identity = await _providers(request).identity(provider, code=data.code, asked=flow.asked)
    gone = _flow_cookie("", settings)
    if flow.purpose != "sign_in":
        await _for_whom_went(request, db, settings, flow, identity)
        return Response(Arrived(flow.purpose), cookies=[gone])
    token = new_token()
    try:
        account = await db.write(
            sign_in_by_identity,
            stranger,
            identity=identity,
            token=token,
            setting=settings.sign_up,
            operator_first=settings.operator_first_account,
            language=reader_language(request),
            time_zone=readable_time_zone(data.time_zone or UTC),
        )
    except NotSignedIn as refusal:
        if refusal.code != "second_factor_needed":
            raise
        account_id = await db.read(account_of_identity, identity)
        half = await asyncio.to_thread(sealed_half, settings.secret_key, account_id or "", now)
        return Response(Arrived("second_step", half=half), cookies=[gone])
    return Response(Arrived("signed_in", account), cookies=[gone, cookie_with(token, settings)])


@post(
    "/session/second-step",
    status_code=200,
    responses=refuses(401, 429),
    operation_id="take_second_step",
    summary="Finish signing in with a provider by a code of the app",
)
async def second_step(request: Ask, db: Db, settings: Set, data: JSONBody[SecondStep]) -> Response[Account]:
    stranger = stranger_of(request)
    slow = slow_of(request)
    slow.prove(client_address(request))
    account_id = await asyncio.to_thread(opened_half, settings.secret_key, data.half, system_clock())
    if account_id is None:
        raise BadInput("openid_lost")
    slow.codes.take(account_id)
    proved = await db.read(candidate_by_id, account_id)
    sealed = proved.sealed_totp or ""
    secret = await asyncio.to_thread(opened_secret, settings.secret_key, sealed, account_id)
    token = new_token()
    account = await db.write(sign_in_half, stranger, proved=proved, code=data.code, totp_secret=secret, token=token)
    slow.codes.give_back(account_id)
    return Response(account, cookies=[cookie_with(token, settings)])


@delete(
    "/account/identities/{identity_id:str}",
    status_code=204,
    responses=refuses(409),
    dependencies={"account": Provide(provide_proven_account)},
    operation_id="unlink_identity",
    summary="Sign in with this provider no longer",
)
async def unlink(account: Me, db: Db, identity_id: FromPath[str]) -> None:
    await db.write(unlink_identity, account, identity_id=identity_id)


async def _onward(request: Ask, settings: Settings, name: str, purpose: Purpose, account_id: str) -> Response[Onward]:
    slow_of(request).prove(client_address(request))
    provider = _provider(settings, name)
    back = own_address(request, settings.public_url) + _PAGE
    flow = new_flow(provider.id, purpose, account_id, redirect_uri=back, now=system_clock())
    url = await _providers(request).address(provider, state=flow.state, asked=flow.asked)
    sealed = await asyncio.to_thread(sealed_flow, settings.secret_key, flow)
    return Response(Onward(url), cookies=[_flow_cookie(sealed, settings)])


async def _for_whom_went(request: Ask, db: Database, settings: Settings, flow: Flow, identity: Identity) -> None:
    """Do what somebody signed in went for, when it is still they who come back."""
    account = await provide_account(request, db, settings)
    if account.id != flow.account_id:
        raise BadInput("openid_lost")
    if flow.purpose == "link":
        await db.write(link_identity, account, identity=identity)
    else:
        await db.write(prove_by_identity, account, identity=identity, token=token_of(request, settings))


def _provider(settings: Settings, name: str) -> Provider:
    found = next((one for one in settings.sign_in_with if one.id == name), None)
    if found is None:
        raise NotFound
    return found


def _providers(request: Ask) -> Providers:
    return request.app.state.setdefault("openid_providers", Providers())


def _flow_cookie(sealed: str, settings: Settings) -> Cookie:
    return session_cookie(_COOKIE, sealed, secure=settings.secure_cookies, max_age=LASTS_MS // 1000 if sealed else 0)


handlers = [begin, begin_signed_in, finish, second_step, unlink]
