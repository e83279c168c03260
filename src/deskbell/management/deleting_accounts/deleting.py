"""Asking to be deleted, and being deleted when the waiting is over."""

from contextlib import suppress

import msgspec
import structlog

from deskbell.accounts import Account, account_card, accounts_to_delete, ask_to_delete, forget_account
from deskbell.audit import By
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import Conflict
from deskbell.projects import give_up_project, ids_owned, owned_alone

log = structlog.get_logger()

_AT_ONCE = 100
_CANNOT = "an account cannot be deleted: it alone owns projects"


class Calendar(msgspec.Struct, frozen=True):
    """Who acts when a time has come."""

    project_id: str = ""


def leave(tx: Tx, account: Account) -> int:
    """Have the account deleted, unless a project would be left without an owner; when that will be."""
    return ask_to_delete(tx, account, alone_in=owned_alone(tx, account.id))


async def delete_due(db: Database) -> None:
    """Delete the accounts whose waiting is over; safe to run on several nodes at once."""
    for account_id in await db.read(accounts_to_delete, limit=_AT_ONCE):
        if alone_in := await db.read(owned_alone, account_id):
            # The other owner has left meanwhile: somebody must sort that out first, so the account stays as it is.
            log.warning(_CANNOT, account=account_id, projects=len(alone_in))
            continue
        leaver = By("account", account_id, (await db.read(account_card, account_id)).name)
        # Each in the project's own turn: another owner who leaves it at this moment finds that one stays.
        for project_id in await db.read(ids_owned, account_id):
            with suppress(Conflict):
                await db.write(_give_up, Calendar(project_id), leaver=leaver)
        await db.write(_forget, Calendar(), account_id=account_id)


def _give_up(tx: Tx, actor: Calendar, *, leaver: By) -> None:
    give_up_project(tx, actor.project_id, leaver)


def _forget(tx: Tx, actor: Calendar, *, account_id: str) -> None:
    del actor
    if left := ids_owned(tx, account_id):
        log.warning(_CANNOT, account=account_id, projects=len(left))
        return
    forget_account(tx, account_id)
