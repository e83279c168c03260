"""Passkeys: signing in with one, and keeping them in the account's pages."""

import asyncio
from typing import Any

import msgspec
from litestar import Response, Router, delete, patch, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from deskbell.accounts.passkeys.checking import (
    Place,
    checked_answer,
    checked_registration,
    credential_named,
    registration_options,
    sign_in_options,
)
from deskbell.accounts.passkeys.keeping import (
    PasskeyCard,
    UsedKey,
    add_passkey,
    credentials_of,
    name_passkey,
    remove_passkey,
    sign_in_with_passkey,
    stored_key,
)
from deskbell.accounts.tables import Account
from deskbell.accounts.web import Text, cookie_with, provide_proven_account, slow_of, stranger_of
from deskbell.kit.clock import system_clock
from deskbell.kit.db import Database
from deskbell.kit.http import Ask, client_address, own_address, refuses
from deskbell.kit.ids import new_token
from deskbell.settings import Settings

Me = NamedDependency[Account]
Db = NamedDependency[Database]
Set = NamedDependency[Settings]


class Options(msgspec.Struct):
    """What `navigator.credentials` is given as `publicKey`, its bytes as base64url."""

    options: dict[str, Any]


class MadePasskey(msgspec.Struct):
    """The new key as `PublicKeyCredential.toJSON` writes it, and what its person calls it."""

    name: Text
    credential: dict[str, Any]


class PasskeyAnswer(msgspec.Struct):
    """The authenticator's answer as `PublicKeyCredential.toJSON` writes it."""

    credential: dict[str, Any]


class PasskeyName(msgspec.Struct):
    """What the passkey is called from now on."""

    name: Text


@post(
    "/session/passkey/options",
    status_code=200,
    responses=refuses(429),
    operation_id="passkey_sign_in_options",
    summary="What to ask an authenticator for signing in",
)
async def options_to_sign_in(request: Ask, settings: Set) -> Options:
    stranger_of(request)
    slow_of(request).prove(client_address(request))
    return Options(await asyncio.to_thread(sign_in_options, place_of(request, settings)))


@post(
    "/session/passkey",
    status_code=200,
    responses=refuses(401, 429),
    operation_id="sign_in_with_passkey",
    summary="Sign in to the Console with a passkey",
)
async def sign_in(request: Ask, db: Db, settings: Set, data: JSONBody[PasskeyAnswer]) -> Response[Account]:
    stranger = stranger_of(request)
    used = await used_key(request, db, settings, data.credential)
    token = new_token()
    account = await db.write(sign_in_with_passkey, stranger, used=used, token=token)
    return Response(account, cookies=[cookie_with(token, settings)])


@post("/options", status_code=200, operation_id="passkey_options", summary="What to ask an authenticator for a new key")
async def options_to_add(request: Ask, account: Me, db: Db, settings: Set) -> Options:
    has = await db.read(credentials_of, account.id)
    return Options(await asyncio.to_thread(registration_options, place_of(request, settings), account, has))


@post("", responses=refuses(409), operation_id="add_passkey", summary="Keep a new passkey")
async def add(request: Ask, account: Me, db: Db, settings: Set, data: JSONBody[MadePasskey]) -> PasskeyCard:
    made = await asyncio.to_thread(checked_registration, place_of(request, settings), account, data.credential)
    return await db.write(add_passkey, account, made=made, name=data.name)


@patch("/{passkey_id:str}", operation_id="name_passkey", summary="Call a passkey something else")
async def name(account: Me, db: Db, passkey_id: FromPath[str], data: JSONBody[PasskeyName]) -> PasskeyCard:
    return await db.write(name_passkey, account, passkey_id=passkey_id, name=data.name)


@delete(
    "/{passkey_id:str}",
    status_code=204,
    responses=refuses(409),
    operation_id="remove_passkey",
    summary="Let a passkey open nothing any more",
)
async def remove(account: Me, db: Db, passkey_id: FromPath[str]) -> None:
    await db.write(remove_passkey, account, passkey_id=passkey_id)


def place_of(request: Ask, settings: Settings) -> Place:
    """Where this browser reaches us: an authenticator's keys are bound to it."""
    return Place(own_address(request, settings.public_url), settings.secret_key, system_clock())


async def used_key(request: Ask, db: Database, settings: Settings, credential: dict[str, Any]) -> UsedKey:
    """A right answer of an authenticator that is known here."""
    slow_of(request).prove(client_address(request))
    key = await db.read(stored_key, credential_named(credential))
    return await asyncio.to_thread(checked_answer, place_of(request, settings), key, credential)


handlers = [
    options_to_sign_in,
    sign_in,
    Router(
        "/account/passkeys",
        route_handlers=[options_to_add, add, name, remove],
        dependencies={"account": Provide(provide_proven_account)},
    ),
]
