"""Conversations on the move, with two agents: given to each other and to groups, set aside, many at once, blocked."""

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import ARTIFACTS, NewPerson
from tests.browser.shop import Shop, Visitor, sign_in
from tests.services import wait_until
from tests.serving import Server

# What fades in is not yet as it is meant to be seen.
DESKTOP = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
PICTURES = ARTIFACTS / "moving"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = Server(tmp_path_factory.mktemp("data"), settings={"arrivals_per_minute": "10000"}).start()
    yield server.url
    server.stop()


def looked_at(page: Page, name: str) -> None:
    """Take a picture for people, and have what a screen reader needs checked."""
    assert serious_problems(page) == []
    page.screenshot(path=PICTURES / f"{name}.png")


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("link", name=name)


def do(page: Page, deed: str) -> None:
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name=deed).click()


def ask(page: Page, shop: Shop, visitor: Visitor, what: str, body: dict[str, Any]) -> None:
    path = f"{shop.url}/api/v1/workspace/{shop.id}/conversations/{visitor.conversation}/{what}"
    assert page.request.post(path, data=body).ok


def test_two_agents_give_conversations_to_each_other_and_to_groups(url: str, new_person: NewPerson) -> None:
    shop = Shop(url)
    shop.step_away()
    email, password = shop.add_colleague("Tom Reed")
    shop.step_away(email, password)
    anna, tom = new_person(**DESKTOP), new_person(**DESKTOP, color_scheme="dark")
    sign_in(anna, shop, at="team")
    sign_in(tom, shop, email=email, password=password)

    # A group, made where the team is looked after.
    anna.get_by_role("button", name="New group").click()
    dialog = anna.get_by_role("dialog")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Enter a name.")).to_be_visible()
    dialog.get_by_label("Name of the group").fill("Sales")
    dialog.get_by_label("Tom Reed").check()
    looked_at(anna, "group")
    dialog.get_by_role("button", name="Save").dblclick()
    groups = anna.get_by_role("region", name="Groups")
    expect(groups.get_by_role("listitem")).to_have_text("SalesTom Reed")
    looked_at(anna, "team")

    mei = shop.visitor("Mei Lin", "Do you ship to Norway?")
    anna.get_by_role("link", name="Conversations", exact=True).click()
    anna.keyboard.press("2")
    row(anna, "Mei Lin").click()
    anna.keyboard.press("c")
    expect(anna.get_by_text("Anna Berg takes care")).to_be_visible()

    # Both give it to somebody at once: the second is told who has it.
    tom.keyboard.press("6")
    row(tom, "Mei Lin").click()
    tom.keyboard.press("a")
    expect(tom.get_by_role("dialog").get_by_role("radio").first).to_be_visible()
    looked_at(tom, "assign-dark")
    anna.keyboard.press("a")
    anna.get_by_role("dialog").get_by_label("Note for the team").fill("Tom knows the prices for Norway.")
    anna.get_by_label("Find an agent or a group").fill("tom")
    anna.keyboard.press("Enter")
    expect(anna.get_by_text("Tom knows the prices for Norway.")).to_be_visible()
    expect(anna.get_by_text("Anna Berg gave this conversation to Tom Reed")).to_be_visible()
    tom.get_by_role("dialog").get_by_label("Sales").check()
    tom.get_by_role("button", name="Assign", exact=True).click()
    expect(tom.get_by_role("alert").get_by_text("Tom Reed has")).to_be_visible()
    tom.get_by_role("dialog").get_by_label("Sales").check()
    tom.get_by_role("button", name="Assign", exact=True).click()
    expect(anna.get_by_text("For the group Sales")).to_be_visible()
    expect(anna.get_by_text("Tom Reed put this conversation into the queue")).to_be_visible()
    assert mei.heard() == ["Do you ship to Norway?"]

    # What one puts back waits for everybody.
    expect(tom.get_by_role("dialog")).to_be_hidden()
    tom.keyboard.press("c")
    expect(tom.get_by_text("Yours")).to_be_visible()
    tom.keyboard.press("u")
    expect(tom.get_by_text("Unassigned").first).to_be_visible()


