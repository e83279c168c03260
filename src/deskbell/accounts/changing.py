"""Changing one's own account."""

from sqlalchemy import update

from deskbell.accounts.queries import account_of
from deskbell.accounts.tables import Account, account
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.preferences import readable_language, readable_time_zone
from deskbell.kit.texts import readable_name


def change_account(tx: Tx, actor: Account, *, name: str | None, language: str | None, time_zone: str | None) -> Account:
    """Change what is given; what is None stays."""
    values: dict[str, str] = {}
    if name is not None:
        values["name"] = readable_name(name)
    if language is not None:
        values["language"] = readable_language(language)
    if time_zone is not None:
        values["time_zone"] = readable_time_zone(time_zone)
    if not values:
        return actor
    change = update(account).where(account.c.id == actor.id).values(**values).returning(account)
    changed = account_of(tx.execute(change).one())
    note(tx, actor.by, "account.profile_changed", account_id=actor.id)
    return changed
