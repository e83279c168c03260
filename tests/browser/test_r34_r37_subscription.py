"""R-34 to R-37: what an owner sees of the subscription, and what happens at its moments."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import ARTIFACTS, NewPerson
from tests.services import wait_until
from tests.serving import Server
from tests.walk import PASSWORD, Owner, answered, client_id, new_browser

DAY = 86_400_000
PLANS = """
trial = "team"
features.hours.en = "Help at night"
[plans.free]
name = { en = "Free", zh-Hans = "免费版" }
[plans.team]
name = { en = "Team", zh-Hans = "团队版" }
description = { en = "For a shop with opening hours.", zh-Hans = "适合有营业时间的店铺。" }
seats = 5
trial_days = 14
grace_days = 7
[[plans.team.prices]]
currency = "EUR"
period = "month"
per_seat = "9.50"
[plans.hotel]
name.en = "Hotel"
features = ["hours"]
[[plans.hotel.prices]]
currency = "EUR"
period = "month"
per_seat = "19"
"""


class Installation:
    """A server with its operator, who grants what owners have bought."""

    def __init__(self, folder: Path) -> None:
        plans = folder / "plans.toml"
        plans.write_text(PLANS, "utf-8")
        settings = {"plans": str(plans), "billing_contact": "sales@desk.example"}
        self.server = Server(folder / "data", settings=settings).start()
        self.url = self.server.url
        self._operator = Owner.sign_up(self.url)

    def owner(self, *colleagues: str) -> Owner:
        """Somebody who owns a project and is no operator, with more administrators."""
        owner = Owner.sign_up(self.url)
        for name in colleagues:
            form = {"client_id": client_id(), "email": f"{name.lower()}@example.com", "name": name}
            answered(owner.browser.post(self.of(owner, "/administrators"), json={**form, "password": PASSWORD}))
        return owner

    def grant(self, owner: Owner, seats: int, *, lasts_ms: int = 30 * DAY, grace_days: int = 7) -> int:
        """Answers when it ends."""
        end = time.time_ns() // 1_000_000 + lasts_ms
        form = {"plan": "team", "seats": seats, "valid_until": end, "grace_days": grace_days}
        where = f"/api/v1/console/installation/projects/{owner.project['id']}/subscription"
        answered(self._operator.browser.post(where, json=form))
        return end

    @staticmethod
    def of(owner: Owner, path: str) -> str:
        return f"/api/v1/console/projects/{owner.project['id']}{path}"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    running = Installation(tmp_path_factory.mktemp("subscription"))
    yield running
    running.server.stop()


def _cookies(installation: Installation, browser: httpx.Client) -> list[Any]:
    return [{"name": one.name, "value": one.value, "url": installation.url} for one in browser.cookies.jar]


def _granted_and_seen(installation: Installation, owner: Owner, *pages: Page) -> int:
    """Grant a period that ends soon, but not before every page shows that it has begun; answers when it ends."""
    for lasts_ms in (10_000, 20_000, 40_000):
        end = installation.grant(owner, 2, lasts_ms=lasts_ms, grace_days=0)
        shown: list[str] = []
        for page in pages:
            page.reload()
            state = page.get_by_role("region", name="Subscription").get_by_text(re.compile("^(Active|Expired)$")).first
            shown.append(state.inner_text())
        if {*shown} == {"Active"}:
            return end
    raise AssertionError(f"the pages took longer than {lasts_ms} ms")


def _at(page: Page, installation: Installation, owner: Owner, path: str = "") -> None:
    """The owner's browser, at a page of their project."""
    page.context.add_cookies(_cookies(installation, owner.browser))
    page.goto(f"{installation.url}/console/projects/{owner.project['id']}{path}")


