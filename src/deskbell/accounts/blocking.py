"""Blocking: an operator keeps an account from signing in, or lets it in again. What it owns goes on meanwhile."""

from sqlalchemy import delete, select, update

from deskbell.accounts.finding import AccountCard, account_card
from deskbell.accounts.tables import Operator, account, account_session
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict, Forbidden
from deskbell.kit.texts import readable_reason


def block_account(tx: Tx, operator: Operator, *, account_id: str, reason: str) -> AccountCard:
    """End the account's sessions and begin no other. An operator must stop being one first."""
    before = account_card(tx, account_id)
    reason = readable_reason(reason)
    if not reason:
        raise BadInput("reason_needed", field="reason")
    if before.operator_since is not None:
        raise Conflict("operator_not_blocked")
    if before.blocked_at is not None:
        return before
    this = update(account).where(account.c.id == account_id)
    tx.execute(this.values(blocked_at=tx.now, blocked_because=reason))
    tx.execute(delete(account_session).where(account_session.c.account_id == account_id))
    note(tx, operator.by, "account.suspended", account_id=account_id, target=before.email, reason=reason)
    return account_card(tx, account_id)


def unblock_account(tx: Tx, operator: Operator, *, account_id: str) -> AccountCard:
    """Let the account sign in again."""
    before = account_card(tx, account_id)
    if before.blocked_at is not None:
        this = update(account).where(account.c.id == account_id)
        tx.execute(this.values(blocked_at=None, blocked_because=None))
        note(tx, operator.by, "account.resumed", account_id=account_id, target=before.email)
    return account_card(tx, account_id)


def require_unblocked(tx: Tx, account_id: str) -> None:
    """Refuse to begin a session for an account that an operator has blocked."""
    query = select(account.c.blocked_at).where(account.c.id == account_id)
    if tx.execute(query).scalar_one() is not None:
        raise Forbidden("account_blocked")
