"""Who a provider's people are here: found, linked while signed in, or new."""

import msgspec
from sqlalchemy import ColumnElement, delete, insert, select, update

from deskbell.accounts.openid.provider import Identity
from deskbell.accounts.queries import candidate_by_id
from deskbell.accounts.rules import SignUp
from deskbell.accounts.signing_in import begin_session, prove_again
from deskbell.accounts.signing_up import sign_up
from deskbell.accounts.tables import Account, Stranger, account_identity
from deskbell.accounts.ways_in import require_another_way_in
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict, NotFound, Refusal
from deskbell.kit.ids import new_id

_identity = account_identity


class IdentityCard(msgspec.Struct, frozen=True):
    """A provider that one signs in with, and who one is there."""

    id: str
    provider: str
    email: str
    created_at: int
    last_used_at: int


def identities_of(tx: Tx, actor: Account) -> list[IdentityCard]:
    mine = select(_identity).where(_identity.c.account_id == actor.id).order_by(_identity.c.id)
    return [IdentityCard(row.id, row.provider, row.email, row.created_at, row.last_used_at) for row in tx.execute(mine)]


def sign_in_by_identity(  # noqa: PLR0913 - who it is, and the settings that decide whether somebody new may come
    tx: Tx,
    stranger: Stranger,
    *,
    identity: Identity,
    token: str,
    setting: SignUp,
    operator_first: bool,
    language: str,
    time_zone: str,
) -> Account:
    """Begin a session for whom the provider named, or make their account. An address that is taken links nothing."""
    account_id = account_of_identity(tx, identity)
    if account_id is not None:
        _note_use(tx, identity)
        proved = candidate_by_id(tx, account_id)
        return begin_session(tx, stranger, proved=proved, token=token, how=identity.provider)
    if not identity.email:
        raise BadInput("openid_no_email")
    try:
        made = sign_up(
            tx,
            stranger,
            setting=setting,
            operator_first=operator_first,
            email=identity.email,
            password_hash=None,
            name=identity.name or identity.email.partition("@")[0],
            language=language,
            time_zone=time_zone,
            token=token,
            confirmed=identity.confirmed,
        )
    except Refusal as refusal:
        if refusal.code == "email_taken":
            raise Conflict("openid_email_taken", email=identity.email) from refusal
        raise
    _keep(tx, made, identity)
    return made


def link_identity(tx: Tx, actor: Account, *, identity: Identity) -> None:
    """Let the provider's word open the account of whoever is signed in. Linked already is as good."""
    whose = account_of_identity(tx, identity)
    if whose is not None:
        if whose != actor.id:
            raise Conflict("identity_taken")
        return
    mine = (_identity.c.account_id == actor.id) & (_identity.c.provider == identity.provider)
    if tx.execute(select(_identity.c.id).where(mine)).first() is not None:
        raise Conflict("provider_linked")
    _keep(tx, actor, identity)
    note(tx, actor.by, "account.identity_linked", account_id=actor.id, target=identity.provider)


def prove_by_identity(tx: Tx, actor: Account, *, identity: Identity, token: str) -> None:
    """Note that the person is here, when the provider means the same one."""
    if account_of_identity(tx, identity) != actor.id:
        raise Conflict("identity_taken")
    _note_use(tx, identity)
    prove_again(tx, actor, token=token)


def unlink_identity(tx: Tx, actor: Account, *, identity_id: str) -> None:
    """Let the provider's word open nothing any more, unless nothing else lets the person in."""
    this = (_identity.c.account_id == actor.id) & (_identity.c.id == identity_id)
    row = tx.execute(select(_identity.c.provider).where(this)).one_or_none()
    if row is None:
        raise NotFound
    require_another_way_in(tx, actor.id)
    tx.execute(delete(_identity).where(this))
    note(tx, actor.by, "account.identity_unlinked", account_id=actor.id, target=row.provider)


def account_of_identity(tx: Tx, identity: Identity) -> str | None:
    """Whose account the provider's person is linked to."""
    return tx.execute(select(_identity.c.account_id).where(_same(identity))).scalar()


def _same(identity: Identity) -> ColumnElement[bool]:
    return (_identity.c.issuer == identity.issuer) & (_identity.c.subject == identity.subject)


def _note_use(tx: Tx, identity: Identity) -> None:
    tx.execute(update(_identity).where(_same(identity)).values(last_used_at=tx.now, email=identity.email))


def _keep(tx: Tx, of: Account, identity: Identity) -> None:
    tx.execute(
        insert(_identity).values(
            id=new_id(),
            account_id=of.id,
            issuer=identity.issuer,
            subject=identity.subject,
            provider=identity.provider,
            email=identity.email,
            created_at=tx.now,
            last_used_at=tx.now,
        )
    )
