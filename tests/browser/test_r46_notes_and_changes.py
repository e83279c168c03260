"""Two agents and a visitor at one conversation: what the team writes to itself, and what was said and is changed."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.shop import Shop, sign_in
from tests.serving import Server

NewPerson = Callable[..., Page]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One server and one project for this file; Anna gets nothing by herself."""
    server = Server(tmp_path_factory.mktemp("data"), settings={"arrivals_per_minute": "10000"}).start()
    shop = Shop(server.url)
    shop.step_away()
    yield shop
    server.stop()


def test_r46_a_note_names_a_colleague_and_the_visitor_learns_nothing(shop: Shop, new_person: NewPerson) -> None:
    email, password = shop.add_colleague("Tom Reed")
    lin = shop.visitor("Mei Lin", "My parcel is broken.")
    anna, tom = new_person(), new_person(viewport={"width": 390, "height": 844})
    sign_in(anna, shop, at=f"all/{lin.conversation}")
    sign_in(tom, shop, at="all", email=email, password=password)
    expect(tom.get_by_role("link", name="Mei Lin")).to_be_visible()

    # A draft of either kind stays while one writes the other.
    anna.get_by_label("Message to Mei Lin").fill("I am sorry to")
    anna.keyboard.press("Escape")
    anna.keyboard.press("n")
    note = anna.get_by_label("Note for the team")
    expect(note).to_be_focused()
    anna.keyboard.type("Do we have one left, @re")
    expect(anna.get_by_role("option", name="Tom Reed")).to_be_visible()
    assert serious_problems(anna) == []
    anna.keyboard.press("Enter")
    expect(note).to_have_value("Do we have one left, @Tom Reed ")
    anna.keyboard.type("?")
    anna.keyboard.press("Enter")
    expect(anna.get_by_role("log").get_by_text("Only the team sees this")).to_be_visible()
    anna.get_by_role("button", name="Reply", exact=True).click()
    expect(anna.get_by_label("Message to Mei Lin")).to_have_value("I am sorry to")

    expect(tom.get_by_text("Anna Berg mentioned you in a note")).to_be_visible()
    expect(tom.get_by_role("link", name="Mei Lin").get_by_text("A note mentions you")).to_be_attached()
    tom.get_by_role("link", name="Mei Lin").click()
    expect(tom.get_by_role("log").get_by_text("@Tom Reed")).to_be_visible()
    expect(tom.get_by_label("Message to Mei Lin")).to_be_visible()
    tom.get_by_role("button", name="Note", exact=True).click()
    tom.keyboard.type("Two")
    expect(anna.get_by_text("Tom Reed is writing a note…")).to_be_visible()
    tom.keyboard.press("Enter")
    expect(anna.get_by_role("log").get_by_text("Two", exact=True)).to_be_visible()
    tom.get_by_role("button", name="Back to the list").click()
    expect(tom.get_by_role("link", name="Mei Lin").get_by_text("A note mentions you")).not_to_be_attached()
    assert lin.heard() == ["My parcel is broken."]


def test_r46_what_was_said_is_reworded_and_recalled_before_the_visitors_eyes(shop: Shop, new_person: NewPerson) -> None:
    anna, tom, lin = new_person(), new_person(), new_person()
    email, password = shop.add_colleague("Tim Wood")
    lin.goto(f"{shop.url}/chat/{shop.site_key}")
    lin.get_by_role("textbox").fill("Is the blue one left?")
    lin.keyboard.press("Enter")
    sign_in(anna, shop, at="all")
    anna.get_by_text("Is the blue one left?").click()
    log = anna.get_by_role("log")
    expect(log.get_by_text("Is the blue one left?")).to_be_visible()
    sign_in(tom, shop, at="all", email=email, password=password)
    tom.get_by_text("Is the blue one left?").click()
    anna.keyboard.press("r")
    anna.keyboard.type("Yes, for 100.")
    anna.keyboard.press("Enter")
    expect(lin.get_by_role("log").get_by_text("Yes, for 100.")).to_be_visible()

    # The arrow up in an empty field opens one's newest message.
    anna.keyboard.press("ArrowUp")
    dialog = anna.get_by_role("dialog", name="Edit the message")
    expect(dialog.get_by_label("Message")).to_have_value("Yes, for 100.")
    assert serious_problems(anna) == []
    dialog.get_by_label("Message").fill("Yes, for 1000.")
    dialog.get_by_role("button", name="Save").click()
    expect(lin.get_by_role("log").get_by_text("Yes, for 1000.")).to_be_visible()
    expect(lin.get_by_role("log").get_by_text("Yes, for 100.", exact=True)).to_be_hidden()
    expect(tom.get_by_role("log").get_by_text("Edited")).to_be_visible()
    tom.get_by_role("log").get_by_text("Yes, for 1000.").hover()
    expect(tom.get_by_role("button", name="Recall")).to_be_hidden()
    tom.get_by_role("button", name="Earlier texts").click()
    expect(tom.get_by_role("dialog").get_by_text("Yes, for 100.", exact=True)).to_be_visible()
    tom.keyboard.press("Escape")

    log.get_by_text("Yes, for 1000.").hover()
    anna.get_by_role("button", name="Recall").click()
    anna.get_by_role("dialog").get_by_role("button", name="Recall").click()
    expect(lin.get_by_role("log").get_by_text("Yes, for 1000.")).to_be_hidden()
    for page in (anna, tom):
        expect(page.get_by_role("log").get_by_text("Recalled")).to_be_visible()
        expect(page.get_by_role("log").get_by_text("Yes, for 1000.")).to_be_hidden()
