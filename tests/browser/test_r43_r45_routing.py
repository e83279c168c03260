"""R-43 to R-45: conversations are assigned within limits, others queue and are picked up; and the hours of the desk."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import ARTIFACTS, NewPerson
from tests.browser.shop import Shop, sign_in
from tests.serving import Server

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PICTURES = ARTIFACTS / "routing"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = Server(tmp_path_factory.mktemp("routing"), settings={"arrivals_per_minute": "10000"}).start()
    yield server.url
    server.stop()


def looked_at(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
    assert serious_problems(page) == []


def limit(anna: Page, shop: Shop, most: int) -> None:
    team = f"{shop.url}/api/v1/workspace/{shop.id}/team/agents"
    who = anna.request.get(team).json()["items"][0]["id"]
    changed = anna.request.patch(f"{team}/{who}", data={"conversation_limit": most}, headers={"origin": shop.url})
    assert changed.ok, changed.text()


def test_r43_r44_r45_within_the_limit_it_is_assigned_else_it_queues_and_is_picked_up(
    url: str, new_person: NewPerson
) -> None:
    shop = Shop(url)
    anna, guest = new_person(**DESKTOP), new_person(**TELEPHONE)
    sign_in(anna, shop)
    expect(anna.get_by_role("link", name="Settings")).to_be_visible()
    limit(anna, shop, 1)

    # somebody is free, so it is theirs, and the details say why.
    shop.visitor("Vera", "Do you ship to Norway?")
    row = anna.get_by_role("main").get_by_text("Vera").first
    expect(row).to_be_visible()
    row.click()
    expect(anna.get_by_text("Rounds: Anna Berg had 0 of 1, the fewest")).to_be_visible()
    expect(anna.get_by_text("Awaiting reply").first).to_be_visible()

    # nobody is free, so it queues, and the visitor learns the place.
    guest.goto(f"{url}/chat/{shop.site_key}")
    guest.get_by_label("Write a message").fill("Is the tea in stock?")
    guest.get_by_label("Write a message").press("Enter")
    expect(guest.get_by_text("You are next.")).to_be_visible()
    looked_at(guest, "queue")

    # Anna picks it up by hand, over her limit.
    anna.goto(f"{url}/workspace/{shop.id}/queuing")
    anna.get_by_role("main").get_by_text("Is the tea in stock?").first.click()
    anna.get_by_role("button", name="Claim").click()
    expect(guest.get_by_text("Anna Berg has your message")).to_be_visible()
    expect(guest.get_by_text("You are next.")).to_be_hidden()


def test_an_administrator_settles_routing_and_hours_and_visitors_read_when_the_team_is_back(
    url: str, new_person: NewPerson
) -> None:
    shop = Shop(url)
    anna, guest = new_person(**DESKTOP), new_person(**TELEPHONE, timezone_id="Asia/Tokyo")
    sign_in(anna, shop)
    anna.get_by_role("link", name="Settings").click()
    expect(anna.get_by_label("Project name")).to_have_value("Blue Bicycle Shop")
    looked_at(anna, "general")

    anna.get_by_role("link", name="Routing").click()
    anna.get_by_label("Minutes for the first reply").fill("soon")
    anna.get_by_role("button", name="Save").click()
    expect(anna.get_by_text("Enter a whole number.")).to_be_visible()
    anna.get_by_label("Minutes for the first reply").fill("5")
    # Somebody else is faster: what was typed stays, and the next press replaces theirs.
    settings = f"{url}/api/v1/workspace/{shop.id}/settings/routing"
    theirs = anna.request.get(settings).json()["routing"] | {"queue_limit": 9, "version": 0}
    assert anna.request.put(settings, data=theirs, headers={"origin": url}).ok
    anna.get_by_role("button", name="Save").click()
    expect(anna.get_by_text("Anna Berg has changed this meanwhile")).to_be_visible()
    looked_at(anna, "stale")
    anna.get_by_role("button", name="Save").click()
    expect(anna.get_by_text("Settings saved.")).to_be_visible()
    assert anna.request.get(settings).json()["routing"]["first_reply_minutes"] == 5

    anna.get_by_role("link", name="Business hours").click()
    anna.get_by_label("We keep business hours").check()
    # Closed all week but on one special day far away: whenever this runs, nobody is there.
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        anna.get_by_role("button", name=f"Take out {day}").click()
    anna.get_by_role("button", name="Add days").click()
    anna.get_by_label("Name", exact=True).fill("Open house")
    anna.get_by_label("From", exact=True).fill("2026-01-01")
    anna.get_by_role("button", name="Add times to Open house").click()
    looked_at(anna, "hours")
    anna.get_by_role("button", name="Save").click()
    expect(anna.get_by_text("Settings saved.").last).to_be_visible()
    guest.goto(f"{url}/chat/{shop.site_key}")
    expect(guest.get_by_text("Nobody is here right now.")).to_be_visible()

    # What opens in six hours by the project's clock is told in the visitor's own time, nine hours ahead of it.
    hours = f"{url}/api/v1/workspace/{shop.id}/settings/hours"
    opens = datetime.now(UTC) + timedelta(hours=6)
    week = [[{"opens": f"{opens:%H}:00", "closes": f"{opens:%H}:01"}]] * 7
    wanted = anna.request.get(hours).json()["hours"] | {"week": week, "special": [], "assign_outside": False}
    assert anna.request.put(hours, data={"hours": wanted}, headers={"origin": url}).ok
    guest.reload()
    back = guest.get_by_text(f"back on {opens + timedelta(hours=9):%A}")
    expect(back).to_contain_text(re.compile(rf"\b{(opens.hour + 9) % 12 or 12}:00"))
    expect(guest.get_by_text("Away right now")).to_be_visible()
    looked_at(guest, "closed")
    guest.get_by_label("Write a message").fill("Are you there?")
    guest.get_by_label("Write a message").press("Enter")
    expect(back).to_be_visible()
    looked_at(guest, "closed-queue")
