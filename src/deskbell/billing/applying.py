"""Applying what Stripe said: a project's subscription follows what is paid, each event once.

What was paid for stays until its period ends, whatever Stripe has fewer of: less is scheduled, never taken at once.
"""

from typing import Literal, TypeAlias

import msgspec
import structlog
from sqlalchemy import insert, select, update

from deskbell.audit import By, note
from deskbell.billing.crediting import Refund, credit
from deskbell.billing.invoicing import Line, NewInvoice, issue_invoice
from deskbell.billing.rules import OWED, PAID, Bought, Snapshot, bought, outcome_of, stands_for
from deskbell.billing.stripe import PaidInvoice
from deskbell.billing.tables import billing_customer, billing_event
from deskbell.kit.catalogue import DEFAULT_LANGUAGE, sentence
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict
from deskbell.projects import owners_to_write_to, projects_by_id
from deskbell.subscriptions import FREE, Wish, cancel_change, change_seats, grant, plans_now, subscription_of

log = structlog.get_logger()

Outcome: TypeAlias = Literal["applied", "ignored", "repeated"]
BY = By("system", None, "Stripe")


class Told(msgspec.Struct, frozen=True):
    """What Stripe said of a project's subscription, and when it was asked. `event` None: nobody told us to ask."""

    project_id: str
    snapshot: Snapshot
    asked_at: int
    event: str | None = None
    type: str = ""
    invoice: PaidInvoice | None = None
    seller: str = ""
    by: By = BY
    # The number of an invoice of Stripe's that could not be paid.
    failed: str = ""
    # What was paid back of the invoice.
    refunds: tuple[Refund, ...] = ()


class Payments(msgspec.Struct, frozen=True):
    """How a project is paid. `possible`: its owners may pay at Stripe; `paying`: they do, `due`: but owe the last time.

    `known`: there is something to look at and change on Stripe's pages.
    """

    possible: bool
    paying: bool
    due: bool
    known: bool


class Customer(msgspec.Struct, frozen=True):
    """A project at Stripe."""

    customer: str
    subscription: str | None
    status: str


def customer_of(tx: Tx, project_id: str) -> Customer | None:
    """The project at Stripe; None when it never began to pay there."""
    columns = (billing_customer.c.customer, billing_customer.c.subscription, billing_customer.c.status)
    row = tx.execute(select(*columns).where(billing_customer.c.project_id == project_id)).one_or_none()
    return None if row is None else Customer(*row)


def payments_of(tx: Tx, project_id: str, *, possible: bool) -> Payments:
    """How the project is paid; `possible`: whether Stripe is set up."""
    known = customer_of(tx, project_id) if possible else None
    if known is None:
        return Payments(possible, paying=False, due=False, known=False)
    return Payments(possible, known.status in PAID | OWED, known.status in OWED, known=True)


def is_known_event(tx: Tx, event: str) -> bool:
    """Whether this event was dealt with."""
    return tx.execute(select(billing_event.c.id).where(billing_event.c.id == event)).first() is not None


def apply_told(tx: Tx, told: Told) -> Outcome:
    """Have the project's subscription be what is paid. The same event again, and older news, change nothing."""
    if told.event is not None and is_known_event(tx, told.event):
        return "repeated"
    outcome = _apply(tx, told)
    if told.event is not None:
        tx.execute(
            insert(billing_event).values(
                id=told.event, type=told.type[:100], received_at=tx.now, project_id=told.project_id, outcome=outcome
            )
        )
    return outcome


def _apply(tx: Tx, told: Told) -> Outcome:
    said = told.snapshot
    if told.project_id not in projects_by_id(tx, [told.project_id]) or said.project_id != told.project_id:
        log.warning("a payment event for no project of ours was ignored", payment_event=told.event)
        return "ignored"
    theirs = select(billing_customer.c.project_id).where(billing_customer.c.customer == said.customer)
    if tx.execute(theirs).scalar_one_or_none() not in {None, told.project_id}:
        log.warning("a payment event for another project was ignored", payment_event=told.event)
        return "ignored"
    if told.invoice is not None:
        lines = [Line(what or _in_words(tx, told.project_id, amount), amount) for what, amount in told.invoice.lines]
        wanted = NewInvoice(
            f"stripe:{told.invoice.id}", told.invoice.currency, lines, told.invoice.tax, told.invoice.paid_at
        )
        issue_invoice(tx, BY, project_id=told.project_id, seller=told.seller, wanted=wanted)
    credited = False
    if told.invoice is not None and told.refunds:
        credited = credit(
            tx, BY, project_id=told.project_id, of=f"stripe:{told.invoice.id}", refunds=list(told.refunds)
        )
    if told.failed:
        note(tx, BY, "invoice.payment_failed", project_id=told.project_id, target=told.failed)
    followed = _remember(tx, told) and _follow(tx, told)
    return "applied" if followed or credited else "ignored"


def _in_words(tx: Tx, project_id: str, amount: int) -> str:
    """What Stripe gave no words for, in the owner's language."""
    owner = next(iter(owners_to_write_to(tx, project_id)), None)
    language = DEFAULT_LANGUAGE if owner is None else owner.language
    return sentence("invoice.discount" if amount < 0 else "invoice.subscription", language)


def _remember(tx: Tx, told: Told) -> bool:
    """Keep what is newest; an answer to an earlier question, or of a subscription that was replaced, is not."""
    said = told.snapshot
    mine = billing_customer.c.project_id == told.project_id
    row = tx.execute(select(billing_customer).where(mine)).one_or_none()
    values = {
        "customer": said.customer, "subscription": said.id, "status": said.status, "asked_at": told.asked_at,
    }  # fmt: skip
    if row is None:
        tx.execute(insert(billing_customer).values(project_id=told.project_id, **values))
        return True
    if row.asked_at > told.asked_at or (row.subscription not in {None, said.id} and said.over):
        return False
    tx.execute(update(billing_customer).where(mine).values(**values))
    return True


def _follow(tx: Tx, told: Told) -> bool:
    said = told.snapshot
    outcome = outcome_of(said, tx.now)
    if outcome == "wait":
        return False
    if outcome == "end":
        try:
            # What was paid is theirs until it ends; what is over falls to the free plan by itself.
            change_seats(tx, told.by, project_id=told.project_id, wish=Wish(seats=1, plan=FREE), paid=True)
        except Conflict:
            return False
        return True
    found = bought(plans_now(), said.price, renews=said.renews)
    if found is None:
        log.error("no plan of the catalogue has this price of Stripe's", price=said.price)
        return False
    try:
        _give(tx, told, found)
    except BadInput as refusal:
        # More seats than the plan has, say: nothing that trying again would mend.
        log.warning("what was paid could not be granted", code=refusal.code, project=told.project_id)
        return False
    return True


def _give(tx: Tx, told: Told, found: Bought) -> None:
    """What is paid now, and from the period's end on what is paid then."""
    said = told.snapshot
    now = subscription_of(tx, told.project_id)
    stands = stands_for(now, said, found.plan, tx.now)
    # One that ends keeps saying that it renews: what follows it is said by what is scheduled.
    has = (now.plan, now.seats, now.valid_until, now.renews or not said.renews)
    if has != (found.plan, stands.seats, said.period_end, True):
        grant(
            tx, told.by, project_id=told.project_id, plan=found.plan, seats=stands.seats,
            valid_until=said.period_end, paid=found.paid,
        )  # fmt: skip
    if stands.later is None:
        cancel_change(tx, told.by, project_id=told.project_id)
    else:
        change_seats(tx, told.by, project_id=told.project_id, wish=stands.later, paid=True)
