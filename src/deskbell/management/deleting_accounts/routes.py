"""Deleting one's account, and keeping it after all."""

import msgspec
from litestar import Response, Router, delete, post
from litestar.di import NamedDependency, Provide

from deskbell.accounts import Account, keep_account
from deskbell.accounts.web import cookie_with, provide_leaving_account, provide_proven_account
from deskbell.kit.db import Database
from deskbell.kit.http import refuses
from deskbell.management.deleting_accounts.deleting import leave
from deskbell.settings import Settings

Me = NamedDependency[Account]
Db = NamedDependency[Database]
Set = NamedDependency[Settings]


class Leaving(msgspec.Struct):
    """When the account will be deleted."""

    deletes_at: int


@post(
    "",
    status_code=200,
    responses=refuses(409),
    dependencies={"account": Provide(provide_proven_account)},
    operation_id="delete_my_account",
    summary="Have one's account deleted in two weeks; all sessions end",
)
async def leave_for_good(account: Me, db: Db, settings: Set) -> Response[Leaving]:
    return Response(Leaving(await db.write(leave, account)), cookies=[cookie_with("", settings)])


@delete(
    "",
    status_code=200,
    dependencies={"account": Provide(provide_leaving_account)},
    operation_id="keep_my_account",
    summary="Keep one's account after all",
)
async def stay(account: Me, db: Db) -> Account:
    return await db.write(keep_account, account)


handlers = [
    Router("/api/v1/console/account/deletion", route_handlers=[leave_for_good, stay], tags=["Console: account"])
]
