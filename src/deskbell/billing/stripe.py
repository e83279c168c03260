"""Stripe: asked in threads, with time limits; its answers are read into our own structs.

Nothing is taken from what an event says happened but which subscription or invoice it is about: that is asked for, so
that events may come late, twice and in any order.
"""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import structlog

from deskbell.billing.rules import Snapshot
from deskbell.kit.errors import BadInput, Conflict, NotFound, Unavailable
from deskbell.settings import Settings

log = structlog.get_logger()
T = TypeVar("T")

TOLERANCE_S = 300
_TIMEOUT_S = 10


class Event(msgspec.Struct, frozen=True):
    """An event as Stripe signs it; `about` is the object that it is about."""

    id: str
    type: str
    about: dict[str, Any]

    @property
    def subscription(self) -> str | None:
        """The subscription that it is about, if it is about one."""
        if self.type.startswith("customer.subscription."):
            found = self.about.get("id")
        elif self.type.startswith("invoice."):
            parent = self.about.get("parent")
            details = parent.get("subscription_details") if isinstance(parent, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType] - JSON of any shape
            found = details.get("subscription") if isinstance(details, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType] - JSON of any shape
        else:
            found = self.about.get("subscription")
        return found if isinstance(found, str) and found else None  # pyright: ignore[reportUnknownVariableType] - it is a text

    @property
    def payment(self) -> str | None:
        """The payment of which something was paid back, if it is about that."""
        found = self.about.get("payment_intent")
        about_refunds = self.type.startswith(("charge.refund", "refund."))
        return found if about_refunds and isinstance(found, str) and found else None


class PaidInvoice(msgspec.Struct, frozen=True):
    """An invoice at Stripe that was paid. Amounts in the currency's smallest unit; a line may have no words."""

    id: str
    currency: str
    total: int
    tax: int
    lines: list[tuple[str, int]]
    paid_at: int
    subscription: str | None = None


def is_set_up(settings: Settings) -> bool:
    """Whether owners may pay at Stripe."""
    return bool(settings.stripe_secret_key)


def verified(body: bytes, signature: str, settings: Settings) -> Event:
    """The event in a signed body. `NotFound` where Stripe is not set up, `BadInput` for what it has not just signed."""
    if not settings.stripe_webhook_secret:
        raise NotFound
    import stripe  # noqa: PLC0415 - loaded by whoever uses it

    try:
        stripe.WebhookSignature.verify_header(  # pyright: ignore[reportUnknownMemberType] - a gap in Stripe's types
            body, signature, settings.stripe_webhook_secret, TOLERANCE_S
        )
        raw = msgspec.json.decode(body, type=_RawEvent)
    except (stripe.SignatureVerificationError, UnicodeDecodeError, msgspec.DecodeError) as error:
        log.warning("a payment event was refused", reason=type(error).__name__)
        raise BadInput("bad_signature") from error
    return Event(raw.id, raw.type, raw.data.object)


async def snapshot_of(subscription: str, settings: Settings) -> Snapshot | None:
    """The subscription as it is now; None when Stripe knows none of that name."""
    found = await asked(settings, lambda client: client.v1.subscriptions.retrieve(subscription))
    return None if found is None else read_snapshot(found)


async def paid_invoice(invoice: str, settings: Settings) -> PaidInvoice | None:
    """The invoice if it is paid; None otherwise."""
    found = await asked(settings, lambda client: client.v1.invoices.retrieve(invoice))
    if found is None:
        return None
    raw = msgspec.convert(found, _RawInvoice)
    if raw.status != "paid":
        return None
    tax = raw.total - (raw.total if raw.total_excluding_tax is None else raw.total_excluding_tax)
    lines = [(one.description or "", one.amount) for one in raw.lines.data]
    gap = raw.total - tax - sum(amount for _, amount in lines)
    if gap or not lines:
        # Discounts, or prices that hold their tax: the lines must add up to what was paid.
        lines.append(("", gap))
    paid_at = raw.status_transitions.paid_at * 1_000
    subscription = raw.parent.subscription_details.subscription if raw.parent else None
    return PaidInvoice(raw.id, raw.currency.upper(), raw.total, tax, lines, paid_at, subscription)


async def asked(settings: Settings, question: Callable[[Any], Any]) -> dict[str, Any] | None:
    """What Stripe answers, as plain JSON; None when it knows nothing of that name. Refusals come in our words."""
    if not is_set_up(settings):
        raise NotFound
    return await asyncio.to_thread(_ask, settings, question)


def _ask(settings: Settings, question: Callable[[Any], Any]) -> dict[str, Any] | None:
    import stripe  # noqa: PLC0415 - loaded by whoever uses it

    client = stripe.StripeClient(
        settings.stripe_secret_key,
        base_addresses={"api": settings.stripe_api_base},
        max_network_retries=1,
        http_client=stripe.RequestsClient(timeout=_TIMEOUT_S),
    )
    try:
        return msgspec.json.decode(str(question(client)))
    except stripe.InvalidRequestError as error:
        if error.http_status == 404:  # noqa: PLR2004 - not found, there
            return None
        log.warning("Stripe refused a request", problem=error.user_message or error.code)
        raise Conflict("payment_refused") from error
    except stripe.CardError as error:
        raise Conflict("payment_declined") from error
    except (stripe.APIConnectionError, stripe.RateLimitError, stripe.APIError) as error:
        log.warning("Stripe cannot be reached", problem=type(error).__name__)
        raise Unavailable("payment_unreachable", retry_after_ms=5_000) from error
    except stripe.StripeError as error:
        # A wrong key, for one: ours to mend, and nothing that its message says is for the reader.
        log.warning("Stripe refused a request", problem=type(error).__name__)
        raise Unavailable("payment_unreachable", retry_after_ms=60_000) from error


def read_snapshot(found: dict[str, Any]) -> Snapshot:
    """A subscription of Stripe's, in our own words."""
    raw = msgspec.convert(found, _RawSubscription)
    item = raw.items.data[0]
    return Snapshot(
        id=raw.id,
        customer=raw.customer,
        project_id=raw.metadata.get("project_id", ""),
        status=raw.status,
        price=item.price.id,
        quantity=item.quantity,
        period_end=item.current_period_end * 1_000,
        renews=not raw.cancel_at_period_end,
    )


class _RawData(msgspec.Struct):
    object: dict[str, Any]


class _RawEvent(msgspec.Struct):
    id: str
    type: str
    data: _RawData


class _RawPrice(msgspec.Struct):
    id: str


class _RawItem(msgspec.Struct):
    price: _RawPrice
    current_period_end: int
    quantity: int = 1


class _RawItems(msgspec.Struct):
    data: list[_RawItem]


class _RawSubscription(msgspec.Struct):
    id: str
    customer: str
    status: str
    items: _RawItems
    metadata: dict[str, str] = {}
    cancel_at_period_end: bool = False


class _RawLine(msgspec.Struct):
    amount: int
    description: str | None = None


class _RawLines(msgspec.Struct):
    data: list[_RawLine]


class _RawTransitions(msgspec.Struct):
    paid_at: int


class _RawDetails(msgspec.Struct):
    subscription: str | None = None


class _RawParent(msgspec.Struct):
    subscription_details: _RawDetails = msgspec.field(default_factory=_RawDetails)


class _RawInvoice(msgspec.Struct):
    id: str
    currency: str
    status: str
    total: int
    lines: _RawLines
    status_transitions: _RawTransitions
    total_excluding_tax: int | None = None
    parent: _RawParent | None = None
