"""Mailed links. Their tokens come in bodies, never in addresses: the page reads them behind the `#`."""

from typing import Annotated

import msgspec
from litestar import Response, delete, post
from litestar.background_tasks import BackgroundTask
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody
from msgspec import Meta

from deskbell.accounts.mailed.changing_email import EmailChange, ask_for_email, follow_link, stop_changing_email
from deskbell.accounts.mailed.confirming import ask_to_confirm, confirm_email
from deskbell.accounts.mailed.links import account_by_link
from deskbell.accounts.mailed.resetting import ask_to_reset, reset_password
from deskbell.accounts.tables import Account, Stranger
from deskbell.accounts.web import Text, provide_account, provide_proven_account, slow_of, stranger_of
from deskbell.kit.db import Database
from deskbell.kit.http import Ask, client_address, refuses
from deskbell.kit.passwords import hashed
from deskbell.kit.texts import email_key, readable_email

Me = NamedDependency[Account]
Db = NamedDependency[Database]
Token = Annotated[str, Meta(max_length=200)]


class Address(msgspec.Struct):
    """An e-mail address."""

    email: Text


class FollowedLink(msgspec.Struct):
    """What stood behind the `#` of the link."""

    token: Token


class NewPassword(msgspec.Struct):
    """The same, and the password to be set."""

    token: Token
    password: Text


class Confirmed(msgspec.Struct):
    """The address that is confirmed."""

    email: str


@post(
    "/account/email/confirmation",
    status_code=204,
    dependencies={"account": Provide(provide_account)},
    operation_id="ask_to_confirm_email",
    summary="Mail the link that confirms the account's address once more",
)
async def resend(account: Me, db: Db) -> None:
    await db.write(ask_to_confirm, account)


@post(
    "/email-confirmations",
    status_code=200,
    responses=refuses(429),
    operation_id="confirm_email",
    summary="Confirm an e-mail address with a mailed link",
)
async def confirm(request: Ask, db: Db, data: JSONBody[FollowedLink]) -> Confirmed:
    stranger = stranger_of(request)
    slow_of(request).prove(client_address(request))
    return Confirmed(await db.write(confirm_email, stranger, token=data.token))


@post(
    "/password-resets",
    status_code=204,
    responses=refuses(429),
    operation_id="ask_to_reset_password",
    summary="Mail a link for setting a new password, if the address is known",
)
async def ask_reset(request: Ask, db: Db, data: JSONBody[Address]) -> Response[None]:
    stranger = stranger_of(request)
    email = readable_email(data.email)
    slow_of(request).letters.take(client_address(request), email_key(email))
    # Answered before anything is looked up: so it takes as long for an address that nobody has.
    return Response(None, status_code=204, background=BackgroundTask(_mail_reset, db, stranger, email))


@post(
    "/password-resets/new-password",
    status_code=204,
    responses=refuses(429),
    operation_id="reset_password",
    summary="Set a new password with a mailed link; all sessions end",
)
async def reset(request: Ask, db: Db, data: JSONBody[NewPassword]) -> None:
    stranger = stranger_of(request)
    slow_of(request).prove(client_address(request))
    whose = await db.read(account_by_link, data.token, "reset", "handed")
    password_hash = await hashed(data.password, about=(whose.email, whose.name))
    await db.write(reset_password, stranger, token=data.token, password_hash=password_hash)


@post(
    "/account/email",
    status_code=204,
    responses=refuses(409),
    dependencies={"account": Provide(provide_proven_account)},
    operation_id="ask_for_email",
    summary="Ask for another e-mail address: links are mailed to both",
)
async def change(account: Me, db: Db, data: JSONBody[Address]) -> None:
    await db.write(ask_for_email, account, email=data.email)


@delete(
    "/account/email",
    status_code=204,
    dependencies={"account": Provide(provide_account)},
    operation_id="stop_changing_email",
    summary="Keep the present e-mail address",
)
async def stop(account: Me, db: Db) -> None:
    await db.write(stop_changing_email, account)


@post(
    "/email-changes",
    status_code=200,
    responses=refuses(409, 429),
    operation_id="follow_email_change",
    summary="Follow one of the two links that change an e-mail address",
)
async def follow(request: Ask, db: Db, data: JSONBody[FollowedLink]) -> EmailChange:
    stranger = stranger_of(request)
    slow_of(request).prove(client_address(request))
    return await db.write(follow_link, stranger, token=data.token)


async def _mail_reset(db: Database, stranger: Stranger, email: str) -> None:
    await db.write(ask_to_reset, stranger, email=email)


handlers = [resend, confirm, ask_reset, reset, change, stop, follow]