def test_r34_the_validity_period_and_the_state(installation: Installation, new_person: NewPerson) -> None:
    owner = installation.owner()
    page = new_person()
    _at(page, installation, owner)
    module = page.get_by_role("region", name="Subscription")
    expect(module.get_by_text("Trialing")).to_be_visible()
    expect(module.get_by_text("14 days left")).to_be_visible()
    expect(module.get_by_text("The validity period ends on")).to_be_hidden()
    installation.grant(owner, 10, lasts_ms=14 * DAY)
    page.reload()
    expect(module.get_by_text("The validity period ends on")).to_be_visible()
    installation.grant(owner, 10)
    page.reload()
    expect(module.get_by_text("Active")).to_be_visible()
    expect(module.get_by_text("30 days left")).to_be_visible()
    expect(module.get_by_text("The validity period ends on")).to_be_hidden()


def test_r35_seats_bought_used_pending_remaining_and_who_holds_them(
    installation: Installation, new_person: NewPerson
) -> None:
    owner = installation.owner("Bea", "Cem")
    installation.grant(owner, 10)
    page = new_person(viewport={"width": 1280, "height": 900})
    _at(page, installation, owner)
    module = page.get_by_role("region", name="Subscription")
    for words in ("10 seats bought", "3 used", "0 pending", "7 remaining"):
        expect(module.get_by_text(words)).to_be_visible()
    module.get_by_role("link", name="Manage the subscription").click()

    holders = page.get_by_role("region", name="Who holds the seats")
    expect(holders.get_by_role("listitem")).to_have_count(3)
    expect(holders.get_by_role("listitem").first).to_contain_text(owner.email)
    expect(page.get_by_role("region", name="Plans").get_by_text("€9.50 per seat and month")).to_be_visible()
    _looked_at(page, "subscription")

    # Fewer seats: what that does is said before it is done, and it can be taken back.
    page.get_by_role("button", name="Change seats").click()
    dialog = page.get_by_role("dialog", name="Change seats")
    dialog.get_by_label("Number of seats").fill("2")
    expect(dialog.get_by_text("2 seats instead of 10")).to_be_visible()
    expect(dialog.get_by_text("€19.00 a month instead of €95.00")).to_be_visible()
    expect(dialog.get_by_text("1 person will be without a seat")).to_be_visible()
    expect(dialog.get_by_text("cem@example.com")).to_be_visible()
    _looked_at(page, "subscription-change")
    dialog.get_by_role("button", name="Change", exact=True).dblclick()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("plan Team, 2 seats.").first).to_be_visible()
    expect(page.get_by_text("10 seats bought")).to_be_visible()
    page.get_by_role("button", name="Cancel this change").click()
    expect(page.get_by_text("plan Team, 2 seats.")).to_be_hidden()
    expect(page.get_by_role("region", name="History").get_by_text("Scheduled change cancelled")).to_be_visible()

    # More than that is not an owner's to take here.
    page.get_by_role("button", name="Change seats").click()
    dialog.get_by_label("Number of seats").fill("11")
    expect(dialog.get_by_role("link", name="sales@desk.example")).to_be_visible()
    expect(dialog.get_by_role("button", name="Change", exact=True)).to_be_disabled()


def test_r35_a_stale_form_says_so_and_keeps_what_was_typed(installation: Installation, new_person: NewPerson) -> None:
    owner = installation.owner()
    installation.grant(owner, 10)
    page = new_person()
    _at(page, installation, owner, "/subscription")
    page.get_by_role("button", name="Change seats").click()
    dialog = page.get_by_role("dialog", name="Change seats")
    dialog.get_by_label("Number of seats").fill("4")
    expect(dialog.get_by_text("4 seats instead of 10")).to_be_visible()
    installation.grant(owner, 8)
    dialog.get_by_role("button", name="Change", exact=True).click()
    expect(dialog.get_by_text("Somebody else has changed this meanwhile")).to_be_visible()
    expect(dialog.get_by_label("Number of seats")).to_have_value("4")
    expect(dialog.get_by_text("4 seats instead of 8")).to_be_visible()
    dialog.get_by_role("button", name="Change", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("plan Team, 4 seats.").first).to_be_visible()


