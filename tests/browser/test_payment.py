"""Paying at a server of Stripe's shape: an owner buys seats, changes them, keeps the invoices; an operator bills."""

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.billing.shaped import HOOK, Shaped, shaped, signed
from tests.browser.accessibility import serious_problems
from tests.browser.conftest import ARTIFACTS, NewPerson
from tests.serving import Server
from tests.walk import Owner, answered

DAY_S = 86_400
PLANS = """
trial = "team"
[plans.free]
name = { en = "Free", zh-Hans = "免费版" }
[plans.team]
name = { en = "Team", zh-Hans = "团队版" }
seats = 5
trial_days = 14
grace_days = 7
[[plans.team.prices]]
currency = "EUR"
period = "month"
per_seat = "9.00"
stripe = "price_team"
[plans.hotel]
name.en = "Hotel"
[[plans.hotel.prices]]
currency = "EUR"
period = "month"
per_seat = "19.00"
stripe = "price_hotel"
"""


class Till:
    """A server whose owners pay, the provider that they pay at, and who runs it."""

    def __init__(self, server: Server, provider: Shaped) -> None:
        self.url = server.url
        self.provider = provider
        self.operator = Owner.sign_up(server.url)
        self._events = 0

    def tell(self, type_: str, about: dict[str, Any]) -> None:
        self._events += 1
        body, headers = signed(f"evt_{self._events}", type_, about)
        answered(httpx.post(f"{self.url}{HOOK}", content=body, headers=headers))

    def pay(self, project_id: str, seats: int) -> None:
        """What happens at Stripe when somebody has paid for a month."""
        now = int(time.time())
        self.provider.subscribed(project_id, (now + 30 * DAY_S) * 1_000, seats)
        bill = {
            "id": "in_1", "object": "invoice", "currency": "eur", "status": "paid", "total": 900 * seats,
            "lines": {"data": [{"amount": 900 * seats, "description": f"{seats} seats, Team"}]},
            "status_transitions": {"paid_at": now}, "parent": {"subscription_details": {"subscription": "sub_1"}},
        }  # fmt: skip
        self.provider.things["in_1"] = bill
        self.tell("invoice.paid", bill)
        self.tell("checkout.session.completed", {"id": "cs_1", "subscription": "sub_1"})


@pytest.fixture(scope="module")
def till(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    folder = tmp_path_factory.mktemp("payment")
    plans = folder / "plans.toml"
    plans.write_text(PLANS, "utf-8")
    with shaped() as provider:
        server = Server(folder / "data", settings={"plans": str(plans), **provider.settings()}).start()
        yield Till(server, provider)
        server.stop()


def entered(page: Page, who: Owner, path: str) -> Page:
    cookies = [{"name": one.name, "value": str(one.value), "url": who.url} for one in who.browser.cookies.jar]
    page.context.add_cookies(cookies)  # pyright: ignore[reportArgumentType] - dicts of its shape
    page.goto(f"{who.url}/console{path}")
    return page


def looked_at(page: Page, name: str) -> None:
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"payment-{name}.png", full_page=True)
    assert serious_problems(page) == []


def test_an_owner_pays_changes_seats_and_keeps_the_invoice(till: Till, new_person: NewPerson) -> None:
    owner = Owner.sign_up(till.url)
    project = owner.project["id"]
    where = f"/projects/{project}/subscription"
    page = entered(new_person(viewport={"width": 1280, "height": 900}), owner, where)
    module = page.get_by_role("region", name="Subscription")
    expect(module.get_by_text("5 seats to try")).to_be_visible()
    expect(page.get_by_text("No invoices yet")).to_be_visible()
    module.get_by_role("button", name="Pay", exact=True).click()
    dialog = page.get_by_role("dialog", name="Pay for seats")
    dialog.get_by_label("Number of seats").fill("7")
    expect(dialog.get_by_text("€63.00 a month")).to_be_visible()
    looked_at(page, "pay")
    dialog.get_by_role("button", name="Go on to Stripe").dblclick()
    page.wait_for_url(f"{till.provider.url}/pay")
    assert till.provider.sold["line_items[0][quantity]"] == ["7"]

    # Left there before the end; then paid, and the page waits for what Stripe says.
    page.goto(till.provider.sold["cancel_url"][0])
    expect(page.get_by_text("Nothing was paid")).to_be_visible()
    page.goto(till.provider.sold["success_url"][0])
    expect(page.get_by_text("We are waiting for Stripe")).to_be_visible()
    expect(module.get_by_role("button", name="Pay", exact=True)).to_be_hidden()
    looked_at(page, "waiting")
    till.pay(project, 7)
    expect(page.get_by_text("The payment has arrived: plan Team, 7 seats.")).to_be_visible()
    page.get_by_role("button", name="Hide").click()
    expect(module.get_by_text("7 seats bought")).to_be_visible()
    row = page.get_by_role("table", name="Invoices").get_by_role("row").nth(1)
    for words in ("INV-000001", "7 seats, Team", "€63.00", "Paid"):
        expect(row).to_contain_text(words)
    with page.expect_download() as kept:
        row.get_by_role("link", name="PDF INV-000001").click()
    assert kept.value.path().read_bytes().startswith(b"%PDF")

    _changes_seats(till, page)
    small = new_person(viewport={"width": 390, "height": 844}, color_scheme="dark")
    entered(small, owner, where)
    expect(small.get_by_role("table", name="Invoices")).to_be_visible()
    looked_at(small, "paying-dark-telephone")


