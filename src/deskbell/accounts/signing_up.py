"""Signing up: an account and its first session, in one transaction."""

from sqlalchemy import insert

from deskbell.accounts.mailed.confirming import ask_to_confirm
from deskbell.accounts.queries import candidate, is_first
from deskbell.accounts.rules import SignUp, may_sign_up
from deskbell.accounts.signing_in import open_session
from deskbell.accounts.tables import Account, Stranger, account
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict, Forbidden
from deskbell.kit.ids import new_id
from deskbell.kit.preferences import readable_language, readable_time_zone
from deskbell.kit.texts import email_key, readable_email, readable_name


def sign_up(  # noqa: PLR0913 - a form's fields, and the settings that decide about it
    tx: Tx,
    stranger: Stranger,
    *,
    setting: SignUp,
    operator_first: bool,
    email: str,
    password_hash: str | None,
    name: str,
    language: str,
    time_zone: str,
    token: str,
    confirmed: bool = False,
) -> Account:
    """Make an account, signed in by `token`. Of many who try to be the first of all, one is.

    `confirmed`: somebody whom we believe says that the address is this person's; otherwise a link is mailed there.
    """
    first = is_first(tx)
    if not may_sign_up(setting, first=first):
        raise Forbidden("sign_up_closed")
    email = readable_email(email)
    if candidate(tx, email_key(email)) is not None:
        raise Conflict("email_taken", field="email")
    made = Account(
        id=new_id(),
        email=email,
        name=readable_name(name),
        language=readable_language(language),
        time_zone=readable_time_zone(time_zone),
        operator=first and operator_first,
        created_at=tx.now,
        email_confirmed=confirmed,
    )
    put_account(tx, made, password_hash=password_hash)
    open_session(tx, stranger, account_id=made.id, token=token)
    note(tx, made.by, "account.created", account_id=made.id)
    ask_to_confirm(tx, made)
    return made


def put_account(tx: Tx, made: Account, *, password_hash: str | None) -> None:
    """Write down a new account."""
    tx.execute(
        insert(account).values(
            id=made.id,
            email=made.email,
            email_key=email_key(made.email),
            password_hash=password_hash,
            name=made.name,
            language=made.language,
            time_zone=made.time_zone,
            operator_since=tx.now if made.operator else None,
            created_at=made.created_at,
            password_changed_at=None if password_hash is None else tx.now,
            email_confirmed_at=tx.now if made.email_confirmed else None,
        )
    )