def test_r36_a_page_that_is_open_changes_at_the_moment_of_expiry(
    installation: Installation, new_person: NewPerson
) -> None:
    owner = installation.owner("Dora")
    agent = new_browser(installation.url)
    sign_in = {"email": "dora@example.com", "password": PASSWORD}
    answered(agent.post("/api/v1/workspace/session", json=sign_in))
    page, small = new_person(), new_person(viewport={"width": 390, "height": 844}, color_scheme="dark")
    for one in (page, small):
        _at(one, installation, owner)
    end = _granted_and_seen(installation, owner, page, small)
    for one in (page, small):
        module = one.get_by_role("region", name="Subscription")
        expect(module.get_by_text("Expired", exact=True)).to_be_visible()
        expect(module.get_by_text("1 person is without a seat")).to_be_visible()
    assert time.time() * 1000 >= end
    me = f"/api/v1/workspace/{owner.project['id']}/me"
    wait_until(lambda: agent.get(me).status_code == 401, "the session of whoever has no seat to end")
    assert agent.post("/api/v1/workspace/session", json=sign_in).json()["code"] == "no_seat_for_you"
    small.get_by_role("link", name="Manage the subscription").click()
    expect(small.get_by_text("Without a seat", exact=True)).to_be_visible()
    _looked_at(small, "subscription-expired-dark-telephone")
    # The visitor is answered by whoever is left, and the seat comes back by itself.
    widget = f"/api/v1/widget/{owner.project['site_key']}/visitors"
    assert httpx.post(f"{installation.url}{widget}", json={}).is_success
    installation.grant(owner, 2)
    small.reload()
    expect(small.get_by_text("Without a seat", exact=True)).to_be_hidden()
    assert agent.post("/api/v1/workspace/session", json=sign_in).status_code == 200


def test_r36_administrators_are_told_in_the_workspace_too(installation: Installation, new_person: NewPerson) -> None:
    owner = installation.owner()
    installation.grant(owner, 5, lasts_ms=14 * DAY)
    agent = owner.agent()
    page = new_person(viewport={"width": 1280, "height": 800})
    page.context.add_cookies(_cookies(installation, agent.browser))
    page.goto(f"{installation.url}/workspace/{owner.project['id']}/")
    banner = page.get_by_text("The validity period of this project ends on")
    expect(banner).to_be_visible()
    _looked_at(page, "subscription-workspace")
    page.get_by_role("button", name="Hide").click()
    expect(banner).to_be_hidden()
    # It goes and comes with the subscription, while the page is open.
    installation.grant(owner, 5, lasts_ms=1_000, grace_days=0)
    expect(page.get_by_text("The subscription of this project has expired")).to_be_visible()
    installation.grant(owner, 5)
    expect(page.get_by_text("The subscription of this project has expired")).to_be_hidden()


def test_r37_going_over_is_refused_in_words(installation: Installation, new_person: NewPerson) -> None:
    owner = installation.owner("Eve")
    installation.grant(owner, 2)
    page = new_person()
    _at(page, installation, owner)
    management = page.get_by_role("region", name="Management")
    management.get_by_role("button", name="Add administrator").click()
    dialog = page.get_by_role("dialog", name="Add administrator")
    expect(dialog.get_by_text("All seats are taken.")).to_be_visible()
    dialog.get_by_label("Account (e-mail)").fill("fay@example.com")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("All 2 seats are in use.")).to_be_visible()
    expect(dialog.get_by_label("Account (e-mail)")).to_have_value("fay@example.com")


def test_the_subscription_page_in_simplified_chinese(installation: Installation, new_person: NewPerson) -> None:
    owner = installation.owner()
    installation.grant(owner, 3)
    page = new_person(locale="zh-CN", viewport={"width": 390, "height": 844})
    _at(page, installation, owner)
    answered(owner.browser.patch("/api/v1/console/account", json={"language": "zh-Hans"}))
    page.goto(f"{installation.url}/console/projects/{owner.project['id']}/subscription")
    expect(page.get_by_role("heading", name="席位持有者")).to_be_visible()
    expect(page.get_by_text("团队版").first).to_be_visible()
    _looked_at(page, "subscription-zh-telephone")


def _looked_at(page: Page, name: str) -> None:
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"{name}.png", full_page=True)
    assert serious_problems(page) == []
