"""What is known of a project at the payment provider, which of its events came, and the invoices."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from deskbell.kit.db import Id, Millis, metadata

billing_customer = Table(
    "billing_customer",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    # Theirs, at Stripe.
    Column("customer", String(100), nullable=False),
    Column("subscription", String(100)),
    Column("status", String(32), nullable=False),
    # When Stripe was asked for what is kept: an answer to an earlier question says nothing new.
    Column("asked_at", Millis, nullable=False),
    UniqueConstraint("customer"),
)

billing_event = Table(
    "billing_event",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("type", String(100), nullable=False),
    Column("received_at", Millis, nullable=False),
    Column("project_id", Id),
    # What became of it: "applied", or "ignored" with the reason in the server's log.
    Column("outcome", String(20), nullable=False),
)

# One row: the number of the last invoice or credit note. It is taken in the transaction that writes the document, so
# none is left out.
invoice_counter = Table(
    "invoice_counter",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

invoice = Table(
    "invoice",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("id", Id, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("issued_at", Millis, nullable=False),
    Column("currency", String(3), nullable=False),
    # In the currency's smallest unit.
    Column("total", BigInteger, nullable=False),
    Column("tax", BigInteger, nullable=False),
    Column("lines", Text, nullable=False),
    # Names and addresses as they were then: an invoice does not change with them.
    Column("seller", String(400), nullable=False),
    Column("buyer", String(400), nullable=False),
    Column("project_name", String(80), nullable=False),
    Column("language", String(35), nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("paid_at", Millis),
    Column("cancelled_at", Millis),
    # Of a credit note: the number of the invoice that it takes back, in part or all of it.
    Column("credits", Integer),
    # The provider's own invoice, or an operator's client id: the same one is issued once.
    Column("source", String(100), nullable=False),
    UniqueConstraint("number"),
    UniqueConstraint("source"),
    Index("ix_invoice_credits", "credits"),
)
