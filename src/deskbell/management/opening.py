"""Opening a project: the project, its trial and, the first time, an administrator, all or nothing."""

from deskbell.accounts import Account
from deskbell.kit.db import Tx
from deskbell.projects import NewProject, Owner, create_project
from deskbell.subscriptions import Trial, start_trial
from deskbell.team import admit_owner


def open_project(tx: Tx, account: Account, *, wanted: NewProject, trial: Trial) -> Owner:
    """Make a project ready to be managed; the same request again finds the same one.

    An account's first project gets the account's e-mail as its administrator, without a password.
    """
    created = create_project(tx, account, wanted=wanted)
    if created.fresh:
        start_trial(tx, created.owner, trial=trial)
    if created.first:
        admit_owner(tx, created.owner, email=account.email, language=account.language)
    return created.owner
