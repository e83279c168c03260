"""The account's tables, and who acts: an account, or a stranger who is about to become one."""

import msgspec
from sqlalchemy import Column, ForeignKey, Index, String, Table, UniqueConstraint

from deskbell.audit import By
from deskbell.kit.db import Id, Millis, metadata

account = Table(
    "account",
    metadata,
    Column("id", Id, primary_key=True),
    Column("email", String(254), nullable=False),
    Column("email_key", String(254), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("name", String(80), nullable=False),
    Column("language", String(35), nullable=False),
    Column("time_zone", String(64), nullable=False),
    # Since when this account administers the installation; null: it does not.
    Column("operator_since", Millis),
    # Since when an operator keeps it from signing in, and why; null: it may.
    Column("blocked_at", Millis),
    Column("blocked_because", String(200)),
    Column("created_at", Millis, nullable=False),
    UniqueConstraint("email_key"),
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
    Index("ix_account_session_account", "account_id"),
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
