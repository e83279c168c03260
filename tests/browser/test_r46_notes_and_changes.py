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
