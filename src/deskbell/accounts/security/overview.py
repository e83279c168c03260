"""Everything on the security page, from one snapshot."""

import msgspec
from sqlalchemy import select

from deskbell.accounts.openid.linking import IdentityCard, identities_of
from deskbell.accounts.passkeys.keeping import PasskeyCard, passkeys_of
from deskbell.accounts.tables import Account, account, account_email_change, account_totp
from deskbell.accounts.two_step.enabling import recovery_codes_left
from deskbell.kit.db import Tx


class PendingEmail(msgspec.Struct, frozen=True):
    """A new address, and at which of the two the mailed link has been followed."""

    email: str
    old_confirmed: bool
    new_confirmed: bool
    expires_at: int


class Security(msgspec.Struct, frozen=True):
    """How one signs in. `two_step_since` is null where no second step is asked for."""

    has_password: bool
    password_changed_at: int | None
    two_step_since: int | None
    recovery_codes_left: int
    passkeys: list[PasskeyCard]
    identities: list[IdentityCard]
    pending_email: PendingEmail | None


def security_of(tx: Tx, actor: Account) -> Security:
    row = tx.execute(
        select(account.c.password_hash, account.c.password_changed_at).where(account.c.id == actor.id)
    ).one()
    since = tx.execute(select(account_totp.c.confirmed_at).where(account_totp.c.account_id == actor.id)).scalar()
    return Security(
        has_password=row.password_hash is not None,
        password_changed_at=row.password_changed_at,
        two_step_since=since,
        recovery_codes_left=recovery_codes_left(tx, actor.id),
        passkeys=passkeys_of(tx, actor),
        identities=identities_of(tx, actor),
        pending_email=_pending(tx, actor),
    )


def _pending(tx: Tx, actor: Account) -> PendingEmail | None:
    change = account_email_change
    row = tx.execute(select(change).where(change.c.account_id == actor.id, change.c.expires_at > tx.now)).one_or_none()
    if row is None:
        return None
    return PendingEmail(row.email, row.old_confirmed_at is not None, row.new_confirmed_at is not None, row.expires_at)
