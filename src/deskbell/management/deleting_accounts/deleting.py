"""Asking to be deleted, and being deleted when the waiting is over."""

import msgspec
import structlog

from deskbell.accounts import Account, accounts_to_delete, ask_to_delete, forget_account
from deskbell.kit.db import Database, Tx
from deskbell.projects import give_up_projects, owned_alone

log = structlog.get_logger()

_AT_ONCE = 100


class Calendar(msgspec.Struct, frozen=True):
    """Who acts when a time has come."""

    project_id: str = ""


def leave(tx: Tx, account: Account) -> int:
    """Have the account deleted, unless a project would be left without an owner; when that will be."""
    return ask_to_delete(tx, account, alone_in=owned_alone(tx, account.id))


async def delete_due(db: Database) -> None:
    """Delete the accounts whose waiting is over; safe to run on several nodes at once."""
    for account_id in await db.read(accounts_to_delete, limit=_AT_ONCE):
        await db.write(_delete, Calendar(), account_id=account_id)


def _delete(tx: Tx, actor: Calendar, *, account_id: str) -> None:
    del actor
    if alone_in := owned_alone(tx, account_id):
        # The other owner has left meanwhile: somebody must sort that out first, so the account stays as it is.
        log.warning("an account cannot be deleted: it alone owns projects", account=account_id, projects=len(alone_in))
        return
    give_up_projects(tx, account_id)
    forget_account(tx, account_id)
