"""Paying at Stripe, for the owners of a project, and what Stripe tells us. Changes: the subscription's own routes."""

import asyncio
from typing import Annotated

import msgspec
import structlog
from litestar import Router, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.accounts import Account, provide_account
from deskbell.audit import note
from deskbell.billing.applying import Outcome, Told, apply_told, customer_of, is_known_event
from deskbell.billing.paying.refunds import refunded_invoice, refunds_of
from deskbell.billing.paying.selling import checkout, portal
from deskbell.billing.rules import OWED, PAID
from deskbell.billing.stripe import is_set_up, paid_invoice, snapshot_of, verified
from deskbell.kit.clock import system_clock
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import BadInput, Conflict
from deskbell.kit.http import Ask, own_address, refuses
from deskbell.kit.ids import is_id, request_digest
from deskbell.kit.texts import readable_client_id, short
from deskbell.projects import Owner, owner_of
from deskbell.settings import Settings
from deskbell.subscriptions import plans_now

log = structlog.get_logger()

Text = Annotated[str, Meta(max_length=1_000)]
Db = NamedDependency[Database]
Me = NamedDependency[Account]
Set = NamedDependency[Settings]
_HEARD = ("checkout.session.completed", "customer.subscription.", "invoice.", "charge.refund", "refund.")


class Purchase(msgspec.Struct):
    """What is to be bought: a price of the plan catalogue, for so many seats."""

    client_id: Text
    plan: Text
    seats: int
    currency: Text
    period: Text


class Elsewhere(msgspec.Struct):
    """Where to go on: a page of Stripe's."""

    url: str


class Heard(msgspec.Struct):
    """What became of an event."""

    outcome: Outcome


@post(
    "/projects/{project_id:str}/billing/checkout",
    status_code=200,
    responses=refuses(409),
    operation_id="start_checkout",
    summary="Begin to pay for a project at Stripe",
)
async def buy(
    request: Ask, project_id: FromPath[str], account: Me, db: Db, settings: Set, data: JSONBody[Purchase]
) -> Elsewhere:
    owner = await db.read(owner_of, account, project_id)
    if not is_set_up(settings):
        raise Conflict("no_payments")
    key = readable_client_id(data.client_id)
    known = await db.read(customer_of, project_id)
    if known is not None and known.status in PAID | OWED:
        raise Conflict("already_paying")
    price = _price_of(data)
    back = f"{own_address(request, settings.public_url)}/console/projects/{project_id}/subscription"
    wanted = request_digest(project_id, key, price, str(data.seats))
    url = await checkout(
        settings,
        {"customer": known.customer} if known else {"customer_email": account.email},
        project_id=project_id, price=price, seats=data.seats, back=back, key=wanted,
    )  # fmt: skip
    await db.write(_began, owner, data)
    return Elsewhere(url)


@post(
    "/projects/{project_id:str}/billing/portal",
    status_code=200,
    responses=refuses(409),
    operation_id="open_portal",
    summary="See payments and change how a project is paid, at Stripe",
)
async def manage(request: Ask, project_id: FromPath[str], account: Me, db: Db, settings: Set) -> Elsewhere:
    await db.read(owner_of, account, project_id)
    known = await db.read(customer_of, project_id)
    if known is None or not is_set_up(settings):
        raise Conflict("no_payments")
    back = f"{own_address(request, settings.public_url)}/console/projects/{project_id}/subscription"
    return Elsewhere(await portal(settings, customer=known.customer, back=back))


@post(
    "/stripe/webhook",
    status_code=200,
    responses=refuses(400, 404, 409),
    operation_id="stripe_webhook",
    summary="Stripe tells what was paid; signed, and acted upon once",
)
async def webhook(request: Ask, db: Db, settings: Set) -> Heard:
    body = await request.body()
    event = await asyncio.to_thread(verified, body, request.headers.get("stripe-signature", ""), settings)
    if await db.read(is_known_event, event.id):
        return Heard("repeated")
    paid = await refunded_invoice(event.payment, settings) if event.payment else None
    subscription = paid.subscription if paid else event.subscription
    if subscription is None or not event.type.startswith(_HEARD):
        return Heard("ignored")
    refunds = await refunds_of(event.payment, settings) if event.payment else []
    asked_at = system_clock()
    said = await snapshot_of(subscription, settings)
    if said is None or not is_id(said.project_id):
        log.warning("a payment event for no project of ours was ignored", payment_event=event.id)
        return Heard("ignored")
    if event.type == "invoice.paid":
        paid = await paid_invoice(str(event.about.get("id")), settings)
    seller = settings.invoice_seller.replace("\\n", "\n")
    failed = short(str(event.about.get("number") or "?"), 40) if event.type == "invoice.payment_failed" else ""
    told = Told(
        said.project_id, said, asked_at, event.id, event.type, paid, seller, failed=failed, refunds=tuple(refunds)
    )
    return Heard(await db.write(apply_told, told))


def _began(tx: Tx, owner: Owner, wanted: Purchase) -> None:
    note(
        tx, owner.by, "subscription.checkout_started",
        project_id=owner.project_id, plan=short(wanted.plan, 40), seats=wanted.seats,
    )  # fmt: skip


def _price_of(wanted: Purchase) -> str:
    """Stripe's name of the price, as the plan catalogue has it."""
    plan = plans_now().plans.get(wanted.plan)
    if plan is not None and plan.offered:
        if not 1 <= wanted.seats <= plan.max_seats:
            raise BadInput("bad_seats", field="seats", max=plan.max_seats)
        for one in plan.prices:
            if one.stripe and (one.currency, one.period) == (wanted.currency, wanted.period):
                return one.stripe
    raise BadInput("unknown_plan", field="plan", plan=short(wanted.plan, 40))


owners = Router(
    "/api/v1/console",
    route_handlers=[buy, manage],
    dependencies={"account": Provide(provide_account)},
    cache_control=CacheControlHeader(no_store=True),
    tags=["Console: billing"],
)
provider = Router("/api/v1/billing", route_handlers=[webhook], tags=["Billing"])
