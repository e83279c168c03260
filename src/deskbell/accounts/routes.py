"""The Console's sign-up, sign-in and own account, under `/api/v1/console`."""

import asyncio
from contextlib import suppress
from typing import Literal

import msgspec
from litestar import Response, Router, delete, get, patch, post
from litestar.datastructures import CacheControlHeader, State
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody

from deskbell.accounts.changing import ProfileChange, change_account
from deskbell.accounts.mailed import routes as mailed
from deskbell.accounts.openid import routes as openid
from deskbell.accounts.passkeys import routes as passkeys
from deskbell.accounts.queries import Candidate, candidate, is_first, sign_up_allowed
from deskbell.accounts.rules import Confirmation, SignUp, may_sign_up
from deskbell.accounts.security import routes as security
from deskbell.accounts.signing_in import note_failure, sign_in, sign_out
from deskbell.accounts.signing_up import sign_up
from deskbell.accounts.tables import Account, Stranger
from deskbell.accounts.two_step import routes as two_step
from deskbell.accounts.two_step.asking import opened_secret
from deskbell.accounts.web import (
    Text,
    attempts_of,
    cookie_with,
    provide_account,
    provide_leaving_account,
    slow_of,
    stranger_of,
    token_of,
)
from deskbell.kit.attempts import SignUpAttempts
from deskbell.kit.catalogue import LANGUAGES
from deskbell.kit.clock import system_clock
from deskbell.kit.db import Database
from deskbell.kit.errors import Forbidden, NotSignedIn, Refusal, Unavailable
from deskbell.kit.http import Ask, client_address, own_address, reader_language, refuses
from deskbell.kit.ids import new_token
from deskbell.kit.passwords import hashed, matches
from deskbell.kit.preferences import UTC, readable_language, readable_time_zone
from deskbell.kit.texts import email_key, readable_email, readable_name, short, shown_email
from deskbell.settings import Settings

Db = NamedDependency[Database]
Set = NamedDependency[Settings]


class Door(msgspec.Struct):
    """A provider that one may sign in with."""

    id: str
    name: str


class Welcome(msgspec.Struct):
    """What the Console shows before anybody has signed in. `mail`: letters reach people and not only the operator.

    `first`: what the next account is: null when there are some already, `operator` when the first one looks after the
    installation, `account` when it does not.
    """

    sign_up: SignUp
    sign_up_allowed: bool
    first: Literal["operator", "account"] | None
    workspace_url: str
    languages: tuple[str, ...]
    mail: bool
    confirmation: Confirmation
    providers: list[Door]


class NewAccount(msgspec.Struct):
    """The sign-up form. `language` is the reader's and `time_zone` UTC when they are absent."""

    email: Text
    password: Text
    name: Text
    language: Text | None = None
    time_zone: Text | None = None


class Credentials(msgspec.Struct):
    """The sign-in form. `code`: of the app, or a recovery code, where a second step was asked for."""

    email: Text
    password: Text
    code: Text | None = None


class AccountChange(msgspec.Struct):
    """What to change of one's own account; what is absent stays.

    `…_was` is what stood in the form to begin with: where it has been changed since, it is refused as `stale`.
    """

    name: Text | None = None
    name_was: Text | None = None
    language: Text | None = None
    language_was: Text | None = None
    time_zone: Text | None = None
    time_zone_was: Text | None = None


@get("/welcome", operation_id="welcome", summary="What the Console offers a stranger")
async def welcome(request: Ask, db: Db, settings: Set) -> Welcome:
    first = await db.read(is_first)
    return Welcome(
        sign_up=settings.sign_up,
        sign_up_allowed=may_sign_up(settings.sign_up, first=first),
        first=("operator" if settings.operator_first_account else "account") if first else None,
        workspace_url=f"{own_address(request, settings.public_url)}/workspace/",
        languages=LANGUAGES,
        mail=bool(settings.smtp_url),
        confirmation=settings.email_confirmation,
        providers=[Door(one.id, one.name) for one in settings.sign_in_with],
    )


