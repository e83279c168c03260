"""A server of Stripe's shape: it keeps subscriptions, changes them as it is told, and signs what it says of them."""

import json
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import stripe

SECRET = "whsec_test"
HOOK = "/api/v1/billing/stripe/webhook"
PER_SEAT = {"price_team": 900, "price_hotel": 1_900}


class Shaped(ThreadingHTTPServer):
    """What Stripe would keep; requests are noted. `declines`: there is no money on the card."""

    def __init__(self) -> None:
        self.things: dict[str, dict[str, Any]] = {}
        self.asked: list[tuple[str, str, dict[str, list[str]], str | None]] = []
        self.declines = False
        super().__init__(("127.0.0.1", 0), Answering)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def settings(self) -> dict[str, str]:
        """Of a server whose owners pay here."""
        return {"stripe_secret_key": "sk_test_1", "stripe_api_base": self.url, "stripe_webhook_secret": SECRET}

    @property
    def sold(self) -> dict[str, list[str]]:
        """What the newest checkout was asked for."""
        return next(form for _, path, form, _ in reversed(self.asked) if path == "/v1/checkout/sessions")

    def subscribed(self, project_id: str, until: int, seats: int = 7, **more: Any) -> dict[str, Any]:
        """A subscription that a project has from now on; `until` in milliseconds."""
        item = {"id": "si_1", "price": {"id": "price_team"}, "quantity": seats, "current_period_end": until // 1_000}
        made: dict[str, Any] = {
            "id": "sub_1", "object": "subscription", "customer": "cus_1", "status": "active",
            "cancel_at_period_end": False, "metadata": {"project_id": project_id},
            "items": {"object": "list", "data": [item]}, **more,
        }  # fmt: skip
        self.things[made["id"]] = made
        return made

    def paid_back(self, refund: str, amount: int, status: str = "succeeded") -> dict[str, Any]:
        """A refund of the payment `pi_1`, which paid the invoice `in_1`."""
        self.things["ip_1"] = {"id": "ip_1", "invoice": "in_1", "of": ("invoice_payments", "pi_1")}
        made = {"id": refund, "object": "refund", "amount": amount, "created": 1_800_000_100, "status": status}
        self.things[refund] = {**made, "of": ("refunds", "pi_1")}
        return {"id": "ch_1", "object": "charge", "payment_intent": "pi_1"}


class Answering(BaseHTTPRequestHandler):
    server: Shaped  # pyright: ignore[reportIncompatibleVariableOverride] - the one that it is made by

    def do_GET(self) -> None:
        if self.path == "/pay":
            self.say(200, {"page": "where somebody pays"})
        else:
            self.answer({})

    def do_POST(self) -> None:
        self.answer(parse_qs(self.rfile.read(int(self.headers.get("content-length", 0))).decode()))

    def answer(self, form: dict[str, list[str]]) -> None:
        self.server.asked.append((self.command, self.path, form, self.headers.get("idempotency-key")))
        kind, _, name = self.path.removeprefix("/v1/").rpartition("/")
        if kind in {"checkout", "billing_portal"}:
            self.say(200, {"id": "cs_1", "object": f"{kind}.session", "url": f"{self.server.url}/pay"})
        elif name == "create_preview":
            self.say(200, self.previewed(form))
        elif name.startswith(("invoice_payments?", "refunds?")):
            self.say(200, self.listed(name))
        elif (found := self.server.things.get(name)) is None:
            self.say(404, {"error": {"type": "invalid_request_error", "message": "None"}})
        elif self.server.declines and form.get("proration_behavior") == ["always_invoice"]:
            self.say(402, {"error": {"type": "card_error", "code": "card_declined", "message": "Declined"}})
        else:
            if kind == "subscriptions":
                _change(found, form)
            self.say(200, found)

    def previewed(self, form: dict[str, list[str]]) -> dict[str, Any]:
        """Half of the period is left; the next period's own line is no proration."""
        now = self.server.things[form["subscription"][0]]["items"]["data"][0]
        at = "subscription_details[items][0]"
        price = form.get(f"{at}[price]", [now["price"]["id"]])[0]
        cost = PER_SEAT[price] * int(form[f"{at}[quantity]"][0])
        paid = PER_SEAT[now["price"]["id"]] * now["quantity"]
        proration = {"subscription_item_details": {"proration": True}}
        lines = [{"amount": (cost - paid) // 2, "parent": proration}, {"amount": cost, "parent": None}]
        return {"object": "invoice", "lines": {"object": "list", "data": lines}}

    def listed(self, asked: str) -> dict[str, Any]:
        """What belongs to a payment: the invoice that it paid, and what was paid back of it."""
        what, _, query = asked.partition("?")
        payment = parse_qs(query)["payment[payment_intent]" if what == "invoice_payments" else "payment_intent"][0]
        found = [one for one in self.server.things.values() if one.get("of") == (what, payment)]
        return {"object": "list", "data": [{name: one[name] for name in one if name != "of"} for one in found]}

    def say(self, status: int, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its own name
        del format, args


def _change(found: dict[str, Any], form: dict[str, list[str]]) -> None:
    item = found["items"]["data"][0]
    if "items[0][quantity]" in form:
        item["quantity"] = int(form["items[0][quantity]"][0])
    if "items[0][price]" in form:
        item["price"]["id"] = form["items[0][price]"][0]
    if "cancel_at_period_end" in form:
        found["cancel_at_period_end"] = form["cancel_at_period_end"] == ["true"]


@contextmanager
def shaped() -> Generator[Shaped]:
    """Such a server, for a while."""
    server = Shaped()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def signed(
    event: str, type_: str, about: dict[str, Any], *, secret: str = SECRET, at: int | None = None
) -> tuple[str, dict[str, str]]:
    """What Stripe would post, and the headers in which it signs that."""
    said = {"id": event, "object": "event", "type": type_, "created": 1, "data": {"object": about}}
    body = json.dumps(said)
    signature = stripe.WebhookSignature.generate_signature_header(  # pyright: ignore[reportUnknownMemberType] - a gap in its types
        body, secret, int(time.time()) if at is None else at
    )
    return body, {"content-type": "application/json", "stripe-signature": str(signature)}
