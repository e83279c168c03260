"""Reports: the figures are those of what was done, each opens its conversations, and they leave as a file."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.shop import Visitor
from tests.services import wait_until
from tests.serving import Server
from tests.walk import Agent, Owner, client_id


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = Server(tmp_path_factory.mktemp("reports"), settings={"sign_up": "open"}).start()
    yield server.url
    server.stop()


def enter(page: Page, url: str, agent: Agent) -> None:
    name, _, value = agent.cookie.partition("=")
    page.context.add_cookies([{"name": name, "value": value, "url": url}])
    page.goto(f"{url}/workspace/{agent.project_id}/")
    page.get_by_role("link", name="Reports").click()


def tile(page: Page, label: str) -> Locator:
    return page.get_by_role("group", name=label, exact=True)


def test_reports_say_what_was_done_and_open_the_conversations_behind_each_number(desk: str, person: Page) -> None:
    owner = Owner.sign_up(desk)
    agent = owner.agent()
    # Away: or routing would hand out what shall wait.
    agent.browser.patch(f"/api/v1/workspace/{agent.project_id}/me", json={"availability": "away"}).raise_for_status()
    enter(person, desk, agent)
    expect(person.get_by_text("Nothing to report yet")).to_be_visible()

    key = owner.project["site_key"]
    answered = Visitor(desk, key, "Mei Lin", "Is it green?").conversation
    Visitor(desk, key, "=Ben", "Where is it?")
    agent.post(f"/conversations/{answered}/messages", {"client_id": client_id(), "text": "It is."})
    agent.post(f"/conversations/{answered}/close")

    main = person.get_by_role("main")

    now = datetime.now(UTC)
    days = {"first": f"{now - timedelta(days=1):%Y-%m-%d}", "last": f"{now + timedelta(days=1):%Y-%m-%d}"}
    wait_until(lambda: agent.get("/reports/figures", **days)["now"]["closed"] == 1, "the figures")
    person.reload()
    expect(tile(person, "Started")).to_contain_text("2")
    expect(tile(person, "Closed")).to_contain_text("1")
    expect(tile(person, "Never answered")).to_contain_text("1")
    expect(tile(person, "Messages")).to_contain_text("2 by visitors, 1 by the team")
    assert serious_problems(person) == []
    person.get_by_label("Period").select_option(label="Today")
    expect(person).to_have_url(f"{desk}/workspace/{agent.project_id}/reports/history?range=today")
    expect(main.get_by_role("row", name="Olga Owner").get_by_role("link", name="1", exact=True)).to_have_count(3)

    tile(person, "Started").get_by_role("link", name="2").click()
    expect(main.get_by_role("row", name="Mei Lin")).to_be_visible()
    expect(main.get_by_role("row", name="=Ben")).to_be_visible()
    assert serious_problems(person) == []
    with person.expect_download() as taken:
        main.get_by_role("link", name="Download CSV").click()
    lines = Path(taken.value.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + 2
    assert any('"\'=Ben"' in line for line in lines)
    main.get_by_role("link", name="Mei Lin").click()
    expect(person.get_by_role("log").get_by_text("It is.")).to_be_visible()
    person.go_back()
    person.go_back()
    expect(main.get_by_role("heading", name="By agent")).to_be_visible()

    person.get_by_role("link", name="Live", exact=True).click()
    waiting = tile(person, "Waiting now")
    expect(waiting).to_contain_text("1")
    Visitor(desk, key, "Zoë", "Hello?")
    expect(waiting).to_contain_text("2")
    expect(tile(person, "Longest wait")).to_contain_text(re.compile(r"\d"))
