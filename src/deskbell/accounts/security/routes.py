"""The security page's own requests: what it shows, the password, sessions, and proving who one is."""

from typing import Any

import msgspec
from litestar import Router, delete, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from deskbell.accounts.changing_password import change_password, require_present
from deskbell.accounts.ending_sessions import SessionCard, end_other_sessions, end_session, sessions_of
from deskbell.accounts.passkeys.keeping import prove_with_passkey
from deskbell.accounts.passkeys.routes import used_key
from deskbell.accounts.queries import candidate_by_id
from deskbell.accounts.security.overview import Security, security_of
from deskbell.accounts.signing_in import prove_again
from deskbell.accounts.tables import Account
from deskbell.accounts.web import Text, attempts_of, provide_account, provide_proven_account, token_of
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput
from deskbell.kit.http import Ask, client_address, refuses
from deskbell.kit.passwords import hashed, matches
from deskbell.kit.texts import email_key
from deskbell.settings import Settings

Me = NamedDependency[Account]
Db = NamedDependency[Database]
Set = NamedDependency[Settings]


class SessionList(msgspec.Struct):
    """Where one is signed in, this session first."""

    items: list[SessionCard]


class PasswordChange(msgspec.Struct):
    """`present` may be absent where the account has none and its person has just proved who they are."""

    password: Text
    present: Text | None = None


class Proof(msgspec.Struct):
    """The password, or a passkey's answer to `passkey_sign_in_options`."""

    password: Text | None = None
    credential: dict[str, Any] | None = None


@get("/security", operation_id="my_security", summary="How one signs in")
async def security(account: Me, db: Db) -> Security:
    return await db.read(security_of, account)


@get("/sessions", operation_id="my_sessions", summary="Where one is signed in")
async def sessions(request: Ask, account: Me, db: Db, settings: Set) -> SessionList:
    return SessionList(await db.read(sessions_of, account, token=token_of(request, settings)))


@delete("/sessions/{session_id:str}", status_code=204, operation_id="end_my_session", summary="Sign out somewhere")
async def end_one(account: Me, db: Db, session_id: FromPath[str]) -> None:
    await db.write(end_session, account, session_id=session_id)


@delete("/sessions", status_code=204, operation_id="end_my_other_sessions", summary="Sign out everywhere but here")
async def end_others(request: Ask, account: Me, db: Db, settings: Set) -> None:
    await db.write(end_other_sessions, account, token=token_of(request, settings))


@post(
    "/password",
    status_code=204,
    responses=refuses(409, 429),
    operation_id="change_password",
    summary="Change one's own password; all other sessions end",
)
async def change(request: Ask, account: Me, db: Db, settings: Set, data: JSONBody[PasswordChange]) -> None:
    before = (await db.read(candidate_by_id, account.id)).password_hash
    if before is None:
        await provide_proven_account(request, db, settings)
    else:
        require_present(right=await _is_right(request, account, data.present or "", before))
    password_hash = await hashed(data.password, about=(account.email, account.name))
    token = token_of(request, settings)
    await db.write(change_password, account, before=before, password_hash=password_hash, token=token)


@post(
    "/proof",
    status_code=204,
    responses=refuses(401, 429),
    operation_id="prove_again",
    summary="Prove who one is, for the next quarter of an hour",
)
async def prove(request: Ask, account: Me, db: Db, settings: Set, data: JSONBody[Proof]) -> None:
    token = token_of(request, settings)
    if data.credential is not None:
        used = await used_key(request, db, settings, data.credential)
        await db.write(prove_with_passkey, account, used=used, token=token)
        return
    stored = (await db.read(candidate_by_id, account.id)).password_hash
    if not await _is_right(request, account, data.password or "", stored):
        raise BadInput("wrong_password", field="password")
    await db.write(prove_again, account, token=token)


async def _is_right(request: Ask, account: Account, password: str, stored: str | None) -> bool:
    """Whether it is the account's password; guessing here counts like guessing at the sign-in."""
    address, key = client_address(request), email_key(account.email)
    attempts = attempts_of(request)
    attempts.take(address, key)
    right = await matches(password, stored)
    if right:
        attempts.forgive(address, key)
    return right


handlers = [
    Router(
        "/account",
        route_handlers=[security, sessions, end_one, end_others, change, prove],
        dependencies={"account": Provide(provide_account)},
    )
]
