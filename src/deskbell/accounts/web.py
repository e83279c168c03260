"""Who is asking, in the Console: its cookie and nothing else."""

from contextlib import suppress
from typing import Annotated, TypeAlias

from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from msgspec import Meta

from deskbell.accounts.queries import Known, account_by_token
from deskbell.accounts.signing_in import note_use
from deskbell.accounts.slowing_down import Slow
from deskbell.accounts.tables import Account, Stranger
from deskbell.kit.attempts import SignInAttempts
from deskbell.kit.clock import system_clock
from deskbell.kit.db import Database
from deskbell.kit.errors import Forbidden, NotFound, NotSignedIn, Unavailable
from deskbell.kit.http import Ask, client_address, cookie_name, count_write, same_origin_only, session_cookie
from deskbell.kit.sessions import COOKIE_SECONDS
from deskbell.settings import Settings

COOKIE = "deskbell_console"
Text: TypeAlias = Annotated[str, Meta(max_length=1_000)]
"""A line in a form."""


async def provide_account(request: Ask, db: NamedDependency[Database], settings: NamedDependency[Settings]) -> Account:
    """The signed-in account of a request, whose writes must come from our own pages."""
    return _staying(await _known(request, db, settings))


async def provide_leaving_account(
    request: Ask, db: NamedDependency[Database], settings: NamedDependency[Settings]
) -> Account:
    """The same, also while the account waits to be deleted: for the few things that it may then still do."""
    return (await _known(request, db, settings)).account


async def provide_proven_account(
    request: Ask, db: NamedDependency[Database], settings: NamedDependency[Settings]
) -> Account:
    """The same for what a stolen cookie or an open screen must not be enough for: the person proved it just now."""
    known = await _known(request, db, settings)
    account = _staying(known)
    if not known.proven:
        raise Forbidden("proof_needed")
    return account


async def provide_operator(request: Ask, db: NamedDependency[Database], settings: NamedDependency[Settings]) -> Account:
    """The same for whoever administers the installation; to everybody else its pages are not there."""
    account = await provide_account(request, db, settings)
    if not account.operator:
        raise NotFound
    return account


async def _known(request: Ask, db: Database, settings: Settings) -> Known:
    same_origin_only(request)
    token = token_of(request, settings)
    known = await db.read(account_by_token, token) if token else None
    if known is None:
        raise NotSignedIn
    count_write(request, known.account.id)
    if known.due:
        # A database that cannot write now must not keep anybody from reading.
        with suppress(Unavailable):
            await db.write(note_use, known.account, token=token)
    return known


def _staying(known: Known) -> Account:
    if known.account.deletes_at is not None:
        raise Forbidden("account_leaving")
    return known.account


def stranger_of(request: Ask) -> Stranger:
    """Whoever is at the other end; a write of theirs must come from our own pages too."""
    same_origin_only(request)
    return Stranger(client_address(request), request.headers.get("user-agent", ""))


def slow_of(request: Ask) -> Slow:
    """The limits of this node."""
    return request.app.state.setdefault("account_limits", Slow(system_clock))


def attempts_of(request: Ask) -> SignInAttempts:
    """The tries at passwords that this node has seen."""
    return request.app.state.setdefault("account_attempts", SignInAttempts(system_clock))


def token_of(request: Ask, settings: Settings) -> str:
    """The token in the Console's cookie, or nothing."""
    return request.cookies.get(cookie_name(COOKIE, secure=settings.secure_cookies), "")


def cookie_with(token: str, settings: Settings) -> Cookie:
    """The cookie that signs a browser in, or out when the token is empty."""
    return session_cookie(COOKIE, token, secure=settings.secure_cookies, max_age=COOKIE_SECONDS if token else 0)
