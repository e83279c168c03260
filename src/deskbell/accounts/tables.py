"""The account's tables, and who acts: an account, or a stranger who is about to become one."""

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint

from deskbell.audit import By
from deskbell.kit.db import Id, Millis, metadata

account = Table(
    "account",
    metadata,
    Column("id", Id, primary_key=True),
    Column("email", String(254), nullable=False),
    Column("email_key", String(254), nullable=False),
    # Null: signs in with a passkey or by a provider.
    Column("password_hash", String(200)),
    Column("password_changed_at", Millis),
    # When a link that was mailed there was followed; null: nobody knows whose address it is.
    Column("email_confirmed_at", Millis),
    Column("name", String(80), nullable=False),
    Column("language", String(35), nullable=False),
    Column("time_zone", String(64), nullable=False),
    # Since when this account administers the installation; null: it does not.
    Column("operator_since", Millis),
    # Since when an operator keeps it from signing in, and why; null: it may.
    Column("blocked_at", Millis),
    Column("blocked_because", String(200)),
    Column("created_at", Millis, nullable=False),
    # When it will be deleted, if its person does not come back before.
    Column("deletes_at", Millis),
    # What others refer to stays, without anything of the person.
    Column("deleted_at", Millis),
    UniqueConstraint("email_key"),
    Index("ix_account_deletes", "deletes_at"),
)

account_session = Table(
    "account_session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account_id", Id, ForeignKey("account.id"), nullable=False),
    Column("created_at", Millis, nullable=False),
    Column("last_seen_at", Millis, nullable=False),
    Column("expires_at", Millis, nullable=False),
    Column("user_agent", String(400), nullable=False),
    Column("ip", String(45), nullable=False),
    # When whoever holds it last proved to be the account's person; null: longer ago than anybody asks.
    Column("proved_at", Millis),
    Index("ix_account_session_account", "account_id"),
)

# Links that were mailed; the newest for each purpose, until it is used.
account_link = Table(
    "account_link",
    metadata,
    Column("account_id", Id, ForeignKey("account.id"), primary_key=True),
    Column("purpose", String(16), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    # Where it was sent to; once the account's address is another one, it opens nothing.
    Column("email_key", String(254), nullable=False),
    Column("expires_at", Millis, nullable=False),
    UniqueConstraint("token_hash"),
)

# A new address that waits for links mailed to both to be followed.
account_email_change = Table(
    "account_email_change",
    metadata,
    Column("account_id", Id, ForeignKey("account.id"), primary_key=True),
    Column("email", String(254), nullable=False),
    Column("old_token_hash", String(64), nullable=False),
    Column("new_token_hash", String(64), nullable=False),
    Column("old_confirmed_at", Millis),
    Column("new_confirmed_at", Millis),
    Column("expires_at", Millis, nullable=False),
    UniqueConstraint("old_token_hash"),
    UniqueConstraint("new_token_hash"),
)

# An authenticator app: its secret sealed with the installation's key.
account_totp = Table(
    "account_totp",
    metadata,
    Column("account_id", Id, ForeignKey("account.id"), primary_key=True),
    Column("sealed_secret", String(400), nullable=False),
    # Since when codes are asked for; null: begun, and no code was typed yet.
    Column("confirmed_at", Millis),
    # The last half minute whose code was used: none opens anything twice.
    Column("last_step", Millis, nullable=False),
)

account_recovery_code = Table(
    "account_recovery_code",
    metadata,
    Column("account_id", Id, ForeignKey("account.id"), primary_key=True),
    Column("code_hash", String(64), primary_key=True),
)

account_passkey = Table(
    "account_passkey",
    metadata,
    Column("id", Id, primary_key=True),
    Column("account_id", Id, ForeignKey("account.id"), nullable=False),
    Column("credential_id", String(1400), nullable=False),
    Column("public_key", Text, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("name", String(80), nullable=False),
    Column("created_at", Millis, nullable=False),
    Column("last_used_at", Millis),
    UniqueConstraint("credential_id"),
    Index("ix_account_passkey_account", "account_id"),
)

# Challenges that have been answered: a second answer to the same one is a copy.
account_spent_challenge = Table(
    "account_spent_challenge",
    metadata,
    Column("challenge_hash", String(64), primary_key=True),
    Column("expires_at", Millis, nullable=False),
)

# Who an OpenID provider says somebody is: by its issuer and its own name for them, never by their address.
account_identity = Table(
    "account_identity",
    metadata,
    Column("id", Id, primary_key=True),
    Column("account_id", Id, ForeignKey("account.id"), nullable=False),
    Column("issuer", String(300), nullable=False),
    Column("subject", String(255), nullable=False),
    Column("provider", String(40), nullable=False),
    Column("email", String(254), nullable=False),
    Column("created_at", Millis, nullable=False),
    Column("last_used_at", Millis, nullable=False),
    UniqueConstraint("issuer", "subject"),
    Index("ix_account_identity_account", "account_id"),
)


class Account(msgspec.Struct, frozen=True):
    """Somebody signed in to the Console."""

    id: str
    email: str
    name: str
    language: str
    time_zone: str
    operator: bool
    created_at: int
    email_confirmed: bool = False
    deletes_at: int | None = None

    @property
    def project_id(self) -> str:
        """None: what an account writes for itself is a matter of the installation."""
        return ""

    @property
    def by(self) -> By:
        """The account as the audit log names it."""
        return By("account", self.id, self.name)


class Operator(msgspec.Struct, frozen=True):
    """Somebody who administers the installation: an account's, or the command line on its machine.

    `project_id` is the project that they act upon, or nothing: the installation itself.
    """

    account_id: str | None
    name: str
    project_id: str = ""

    @property
    def by(self) -> By:
        """The operator as the audit log names them."""
        return By("operator", self.account_id, self.name)


class Stranger(msgspec.Struct, frozen=True):
    """A browser that has not said who it is, or not proved it."""

    ip: str
    user_agent: str

    @property
    def project_id(self) -> str:
        """None: whether somebody is the first of all is decided for the whole installation."""
        return ""

    def by(self, email: str) -> By:
        """The stranger as the audit log names them: by the e-mail address that they gave."""
        return By("stranger", None, email)
