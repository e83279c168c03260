"""Who may sign up, and who may begin something here."""

from typing import Literal, TypeAlias

from deskbell.accounts.tables import Account
from deskbell.kit.errors import Forbidden

SignUp: TypeAlias = Literal["open", "first", "closed"]
Confirmation: TypeAlias = Literal["optional", "required"]


def may_sign_up(setting: SignUp, *, first: bool) -> bool:
    """Whether one more account may be made; `first`: there is none yet."""
    return setting == "open" or (setting == "first" and first)


def require_confirmed(account: Account, setting: Confirmation, *, mail: bool) -> None:
    """Refuse to begin anything before the e-mail address is confirmed, where that is asked and mail arrives at all."""
    if setting == "required" and mail and not account.email_confirmed:
        raise Forbidden("email_unconfirmed")
