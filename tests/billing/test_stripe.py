"""Stripe, by its own library, against a server of its shape: what is paid is granted, in whatever order news comes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from deskbell.kit.db import Database
from deskbell.projects import Owner
from deskbell.subscriptions import plans_now, read_plans, use_plans
from tests.billing.shaped import HOOK, SECRET, Shaped, shaped, signed
from tests.rooms import PASSWORD, Clock, desk, new_account, new_project

PLANS = """
[plans.free]
name = { en = "Free" }
[plans.team]
name = { en = "Team" }
grace_days = 7
max_seats = 50
prices = [{ currency = "EUR", period = "month", per_seat = "9.00", stripe = "price_team" }]
[plans.hotel]
name = { en = "Hotel" }
prices = [{ currency = "EUR", period = "month", per_seat = "19.00", stripe = "price_hotel" }]
"""


@pytest.fixture
def provider() -> Iterator[Shaped]:
    with shaped() as server:
        yield server


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
    with desk(db, **provider.settings()) as browser:
        browser.post("/api/v1/console/session", json={"email": "owner@example.com", "password": PASSWORD})
        yield browser


def tell(browser: TestClient[Litestar], event: str, type_: str, about: dict[str, Any], **how: Any) -> Any:
    unsigned = how.pop("unsigned", False)
    body, headers = signed(event, type_, about, **how)
    if unsigned:
        del headers["stripe-signature"]
    return browser.post(HOOK, content=body, headers=headers)


def shown(browser: TestClient[Litestar], shop: Owner) -> dict[str, Any]:
    return browser.get(f"/api/v1/console/projects/{shop.project_id}").json()["subscription"]


def test_what_is_paid_is_granted_once_in_any_order(
    browser: TestClient[Litestar], provider: Shaped, shop: Owner, clock: Clock
) -> None:
    until = clock.now // 1_000 * 1_000 + 20 * 86_400_000
    mine = provider.subscribed(shop.project_id, until)
    paid = {
        "id": "in_1", "object": "invoice", "currency": "eur", "status": "paid", "total": 7497,
        "total_excluding_tax": 6300,
        "lines": {"data": [{"amount": 6500, "description": "7 seats"}]},
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
    assert bills[0]["lines"] == [{"what": "7 seats", "amount": 6500}, {"what": "Discount", "amount": -200}]

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
    mine = provider.subscribed(shop.project_id, clock.now + 86_400_000)
    answer = tell(browser, "evt_1", "customer.subscription.updated", mine, **how)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_signature")
    assert provider.asked == []
    assert shown(browser, shop)["state"] == "trialing"


def test_another_projects_customer_and_strange_news_change_nothing(
    browser: TestClient[Litestar], provider: Shaped, shop: Owner, db: Database, clock: Clock
) -> None:
    until = clock.now + 86_400_000
    provider.subscribed(shop.project_id, until)
    tell(browser, "evt_1", "customer.subscription.updated", {"id": "sub_1"})
    other = new_project(db, new_account(db, "other@example.com"))
    for event, project_id, price in (
        ("evt_2", other.project_id, "price_team"),
        ("evt_3", "0000000000000000", "price_team"),
        ("evt_4", "../../etc", "price_team"),
        ("evt_5", "", "price_team"),
    ):
        provider.subscribed(project_id, until, id="sub_2", items={"data": [
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
        assert browser.post(f"{here}/checkout", json=wish).json() == {"url": f"{provider.url}/pay"}
    back = f"http://testserver.local/console/projects/{shop.project_id}/subscription"
    assert (provider.sold["success_url"], provider.sold["cancel_url"]) == (
        [f"{back}?payment=done"], [f"{back}?payment=cancelled"],
    )  # fmt: skip
    first, second = (one for one in provider.asked if one[1] == "/v1/checkout/sessions")
    assert first[3] == second[3], "a doubled press is one purchase"
    assert first[2]["line_items[0][price]"] == ["price_team"]
    assert first[2]["subscription_data[metadata][project_id]"] == [shop.project_id]
    for wrong in ({"plan": "free"}, {"seats": 51}, {"currency": "USD"}):
        assert browser.post(f"{here}/checkout", json={**wish, **wrong}).status_code == 400
    assert browser.post(f"{here}/portal").json()["code"] == "no_payments"

    provider.subscribed(shop.project_id, clock.now + 86_400_000)
    tell(browser, "evt_1", "customer.subscription.created", {"id": "sub_1"})
    assert browser.post(f"{here}/checkout", json=wish).json()["code"] == "already_paying"
    assert browser.post(f"{here}/portal").json() == {"url": f"{provider.url}/pay"}


def test_more_is_charged_at_once_and_less_is_scheduled(
    browser: TestClient[Litestar], provider: Shaped, shop: Owner, clock: Clock
) -> None:
    here = f"/api/v1/console/projects/{shop.project_id}/subscription"
    until = clock.now // 1_000 * 1_000 + 10 * 86_400_000
    mine = provider.subscribed(shop.project_id, until)
    tell(browser, "evt_1", "customer.subscription.created", {"id": "sub_1"})
    now = browser.get(here).json()
    assert now["payments"] == {"possible": True, "paying": True, "due": False, "known": True}
    assert (now["may_raise"], now["currency"], now["period"]) == (True, "EUR", "month")

    # Fewer: nothing is credited, and what is paid stays until the period ends.
    less = browser.post(f"{here}/preview", json={"seats": 5}).json()
    assert (less["way"], less["at"], less["charge"], less["may"]) == ("scheduled", until, None, True)
    kept = browser.post(f"{here}/seats", json={"seats": 5, "revision": now["revision"]}).json()
    assert browser.post(f"{here}/seats", json={"seats": 4, "revision": now["revision"]}).json()["code"] == "stale"
    assert (mine["items"]["data"][0]["quantity"], kept["subscription"]["seats"]["bought"]) == (5, 7)
    planned = kept["subscription"]["scheduled"]
    assert (planned["seats"], planned["at"], planned["by"]) == (5, until, "Olga Owner")
    # Stripe tells of it too, twice, and nothing more happens.
    for event in ("evt_2", "evt_3"):
        tell(browser, event, "customer.subscription.updated", mine)
    assert browser.get(here).json()["revision"] == kept["revision"]

    # It is cancelled at both; scheduled again, more is charged from what is paid and not from what is scheduled.
    assert browser.delete(f"{here}/scheduled").json()["subscription"]["scheduled"] is None
    assert mine["items"]["data"][0]["quantity"] == 7
    browser.post(f"{here}/seats", json={"seats": 5})
    more = browser.post(f"{here}/preview", json={"seats": 12}).json()
    assert more["charge"] == {"currency": "EUR", "amount": 5 * 900 // 2}
    provider.declines = True
    assert browser.post(f"{here}/seats", json={"seats": 12}).json()["code"] == "payment_declined"
    assert browser.get(here).json()["subscription"]["scheduled"]["seats"] == 5
    assert mine["items"]["data"][0]["quantity"] == 5
    provider.declines = False
    kept = browser.post(f"{here}/seats", json={"seats": 12}).json()
    assert (kept["subscription"]["seats"]["bought"], kept["subscription"]["scheduled"]) == (12, None)
    assert browser.post(f"{here}/seats", json={"seats": 12, "plan": "hotel"}).json()["subscription"]["plan"] == "hotel"
    assert mine["items"]["data"][0]["price"]["id"] == "price_hotel"

    # Over to the free plan at the end, and not; then fewer, until it is renewed.
    free = browser.post(f"{here}/seats", json={"seats": 1, "plan": "free"}).json()["subscription"]
    assert (mine["cancel_at_period_end"], free["scheduled"]["plan"], free["renews"]) == (True, "free", False)
    assert browser.delete(f"{here}/scheduled").json()["subscription"]["renews"] is True
    browser.post(f"{here}/seats", json={"seats": 9})
    clock.now = until
    mine["items"]["data"][0]["current_period_end"] = until // 1_000 + 30 * 86_400
    tell(browser, "evt_4", "customer.subscription.updated", mine)
    renewed = browser.get(here).json()["subscription"]
    assert (renewed["state"], renewed["seats"]["bought"], renewed["scheduled"]) == ("active", 9, None)

    # Who owes changes nothing before that is settled; the audit log says it.
    mine["status"] = "past_due"
    about = {"id": "in_9", "number": "S-9", "parent": {"subscription_details": {"subscription": "sub_1"}}}
    tell(browser, "evt_5", "invoice.payment_failed", about)
    assert browser.get(here).json()["payments"]["due"] is True
    assert browser.post(f"{here}/seats", json={"seats": 10}).json()["code"] == "payment_due"


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
