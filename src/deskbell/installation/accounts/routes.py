"""Accounts: finding them, making operators, blocking."""

import msgspec
from litestar import delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from deskbell.accounts import AccountsOnly, block_account, dismiss_operator, make_operator, unblock_account
from deskbell.installation.looking import AccountLine, AccountLines, account_lines, account_page
from deskbell.installation.web import Db, Me, Search, Text, acting, for_operators
from deskbell.kit.http import PageAfter, PageSize, refuses


class Blocking(msgspec.Struct):
    """Why an account is blocked, for the operators who come after."""

    reason: Text


@get("/accounts", operation_id="installation_accounts", summary="Every account, newest first")
async def accounts(
    operator: Me,
    db: Db,
    search: Search = "",
    only: FromQuery[AccountsOnly] = "all",
    after: PageAfter = None,
    limit: PageSize = 50,
) -> AccountLines:
    del operator
    return await db.read(account_page, search=search, only=only, after=after, limit=limit)


@post(
    "/accounts/{account_id:str}/operator",
    status_code=200,
    responses=refuses(409),
    operation_id="make_operator",
    summary="Have an account administer the installation too",
)
async def appoint(account_id: FromPath[str], operator: Me, db: Db) -> AccountLine:
    card = await db.write(make_operator, acting(operator), account_id=account_id)
    return (await db.read(account_lines, [card]))[0]


@delete(
    "/accounts/{account_id:str}/operator",
    status_code=200,
    responses=refuses(409),
    operation_id="dismiss_operator",
    summary="Have an account administer the installation no longer; the last operator stays",
)
async def dismiss(account_id: FromPath[str], operator: Me, db: Db) -> AccountLine:
    card = await db.write(dismiss_operator, acting(operator), account_id=account_id)
    return (await db.read(account_lines, [card]))[0]


@post(
    "/accounts/{account_id:str}/block",
    status_code=200,
    responses=refuses(409),
    operation_id="block_account",
    summary="End an account's sessions and keep it from signing in",
)
async def block(account_id: FromPath[str], operator: Me, db: Db, data: JSONBody[Blocking]) -> AccountLine:
    card = await db.write(block_account, acting(operator), account_id=account_id, reason=data.reason)
    return (await db.read(account_lines, [card]))[0]


@delete(
    "/accounts/{account_id:str}/block",
    status_code=200,
    operation_id="unblock_account",
    summary="Let an account sign in again",
)
async def unblock(account_id: FromPath[str], operator: Me, db: Db) -> AccountLine:
    card = await db.write(unblock_account, acting(operator), account_id=account_id)
    return (await db.read(account_lines, [card]))[0]


handlers = [for_operators(accounts, appoint, dismiss, block, unblock)]
