"""Finding accounts: for the operators of the installation, who see whose they are and nothing of what they do."""

from collections.abc import Collection
from typing import Any, Literal, NamedTuple, TypeAlias

import msgspec
from sqlalchemy import Row, Select, func, or_, select

from deskbell.accounts.tables import account, account_session
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, NotFound
from deskbell.kit.ids import is_id
from deskbell.kit.texts import email_key


class AccountCard(msgspec.Struct, frozen=True):
    """An account as an operator sees it.

    `last_seen_at` is of a session that still lasts; at `deletes_at` it is deleted, unless its person keeps it.
    """

    id: str
    email: str
    name: str
    language: str
    created_at: int
    operator_since: int | None
    blocked_at: int | None
    blocked_because: str | None
    deletes_at: int | None
    last_seen_at: int | None


AccountsOnly: TypeAlias = Literal["all", "operators", "blocked", "leaving"]
_SINCE = {"operators": account.c.operator_since, "blocked": account.c.blocked_at, "leaving": account.c.deletes_at}


class AccountTotals(NamedTuple):
    """How many accounts there are, and of which kind."""

    accounts: int
    operators: int
    blocked: int


def find_accounts(
    tx: Tx, *, words: str, only: AccountsOnly, after: str | None, limit: int
) -> tuple[list[AccountCard], str | None]:
    """A page of accounts whose name, e-mail or id the words mean, newest first, and where the next begins."""
    query = _cards().order_by(account.c.id.desc()).limit(limit + 1)
    if only != "all":
        query = query.where(_SINCE[only].is_not(None))
    if words:
        query = query.where(_matches(words))
    if after is not None:
        if not is_id(after):
            raise BadInput("bad_cursor", field="after")
        query = query.where(account.c.id < after)
    found = [_card(row) for row in tx.execute(query)]
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None


def accounts_by_id(tx: Tx, account_ids: Collection[str]) -> dict[str, AccountCard]:
    """Those of these accounts that exist."""
    known = [one for one in account_ids if is_id(one)]
    return {row.id: _card(row) for row in tx.execute(_cards().where(account.c.id.in_(known)))}


def account_card(tx: Tx, account_id: str) -> AccountCard:
    """One account, or `NotFound`."""
    found = accounts_by_id(tx, [account_id])
    if account_id not in found:
        raise NotFound
    return found[account_id]


def account_named(tx: Tx, name: str) -> AccountCard:
    """The account with this id or e-mail address, or `NotFound`."""
    query = _cards().where(or_(account.c.id == name, account.c.email_key == email_key(name)))
    row = tx.execute(query).one_or_none()
    if row is None:
        raise NotFound
    return _card(row)


def account_totals(tx: Tx) -> AccountTotals:
    """All accounts, counted."""
    counts = select(func.count(), func.count(account.c.operator_since), func.count(account.c.blocked_at))
    return AccountTotals(*tx.execute(counts.select_from(account).where(account.c.deleted_at.is_(None))).one())


def ids_of_accounts_like(tx: Tx, words: str, *, limit: int) -> list[str]:
    """The newest accounts that the words may mean."""
    query = select(account.c.id).where(_matches(words)).order_by(account.c.id.desc()).limit(limit)
    return list(tx.execute(query).scalars())


def _matches(words: str) -> Any:  # noqa: ANN401 - an SQL condition
    return or_(
        account.c.id == words,
        account.c.email_key.contains(email_key(words), autoescape=True),
        account.c.name.icontains(words, autoescape=True),
    )


def _cards() -> Select[Any]:
    seen = select(func.max(account_session.c.last_seen_at)).where(account_session.c.account_id == account.c.id)
    # What is left of deleted ones is nobody's any more.
    return select(account, seen.scalar_subquery().label("last_seen_at")).where(account.c.deleted_at.is_(None))


def _card(row: Row[Any]) -> AccountCard:
    return AccountCard(*(getattr(row, name) for name in AccountCard.__struct_fields__))
