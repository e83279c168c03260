"""Whom to write letters to: accounts by their ids, with the language and the clock that they read by."""

from collections.abc import Collection

import msgspec
from sqlalchemy import select

from deskbell.accounts.tables import account
from deskbell.kit.db import Tx


class Correspondent(msgspec.Struct, frozen=True):
    """An account as the receiver of a letter."""

    id: str
    email: str
    language: str
    time_zone: str


def correspondents(tx: Tx, account_ids: Collection[str]) -> list[Correspondent]:
    """Those of these accounts that exist."""
    columns = (account.c[name] for name in Correspondent.__struct_fields__)
    return [Correspondent(*row) for row in tx.execute(select(*columns).where(account.c.id.in_(account_ids)))]