def _changes_seats(till: Till, page: Page) -> None:
    """More is charged at once, as Stripe counts it; less comes at the end of what is paid, and can be cancelled."""
    module = page.get_by_role("region", name="Subscription")
    module.get_by_role("button", name="Change seats").click()
    dialog = page.get_by_role("dialog", name="Change seats")
    dialog.get_by_label("Number of seats").fill("9")
    expect(dialog.get_by_text("Charged at once for the rest of the period: €9.00.")).to_be_visible()
    looked_at(page, "change")
    dialog.get_by_role("button", name="Change", exact=True).click()
    expect(module.get_by_text("9 seats bought")).to_be_visible()
    module.get_by_role("button", name="Change seats").click()
    dialog.get_by_label("Number of seats").fill("4")
    expect(dialog.get_by_text("4 seats instead of 9")).to_be_visible()
    dialog.get_by_role("button", name="Change", exact=True).click()
    expect(module.get_by_text("plan Team, 4 seats.")).to_be_visible()
    page.get_by_role("button", name="Cancel this change").click()
    expect(module.get_by_text("plan Team, 4 seats.")).to_be_hidden()
    looked_at(page, "paying")
    module.get_by_role("button", name="Manage payment").click()
    page.wait_for_url(f"{till.provider.url}/pay")


def test_an_operator_issues_settles_and_cancels_invoices(till: Till, new_person: NewPerson) -> None:
    owner = Owner.sign_up(till.url)
    project = owner.project["id"]
    page = entered(
        new_person(viewport={"width": 1280, "height": 900}), till.operator, f"/installation/projects/{project}"
    )
    bills = page.get_by_role("region", name="Invoices")
    dialog = page.get_by_role("dialog")
    for what, amount in (("Ten seats <b>for</b> a year", "119,00"), ("By mistake", "5")):
        bills.get_by_role("button", name="Issue an invoice").click()
        dialog.get_by_role("button", name="Issue an invoice").click()
        expect(dialog.get_by_text("Say what it is for")).to_be_visible()
        dialog.get_by_label("What it is for").fill(what)
        dialog.get_by_label("Amount to pay, with tax").fill(amount)
        dialog.get_by_label("Tax in it").fill("119")
        if amount == "5":
            dialog.get_by_role("button", name="Issue an invoice").click()
            expect(dialog.get_by_text("The tax is part of the amount")).to_be_visible()
            looked_at(page, "issue")
        dialog.get_by_label("Tax in it").fill("")
        dialog.get_by_role("button", name="Issue an invoice").dblclick()
        expect(bills.get_by_role("row").filter(has_text=what)).to_contain_text("Open")
    for deed, what, after in (
        ("Mark as paid", "Ten seats <b>for</b> a year", "Paid"), ("Cancel invoice", "By mistake", "Cancelled"),
    ):  # fmt: skip
        row = bills.get_by_role("row").filter(has_text=what)
        row.get_by_role("button", name="What to do with the invoice").click()
        page.get_by_role("menuitem", name=deed).click()
        dialog.get_by_role("button", name=deed).dblclick()
        expect(row).to_contain_text(after)
    expect(bills.get_by_role("row")).to_have_count(3)
    looked_at(page, "operator")

    small = entered(
        new_person(viewport={"width": 390, "height": 844}, locale="zh-CN"), owner, f"/projects/{project}/subscription"
    )
    answered(owner.browser.patch("/api/v1/console/account", json={"language": "zh-Hans"}))
    small.reload()
    expect(small.get_by_role("table", name="发票").get_by_text("€119.00")).to_be_visible()
    looked_at(small, "zh-telephone")