def test_what_is_set_aside_comes_back_by_itself(url: str, new_person: NewPerson) -> None:
    shop = Shop(url)
    shop.step_away()
    mei = shop.visitor("Mei Lin", "I shall send the number tomorrow.")
    anna = new_person(**DESKTOP)
    sign_in(anna, shop, at="queuing")
    row(anna, "Mei Lin").click()
    anna.keyboard.press("z")
    dialog = anna.get_by_role("dialog", name="Set aside until when?")
    dialog.get_by_label("Another time").check()
    dialog.get_by_label("Date and time").fill("2020-01-01T09:00")
    dialog.get_by_role("button", name="Set aside").click()
    expect(dialog.get_by_text("This time is over already.")).to_be_visible()
    looked_at(anna, "snooze")
    dialog.get_by_label("Tomorrow").check()
    dialog.get_by_role("button", name="Set aside").click()
    expect(anna.get_by_text("Anna Berg set this conversation aside")).to_be_visible()
    anna.keyboard.press("5")
    expect(row(anna, "Mei Lin")).to_contain_text("Until")
    row(anna, "Mei Lin").click()
    looked_at(anna, "pending")
    do(anna, "Take up now")
    expect(anna.get_by_text("Anna Berg took this conversation up again")).to_be_visible()

    ask(anna, shop, mei, "snooze", {"until": time.time_ns() // 1_000_000 + 2_000})
    expect(anna.get_by_text("The time has come: this conversation is back")).to_be_visible(timeout=60_000)
    assert mei.heard() == ["I shall send the number tomorrow."]


def test_many_are_closed_at_once_and_brought_back(url: str, new_person: NewPerson) -> None:
    shop = Shop(url)
    shop.step_away()
    names = ["Mei Lin", "Omar Said", "Nina Koch", "Yuki Abe"]
    for name in names:
        shop.visitor(name, "Hello?")
    anna = new_person(**DESKTOP)
    sign_in(anna, shop, at="queuing")
    row(anna, "Nina Koch").focus()
    anna.keyboard.press("x")
    expect(anna.get_by_text("Selected: 1")).to_be_visible()
    anna.get_by_role("button", name="Select all").click()
    expect(anna.get_by_text("Selected: 4")).to_be_visible()
    anna.get_by_label("Select the conversation with Yuki Abe").uncheck()
    looked_at(anna, "bulk")
    anna.get_by_role("button", name="Close").click()
    expect(anna.get_by_text("Conversations closed: 3")).to_be_visible()
    expect(anna.locator("[data-count=closed]")).to_have_text("3")
    anna.get_by_role("button", name="Undo").click()
    expect(anna.get_by_text("Brought back as they were: 3")).to_be_visible()
    expect(anna.locator("[data-count=queuing]")).to_have_text("4")
    for name in names:
        expect(row(anna, name)).to_be_visible()
    anna.set_viewport_size({"width": 390, "height": 844})
    anna.get_by_role("button", name="Select conversations").click()
    anna.get_by_label("Select the conversation with Mei Lin").check()
    looked_at(anna, "bulk-telephone")


def test_whoever_is_blocked_is_out_at_once_and_may_be_let_in_again(url: str, new_person: NewPerson) -> None:
    shop = Shop(url)
    shop.step_away()
    mei = shop.visitor("Mei Lin", "Buy my watches!")
    anna = new_person(**DESKTOP)
    sign_in(anna, shop, at="queuing")
    row(anna, "Mei Lin").click()
    do(anna, "Block the visitor")
    looked_at(anna, "block")
    anna.get_by_role("dialog").get_by_role("button", name="Block", exact=True).click()
    head = anna.get_by_role("region", name="Conversation", exact=True)
    expect(head.get_by_text("Blocked")).to_be_visible()
    expect(head.get_by_text("Closed", exact=True)).to_be_visible()
    with pytest.raises(httpx.HTTPStatusError) as refused:
        mei.write("More watches!")
    assert refused.value.response.json()["code"] == "visitor_blocked"
    do(anna, "Unblock the visitor")
    expect(anna.get_by_text("Mei Lin may write again")).to_be_visible()
    wait_until(lambda: mei.write("Sorry.")["conversation_id"] != "", "a visitor who may write again")
