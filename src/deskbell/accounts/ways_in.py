"""The ways into an account: a password, passkeys, providers. The last one stays."""

from sqlalchemy import func, select

from deskbell.accounts.tables import account, account_identity, account_passkey
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict


def require_another_way_in(tx: Tx, account_id: str) -> None:
    """Refuse to take away what alone lets the person in."""
    with_password = select(func.count(account.c.password_hash)).where(account.c.id == account_id)
    passkeys = select(func.count()).select_from(account_passkey).where(account_passkey.c.account_id == account_id)
    identities = select(func.count()).select_from(account_identity).where(account_identity.c.account_id == account_id)
    if sum(tx.execute(one).scalar_one() for one in (with_password, passkeys, identities)) <= 1:
        raise Conflict("last_way_in")
