"""Changing one's own account."""

import msgspec
from sqlalchemy import select, update

from deskbell.accounts.queries import account_of
from deskbell.accounts.tables import Account, account
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.freshness import require_fresh
from deskbell.kit.preferences import readable_language, readable_time_zone
from deskbell.kit.texts import readable_name

_READ = {"name": readable_name, "language": readable_language, "time_zone": readable_time_zone}


class ProfileChange(msgspec.Struct, frozen=True):
    """What to change; what is None stays. `…_was`: what stood in the form before it was changed."""

    name: str | None = None
    name_was: str | None = None
    language: str | None = None
    language_was: str | None = None
    time_zone: str | None = None
    time_zone_was: str | None = None


def change_account(tx: Tx, actor: Account, *, change: ProfileChange) -> Account:
    """Change what is given; `stale` is refused where another of the person's windows has changed it meanwhile."""
    now = account_of(tx.execute(select(account).where(account.c.id == actor.id)).one())
    values: dict[str, str] = {}
    for field, read in _READ.items():
        if (given := getattr(change, field)) is not None:
            wanted, present = read(given), getattr(now, field)
            require_fresh(present, getattr(change, f"{field}_was"), wanted, field=field, by=None)
            if wanted != present:
                values[field] = wanted
    if not values:
        return now
    changed = update(account).where(account.c.id == actor.id).values(**values).returning(account)
    after = account_of(tx.execute(changed).one())
    note(tx, actor.by, "account.profile_changed", account_id=actor.id)
    return after
