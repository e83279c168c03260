"""Two-step sign-in in the account's own pages."""

import asyncio
from urllib.parse import quote

import msgspec
from litestar import Router, delete, post
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody

from deskbell.accounts.tables import Account
from deskbell.accounts.two_step.asking import opened_secret, sealed_secret
from deskbell.accounts.two_step.enabling import (
    begin_two_step,
    disable_two_step,
    enable_two_step,
    make_recovery_codes,
    sealed_secret_of,
)
from deskbell.accounts.web import Text, provide_proven_account, slow_of
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput
from deskbell.kit.http import Ask, refuses
from deskbell.settings import Settings

Me = NamedDependency[Account]
Db = NamedDependency[Database]
Set = NamedDependency[Settings]
_ISSUER = "Deskbell"


class AppToAdd(msgspec.Struct):
    """What an authenticator app is told. `picture` is an SVG as a data address, to be scanned; `secret` to be typed."""

    secret: str
    address: str
    picture: str


class FirstCode(msgspec.Struct):
    """The six digits that the app shows."""

    code: Text


class RecoveryCodes(msgspec.Struct):
    """Each opens once in place of the app. They can be read only in this answer."""

    codes: list[str]


@post("", status_code=200, responses=refuses(409), operation_id="begin_two_step", summary="Add an authenticator app")
async def begin(account: Me, db: Db, settings: Set) -> AppToAdd:
    from pyotp import random_base32  # noqa: PLC0415 - loaded by whoever uses it

    secret = random_base32()
    sealed = await asyncio.to_thread(sealed_secret, settings.secret_key, secret, account.id)
    await db.write(begin_two_step, account, sealed_secret=sealed)
    address = f"otpauth://totp/{quote(f'{_ISSUER}:{account.email}')}?secret={secret}&issuer={_ISSUER}"
    return AppToAdd(secret, address, await asyncio.to_thread(_picture, address))


@post(
    "/code",
    status_code=200,
    responses=refuses(409, 429),
    operation_id="enable_two_step",
    summary="Turn two-step sign-in on with the app's first code",
)
async def enable(request: Ask, account: Me, db: Db, settings: Set, data: JSONBody[FirstCode]) -> RecoveryCodes:
    slow = slow_of(request)
    slow.codes.take(account.id)
    sealed = await db.read(sealed_secret_of, account.id)
    if sealed is None:
        raise BadInput("wrong_code", field="code")
    secret = await asyncio.to_thread(opened_secret, settings.secret_key, sealed, account.id)
    codes = await db.write(enable_two_step, account, sealed_secret=sealed, secret=secret, code=data.code)
    slow.codes.give_back(account.id)
    return RecoveryCodes(codes)


@post(
    "/recovery-codes",
    status_code=200,
    responses=refuses(409),
    operation_id="make_recovery_codes",
    summary="Make new recovery codes; the old ones end",
)
async def make_codes(account: Me, db: Db) -> RecoveryCodes:
    return RecoveryCodes(await db.write(make_recovery_codes, account))


@delete("", status_code=204, operation_id="disable_two_step", summary="Turn two-step sign-in off")
async def disable(account: Me, db: Db) -> None:
    await db.write(disable_two_step, account)


def _picture(address: str) -> str:
    """A QR code that the page's security policy lets it show."""
    from segno import make_qr  # noqa: PLC0415 - loaded by whoever uses it

    return make_qr(address, error="m").svg_data_uri(scale=4, border=4, light="#fff", dark="#000")


handlers = [
    Router(
        "/account/two-step",
        route_handlers=[begin, enable, make_codes, disable],
        dependencies={"account": Provide(provide_proven_account)},
    )
]
