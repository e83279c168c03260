"""Keys to an account: confirmed addresses, mailed links, authenticator apps, passkeys, providers; and leaving."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")
OWNED = ["account_id"], ["account.id"]


def upgrade() -> None:
    _let_the_password_be_absent()
    for name in ("password_changed_at", "email_confirmed_at", "deletes_at", "deleted_at"):
        op.add_column("account", sa.Column(name, sa.BigInteger()))
    op.create_index("ix_account_deletes", "account", ["deletes_at"])
    op.add_column("account_session", sa.Column("proved_at", sa.BigInteger()))
    op.create_table(
        "account_link",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("email_key", sa.String(254), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "purpose", name=op.f("pk_account_link")),
        sa.ForeignKeyConstraint(*OWNED, name=op.f("fk_account_link_account_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_link_token_hash")),
    )
    op.create_table(
        "account_email_change",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("old_token_hash", sa.String(64), nullable=False),
        sa.Column("new_token_hash", sa.String(64), nullable=False),
        sa.Column("old_confirmed_at", sa.BigInteger()),
        sa.Column("new_confirmed_at", sa.BigInteger()),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_email_change")),
        sa.ForeignKeyConstraint(*OWNED, name=op.f("fk_account_email_change_account_id")),
        sa.UniqueConstraint("old_token_hash", name=op.f("uq_account_email_change_old_token_hash")),
        sa.UniqueConstraint("new_token_hash", name=op.f("uq_account_email_change_new_token_hash")),
    )
    op.create_table(
        "account_totp",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("sealed_secret", sa.String(400), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger()),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_totp")),
        sa.ForeignKeyConstraint(*OWNED, name=op.f("fk_account_totp_account_id")),
    )
    op.create_table(
        "account_recovery_code",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "code_hash", name=op.f("pk_account_recovery_code")),
        sa.ForeignKeyConstraint(*OWNED, name=op.f("fk_account_recovery_code_account_id")),
    )
    op.create_table(
        "account_passkey",
        sa.Column("id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("credential_id", sa.String(1400), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_passkey")),
        sa.ForeignKeyConstraint(*OWNED, name=op.f("fk_account_passkey_account_id")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_account_passkey_credential_id")),
    )
    op.create_index("ix_account_passkey_account", "account_passkey", ["account_id"])
    op.create_table(
        "account_spent_challenge",
        sa.Column("challenge_hash", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("challenge_hash", name=op.f("pk_account_spent_challenge")),
    )
    op.create_table(
        "account_identity",
        sa.Column("id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("provider", sa.String(40), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_identity")),
        sa.ForeignKeyConstraint(*OWNED, name=op.f("fk_account_identity_account_id")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_account_identity_issuer_subject")),
    )
    op.create_index("ix_account_identity_account", "account_identity", ["account_id"])


def _let_the_password_be_absent() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("account", "password_hash", nullable=True)
        return
    # SQLite cannot change a column, and making the table anew would take away what others refer to.
    op.add_column("account", sa.Column("password_hash_or_not", sa.String(200)))
    op.execute("UPDATE account SET password_hash_or_not = password_hash")
    op.execute("ALTER TABLE account DROP COLUMN password_hash")
    op.execute("ALTER TABLE account RENAME COLUMN password_hash_or_not TO password_hash")
