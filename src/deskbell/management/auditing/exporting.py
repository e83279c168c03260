"""Taking the log away as a file, which is noted in it."""

from deskbell.accounts import Account
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.projects import Owner


def export_project_log(tx: Tx, owner: Owner) -> None:
    """Note that an owner took a project's log away."""
    note(tx, owner.by, "audit.exported", project_id=owner.project_id)


def export_account_log(tx: Tx, account: Account) -> None:
    """Note that somebody took their own log away."""
    note(tx, account.by, "audit.exported", account_id=account.id)
