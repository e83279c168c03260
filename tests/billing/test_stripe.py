"""Stripe, by its own library, against a server of its shape: what is paid is granted, in whatever order news comes."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import stripe
from litestar import Litestar
from litestar.testing import TestClient

from deskbell.kit.db import Database
from deskbell.projects import Owner
from deskbell.subscriptions import plans_now, read_plans, use_plans
from tests.rooms import PASSWORD, Clock, desk, new_account, new_project

SECRET = "whsec_test"
HOOK = "/api/v1/billing/stripe/webhook"
PLANS = """
[plans.free]
name = { en = "Free" }
[plans.team]
name = { en = "Team" }
grace_days = 7
max_seats = 50
prices = [{ currency = "EUR", period = "month", per_seat = "9.00", stripe = "price_team" }]
"""


class Shaped(ThreadingHTTPServer):
    """What Stripe would keep; requests are noted."""

    def __init__(self) -> None:
        self.things: dict[str, dict[str, Any]] = {}
        self.asked: list[tuple[str, str, dict[str, list[str]], str | None]] = []
        super().__init__(("127.0.0.1", 0), Answering)


class Answering(BaseHTTPRequestHandler):
    server: Shaped  # pyright: ignore[reportIncompatibleVariableOverride] - the one that it is made by

    def do_GET(self) -> None:
        self.answer({})

    def do_POST(self) -> None:
        self.answer(parse_qs(self.rfile.read(int(self.headers.get("content-length", 0))).decode()))

    def answer(self, form: dict[str, list[str]]) -> None:
        self.server.asked.append((self.command, self.path, form, self.headers.get("idempotency-key")))
        kind, _, name = self.path.removeprefix("/v1/").rpartition("/")
        if kind in {"checkout", "billing_portal"}:
            found: dict[str, Any] | None = {"id": "cs_1", "object": f"{kind}.session", "url": "https://pay.example/1"}
        else:
            found = self.server.things.get(name)
        if found and kind == "subscriptions" and "items[0][quantity]" in form:
            found["items"]["data"][0]["quantity"] = int(form["items[0][quantity]"][0])
        body = json.dumps(found or {"error": {"type": "invalid_request_error", "message": "None"}}).encode()
        self.send_response(200 if found else 404)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its own name
        del format, args


@pytest.fixture
def provider() -> Iterator[Shaped]:
    server = Shaped()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def plans(tmp_path: Path) -> Iterator[None]:
    before = plans_now()
    (tmp_path / "plans.toml").write_text(PLANS)
    use_plans(read_plans(str(tmp_path / "plans.toml")))
    yield
    use_plans(before)


@pytest.fixture
def shop(db: Database) -> Owner:
    return new_project(db, new_account(db))


@pytest.fixture
def browser(db: Database, provider: Shaped, shop: Owner) -> Iterator[TestClient[Litestar]]:
    del shop
    given = {"stripe_api_base": f"http://127.0.0.1:{provider.server_port}", "stripe_webhook_secret": SECRET}
    with desk(db, stripe_secret_key="sk_test_1", **given) as browser:
        browser.post("/api/v1/console/session", json={"email": "owner@example.com", "password": PASSWORD})
        yield browser


def subscribed(provider: Shaped, project_id: str, until: int, **more: Any) -> dict[str, Any]:
    item = {"id": "si_1", "price": {"id": "price_team"}, "quantity": 7, "current_period_end": until // 1_000}
    made: dict[str, Any] = {
        "id": "sub_1", "object": "subscription", "customer": "cus_1", "status": "active", "cancel_at_period_end": False,
        "metadata": {"project_id": project_id}, "items": {"object": "list", "data": [item]}, **more,
    }  # fmt: skip
    provider.things[made["id"]] = made
    return made


def tell(browser: TestClient[Litestar], event: str, type_: str, about: dict[str, Any], **how: Any) -> Any:
    said = {"id": event, "object": "event", "type": type_, "created": 1, "data": {"object": about}}
    body = json.dumps(said)
    signature = stripe.WebhookSignature.generate_signature_header(  # pyright: ignore[reportUnknownMemberType] - a gap in its types
        body, how.get("secret", SECRET), how.get("at", int(time.time()))
    )
    headers = {"content-type": "application/json"} | ({} if how.get("unsigned") else {"stripe-signature": signature})
    return browser.post(HOOK, content=body, headers=headers)


def shown(browser: TestClient[Litestar], shop: Owner) -> dict[str, Any]:
    return browser.get(f"/api/v1/console/projects/{shop.project_id}").json()["subscription"]


def test_what_is_paid_is_granted_once_in_any_order(
    browser: TestClient[Litestar], provider: Shaped, shop: Owner, clock: Clock
) -> None:
    until = clock.now // 1_000 * 1_000 + 20 * 86_400_000
    mine = subscribed(provider, shop.project_id, until)
    paid = {
        "id": "in_1", "object": "invoice", "currency": "eur", "status": "paid", "total": 7497,
        "total_excluding_tax": 6300,
        "lines": {"data": [{"amount": 6300, "description": "7 seats"}]},
        "status_transitions": {"paid_at": 1_800_000_000},
        "parent": {"subscription_details": {"subscription": "sub_1"}},
    }  # fmt: skip
    provider.things["in_1"] = paid
    # The last news first, each of them twice, and an old picture in the event itself.
    answer: Any = None
    for _ in range(2):
        tell(browser, "evt_3", "customer.subscription.updated", {**mine, "status": "canceled"})
        tell(browser, "evt_2", "invoice.paid", paid)
        answer = tell(browser, "evt_1", "checkout.session.completed", {"id": "cs_1", "subscription": "sub_1"})
    assert answer.json() == {"outcome": "repeated"}
    now = shown(browser, shop)
    assert (now["plan"], now["state"], now["seats"]["bought"], now["valid_until"]) == ("team", "active", 7, until)
    bills = browser.get(f"/api/v1/console/projects/{shop.project_id}/invoices").json()["items"]
    assert [(one["number"], one["total"], one["tax"], one["currency"]) for one in bills] == [
        ("INV-000001", 7497, 1197, "EUR")
    ]

    # Owed: nothing is taken and nothing given. Cancelled: it ends when what is paid ends.
    provider.things["sub_1"] = {**mine, "status": "past_due"}
    tell(browser, "evt_4", "customer.subscription.updated", mine)
    assert shown(browser, shop)["valid_until"] == until
    provider.things["sub_1"] = {**mine, "status": "canceled"}
    assert tell(browser, "evt_5", "customer.subscription.deleted", mine).json() == {"outcome": "applied"}
    assert shown(browser, shop)["state"] == "active"
    clock.now = until
    assert shown(browser, shop)["state"] == "free"


@pytest.mark.parametrize(
    "how", [{"unsigned": True}, {"secret": "whsec_other"}, {"at": 1_000}], ids=["no", "wrong", "old"]
)
def test_what_stripe_did_not_sign_just_now_is_refused(
    browser: TestClient[Litestar], provider: Shaped, shop: Owner, clock: Clock, how: dict[str, Any]
) -> None:
    mine = subscribed(provider, shop.project_id, clock.now + 86_400_000)
    answer = tell(browser, "evt_1", "customer.subscription.updated", mine, **how)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_signature")
    assert provider.asked == []
    assert shown(browser, shop)["state"] == "trialing"


def test_another_projects_customer_and_strange_news_change_nothing(
    browser: TestClient[Litestar], provider: Shaped, shop: Owner, db: Database, clock: Clock
) -> None:
    until = clock.now + 86_400_000
    subscribed(provider, shop.project_id, until)
    tell(browser, "evt_1", "customer.subscription.updated", {"id": "sub_1"})
    other = new_project(db, new_account(db, "other@example.com"))
    for event, project_id, price in (
        ("evt_2", other.project_id, "price_team"),
        ("evt_3", "0000000000000000", "price_team"),
        ("evt_4", "../../etc", "price_team"),
        ("evt_5", "", "price_team"),
    ):
        subscribed(provider, project_id, until, id="sub_2", items={"data": [
            {"id": "si", "price": {"id": price}, "quantity": 50, "current_period_end": until // 1_000}]})  # fmt: skip
        assert tell(browser, event, "customer.subscription.updated", {"id": "sub_2"}).json() == {"outcome": "ignored"}
    assert tell(browser, "evt_6", "charge.refunded", {"id": "ch_1"}).json() == {"outcome": "ignored"}
    assert tell(browser, "evt_7", "invoice.paid", {"id": "in_x", "parent": None}).json() == {"outcome": "ignored"}
    assert tell(browser, "evt_8", "customer.subscription.updated", {"id": "sub_unknown"}).json() == {
        "outcome": "ignored"
    }
    assert shown(browser, shop)["seats"]["bought"] == 7


def test_checkout_portal_and_seats(browser: TestClient[Litestar], provider: Shaped, shop: Owner, clock: Clock) -> None:
    here = f"/api/v1/console/projects/{shop.project_id}/billing"
    wish = {"client_id": "purchase-1", "plan": "team", "seats": 7, "currency": "EUR", "period": "month"}
    for _ in range(2):
        assert browser.post(f"{here}/checkout", json=wish).json() == {"url": "https://pay.example/1"}
    first, second = (one for one in provider.asked if one[1] == "/v1/checkout/sessions")
    assert first[3] == second[3], "a doubled press is one purchase"
    assert first[2]["line_items[0][price]"] == ["price_team"]
    assert first[2]["subscription_data[metadata][project_id]"] == [shop.project_id]
    for wrong in ({"plan": "free"}, {"seats": 51}, {"currency": "USD"}):
        assert browser.post(f"{here}/checkout", json={**wish, **wrong}).status_code == 400
    assert browser.post(f"{here}/portal").json()["code"] == "no_payments"

    subscribed(provider, shop.project_id, clock.now + 86_400_000)
    tell(browser, "evt_1", "customer.subscription.created", {"id": "sub_1"})
    assert browser.post(f"{here}/checkout", json=wish).json()["code"] == "already_paying"
    assert browser.post(f"{here}/portal").json() == {"url": "https://pay.example/1"}
    assert browser.post(f"{here}/seats", json={"client_id": "seats-0001", "seats": 12}).json() == {"outcome": "applied"}
    assert shown(browser, shop)["seats"]["bought"] == 12


def test_a_provider_that_is_away_is_said_in_words_and_tried_again(db: Database, shop: Owner, clock: Clock) -> None:
    away = {"stripe_secret_key": "sk_test_1", "stripe_api_base": "http://127.0.0.1:9", "stripe_webhook_secret": SECRET}
    with desk(db, **away) as browser:
        answer = tell(browser, "evt_1", "customer.subscription.created", {"id": "sub_1"})
        assert (answer.status_code, answer.json()["code"], answer.json()["retryable"]) == (
            503,
            "payment_unreachable",
            True,
        )
    with desk(db) as browser:
        assert tell(browser, "evt_1", "customer.subscription.created", {"id": "sub_1"}).status_code == 404
    del shop, clock
