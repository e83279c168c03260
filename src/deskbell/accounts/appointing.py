"""Appointing: who administers the installation. There is always somebody."""

from sqlalchemy import func, select, update

from deskbell.accounts.finding import AccountCard, account_card
from deskbell.accounts.tables import Operator, account
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict


def make_operator(tx: Tx, operator: Operator, *, account_id: str) -> AccountCard:
    """Have the account administer the installation too."""
    before = account_card(tx, account_id)
    if before.blocked_at is not None:
        raise Conflict("blocked_not_operator")
    if before.operator_since is None:
        tx.execute(update(account).where(account.c.id == account_id).values(operator_since=tx.now))
        note(tx, operator.by, "account.operator_granted", account_id=account_id, target=before.email)
    return account_card(tx, account_id)


def dismiss_operator(tx: Tx, operator: Operator, *, account_id: str) -> AccountCard:
    """Have the account administer its own projects alone. The last operator stays."""
    before = account_card(tx, account_id)
    if before.operator_since is not None:
        if tx.execute(select(func.count(account.c.operator_since))).scalar_one() == 1:
            raise Conflict("last_operator")
        tx.execute(update(account).where(account.c.id == account_id).values(operator_since=None))
        note(tx, operator.by, "account.operator_revoked", account_id=account_id, target=before.email)
    return account_card(tx, account_id)