@post("/accounts", responses=refuses(409, 429), operation_id="sign_up", summary="Make an account and sign in")
async def make_account(
    request: Ask, state: State, db: Db, settings: Set, data: JSONBody[NewAccount]
) -> Response[Account]:
    stranger = stranger_of(request)
    if not await db.read(sign_up_allowed, settings.sign_up):
        raise Forbidden("sign_up_closed")
    attempts: SignUpAttempts = state.setdefault("sign_up_attempts", SignUpAttempts(system_clock))
    attempts.take(client_address(request))
    try:
        token, account = await _signed_up(request, db, settings, stranger, data)
    except Refusal as refusal:
        if refusal.code != "email_taken":
            attempts.told_nothing(client_address(request))
        raise
    attempts.told_nothing(client_address(request))
    return Response(account, status_code=201, cookies=[cookie_with(token, settings)])


async def _signed_up(
    request: Ask, db: Database, settings: Settings, stranger: Stranger, data: NewAccount
) -> tuple[str, Account]:
    """The new account, and the token of its session."""
    # What can be refused without the costly hash is refused before it.
    email, name = readable_email(data.email), readable_name(data.name)
    language = readable_language(data.language or reader_language(request))
    time_zone = readable_time_zone(data.time_zone or UTC)
    token = new_token()
    account = await db.write(
        sign_up,
        stranger,
        setting=settings.sign_up,
        operator_first=settings.operator_first_account,
        password_hash=await hashed(data.password, about=(email, name)),
        token=token,
        email=email,
        name=name,
        language=language,
        time_zone=time_zone,
    )
    return token, account


@post(
    "/session",
    status_code=200,
    responses=refuses(401, 429),
    operation_id="sign_in",
    summary="Sign in to the Console",
)
async def begin_session(request: Ask, db: Db, settings: Set, data: JSONBody[Credentials]) -> Response[Account]:
    stranger = stranger_of(request)
    address, key = client_address(request), email_key(short(data.email, 254))
    attempts, slow = attempts_of(request), slow_of(request)
    attempts.take(address, key)
    found = await db.read(candidate, key)
    right = await matches(data.password, found.password_hash if found else None)
    if found is None or not right:
        await _note_failure(db, stranger, found, data.email)
        raise NotSignedIn("wrong_credentials")
    secret = ""
    if found.sealed_totp is not None and data.code:
        slow.codes.take(found.account_id)
        secret = await asyncio.to_thread(opened_secret, settings.secret_key, found.sealed_totp, found.account_id)
    token = new_token()
    try:
        account = await db.write(sign_in, stranger, proved=found, token=token, code=data.code, totp_secret=secret)
    except NotSignedIn as refusal:
        if refusal.code == "second_factor_needed":
            attempts.forgive(address, key)
        else:
            await _note_failure(db, stranger, found, data.email)
        raise
    attempts.forgive(address, key)
    if secret:
        slow.codes.give_back(found.account_id)
    return Response(account, cookies=[cookie_with(token, settings)])


async def _note_failure(db: Database, stranger: Stranger, found: Candidate | None, email: str) -> None:
    """Unless the database is away: the answer is no all the same."""
    with suppress(Unavailable):
        await db.write(note_failure, stranger, account_id=found.account_id if found else None, email=shown_email(email))


@get(
    "/session",
    dependencies={"account": Provide(provide_leaving_account)},
    operation_id="my_account",
    summary="Who is signed in to the Console",
)
async def my_account(account: NamedDependency[Account]) -> Account:
    return account


@delete("/session", status_code=204, operation_id="sign_out", summary="Sign out of the Console")
async def end_session(request: Ask, db: Db, settings: Set) -> Response[None]:
    stranger = stranger_of(request)
    if token := token_of(request, settings):
        await db.write(sign_out, stranger, token=token)
    return Response(None, status_code=204, cookies=[cookie_with("", settings)])


@patch(
    "/account",
    dependencies={"account": Provide(provide_account)},
    responses=refuses(409),
    operation_id="change_account",
    summary="Change one's own name, language or time zone",
)
async def change_my_account(account: NamedDependency[Account], db: Db, data: JSONBody[AccountChange]) -> Account:
    change = ProfileChange(**msgspec.structs.asdict(data))
    return await db.write(change_account, account, change=change)


handlers = [
    Router(
        "/api/v1/console",
        route_handlers=[
            *(welcome, make_account, begin_session, my_account, end_session, change_my_account),
            *security.handlers,
            *two_step.handlers,
            *passkeys.handlers,
            *mailed.handlers,
            *openid.handlers,
        ],
        cache_control=CacheControlHeader(no_store=True),
        tags=["Console: account"],
    )
]
