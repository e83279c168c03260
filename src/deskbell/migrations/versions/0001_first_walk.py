"""The tables of the first walk: accounts, projects, subscriptions, teams, visitors, conversations and the log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", ID, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("operator_since", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email_key", name=op.f("uq_account_email_key")),
    )
    op.create_table(
        "conversation_count",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("assignee_id", ID, nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "assignee_id", "status", name=op.f("pk_conversation_count")),
    )
    op.create_table(
        "fact",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("pos", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("visitor_id", ID, nullable=True),
        sa.Column("ts", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("project_id", "pos", name=op.f("pk_fact")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_fact_visitor", "fact", ["project_id", "visitor_id", "pos"], unique=False)
    op.create_table(
        "feed",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("head", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_feed")),
    )
    op.create_table(
        "lease",
        sa.Column("holder_id", ID, nullable=False),
        sa.Column("node", sa.String(length=32), nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("holder_id", "node", name=op.f("pk_lease")),
    )
    op.create_index("ix_lease_expires", "lease", ["expires_at"], unique=False)
    op.create_index("ix_lease_project", "lease", ["project_id", "kind"], unique=False)
    op.create_table(
        "message",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("pos", sa.BigInteger(), nullable=False),
        sa.Column("ts", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.BigInteger(), nullable=False),
        sa.Column("author_kind", sa.String(length=8), nullable=False),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("author_name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=True),
        sa.Column("system", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("project_id", "conversation_id", "seq", name=op.f("pk_message")),
        sqlite_with_rowid=False,
    )
    op.create_index("uq_message_client", "message", ["project_id", "author_id", "client_id"], unique=True)
    op.create_table(
        "read_mark",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("agent_id", ID, nullable=False),
        sa.Column("delivered", sa.BigInteger(), nullable=False),
        sa.Column("read", sa.BigInteger(), nullable=False),
        sa.Column("read_count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "conversation_id", "agent_id", name=op.f("pk_read_mark")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "account_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_seen_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("user_agent", sa.String(length=400), nullable=False),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_session_account_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_account_session")),
    )
    op.create_index("ix_account_session_account", "account_session", ["account_id"], unique=False)
    op.create_table(
        "project",
        sa.Column("id", ID, nullable=False),
        sa.Column("site_key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("default_language", sa.String(length=35), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("request_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_project_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("created_by", "client_id", name=op.f("uq_project_created_by_client_id")),
        sa.UniqueConstraint("site_key", name=op.f("uq_project_site_key")),
    )
    op.create_table(
        "agent",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("password_changed_at", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("availability", sa.String(length=8), nullable=False),
        sa.Column("conversation_limit", sa.Integer(), nullable=False),
        sa.Column("last_assigned_at", sa.BigInteger(), nullable=True),
        sa.Column("last_sign_in_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("disabled_at", sa.BigInteger(), nullable=True),
        sa.Column("client_id", sa.String(length=64), nullable=True),
        sa.Column("request_digest", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_agent_project_id")),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_agent")),
        sa.UniqueConstraint("project_id", "client_id", name=op.f("uq_agent_project_id_client_id")),
        sa.UniqueConstraint("project_id", "email_key", name=op.f("uq_agent_project_id_email_key")),
    )
    op.create_index("ix_agent_email_key", "agent", ["email_key"], unique=False)
    op.create_table(
        "project_owner",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_project_owner_account_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_owner_project_id")),
        sa.PrimaryKeyConstraint("project_id", "account_id", name=op.f("pk_project_owner")),
    )
    op.create_index("ix_project_owner_account", "project_owner", ["account_id", "project_id"], unique=False)
    op.create_table(
        "subscription",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("plan", sa.String(length=32), nullable=False),
        sa.Column("trial_started_at", sa.BigInteger(), nullable=False),
        sa.Column("trial_ends_at", sa.BigInteger(), nullable=False),
        sa.Column("trial_seats", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.BigInteger(), nullable=True),
        sa.Column("valid_until", sa.BigInteger(), nullable=True),
        sa.Column("grace_until", sa.BigInteger(), nullable=True),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_subscription_project_id")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_subscription")),
    )
    op.create_table(
        "visitor",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=True),
        sa.Column("page_url", sa.Text(), nullable=True),
        sa.Column("page_title", sa.String(length=200), nullable=True),
        sa.Column("referrer", sa.Text(), nullable=True),
        sa.Column("user_agent", sa.String(length=400), nullable=False),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_seen_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_visitor_project_id")),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_visitor")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_visitor_token_hash")),
    )
    op.create_index("ix_visitor_seen", "visitor", ["project_id", "last_seen_at"], unique=False)
    op.create_table(
        "agent_session",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("agent_id", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_seen_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("user_agent", sa.String(length=400), nullable=False),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "agent_id"],
            ["agent.project_id", "agent.id"],
            name=op.f("fk_agent_session_project_id_agent_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_agent_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_agent_session_token_hash")),
    )
    op.create_index("ix_agent_session_agent", "agent_session", ["project_id", "agent_id"], unique=False)
    op.create_table(
        "conversation",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("visitor_id", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("assignee_id", ID, nullable=True),
        sa.Column("assignee_name", sa.String(length=80), nullable=True),
        sa.Column("assigned_why", sa.Text(), nullable=True),
        sa.Column("received_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("waiting_since", sa.BigInteger(), nullable=True),
        sa.Column("last_ts", sa.BigInteger(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("message_count", sa.BigInteger(), nullable=False),
        sa.Column("last_message", sa.Text(), nullable=True),
        sa.Column("last_message_at", sa.BigInteger(), nullable=False),
        sa.Column("team_delivered", sa.BigInteger(), nullable=False),
        sa.Column("team_read", sa.BigInteger(), nullable=False),
        sa.Column("visitor_delivered", sa.BigInteger(), nullable=False),
        sa.Column("visitor_read", sa.BigInteger(), nullable=False),
        sa.Column("visitor_read_count", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "visitor_id"],
            ["visitor.project_id", "visitor.id"],
            name=op.f("fk_conversation_project_id_visitor_id"),
        ),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_conversation")),
    )
    op.create_index("ix_conversation_all", "conversation", ["project_id", "last_message_at", "id"], unique=False)
    op.create_index(
        "ix_conversation_mine",
        "conversation",
        ["project_id", "assignee_id", "last_message_at", "id"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(
        "ix_conversation_open",
        "conversation",
        ["project_id", "last_message_at", "id"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(
        "ix_conversation_status",
        "conversation",
        ["project_id", "status", "last_message_at", "id"],
        unique=False,
    )
    op.create_index("ix_conversation_visitor", "conversation", ["project_id", "visitor_id", "id"], unique=False)
    op.create_index(
        "ix_conversation_waiting",
        "conversation",
        ["project_id", "status", "waiting_since", "id"],
        unique=False,
        sqlite_where=sa.text("waiting_since IS NOT NULL"),
        postgresql_where=sa.text("waiting_since IS NOT NULL"),
    )
