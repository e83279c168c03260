"""What agents write with: saved replies, and what else stands below the field."""

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


def test_r46_replies_are_kept_shared_and_inserted_with_the_visitors_name(shop: Shop, new_person: NewPerson) -> None:
    email, password = shop.add_colleague("Tom Reed")
    lin = shop.visitor("Mei Lin", "Where is my parcel?")
    anna, tom = new_person(), new_person(viewport={"width": 390, "height": 844})
    sign_in(anna, shop, at="settings/replies")
    sign_in(tom, shop, at=f"all/{lin.conversation}", email=email, password=password)
    tom.get_by_label("Message to Mei Lin").fill("/")
    expect(tom.get_by_text("Save what you answer often")).to_be_visible()
    tom.keyboard.press("Escape")

    _save_late(anna)
    # It is there for the colleague at once; the caret stays where they write.
    field = tom.get_by_label("Message to Mei Lin")
    field.fill("")
    field.press_sequentially("Hi! /la")
    option = tom.get_by_role("option", name="late")
    expect(option).to_be_visible()
    assert serious_problems(tom) == []
    field.press("Enter")
    expect(field).to_have_value("Hi! Dear Mei, it is on its way. Tom")
    tom.keyboard.type("!")
    field.press("Enter")
    expect(tom.get_by_role("log").get_by_text("Hi! Dear Mei, it is on its way. Tom!")).to_be_visible()
    # What begins no shortcut opens nothing, and the button's sign goes with its list.
    field.press_sequentially("and/or /zzz")
    expect(tom.get_by_role("listbox")).to_be_hidden()
    field.fill("See ")
    tom.get_by_role("button", name="Insert a saved reply").click()
    expect(tom.get_by_role("option", name="late")).to_be_visible()
    tom.keyboard.press("Escape")
    expect(field).to_have_value("See ")

    # What was written once is kept for oneself: nobody else is offered it.
    tom.get_by_role("log").get_by_text("Hi! Dear Mei").hover()
    tom.get_by_role("button", name="Save as a reply").click()
    keep = tom.get_by_role("dialog", name="New reply")
    expect(keep.get_by_label("Text", exact=True)).to_have_value("Hi! Dear Mei, it is on its way. Tom!")
    keep.get_by_label("Shortcut").fill("mine")
    keep.get_by_role("button", name="Save").click()
    expect(keep).to_be_hidden()
    field.fill("/mi")
    expect(tom.get_by_role("option", name="mine")).to_be_visible()
    expect(anna.get_by_text("used 1 time")).to_be_hidden()
    anna.reload()
    expect(anna.get_by_text("used 1 time")).to_be_visible()
    expect(anna.get_by_text("mine", exact=True)).to_be_hidden()

    _edit_at_once(shop, anna, tom)


def _save_late(anna: Page) -> None:
    """A new one for everybody; what cannot be filled in is told beside its field."""
    anna.get_by_role("button", name="New reply").click()
    dialog = anna.get_by_role("dialog", name="New reply")
    dialog.get_by_label("Shortcut").fill("late parcel")
    dialog.get_by_label("Text", exact=True).fill("Dear {visitor.nmae}")
    dialog.get_by_label("For the whole team").check()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("A shortcut is one word")).to_be_visible()
    dialog.get_by_label("Shortcut").fill("/late")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("is nothing that can be filled in")).to_be_visible()
    dialog.get_by_label("Text", exact=True).fill("Dear ")
    dialog.get_by_role("button", name="Visitor\u2019s first name").click()
    anna.keyboard.type(", it is on its way. {agent.first_name}")
    expect(dialog.get_by_text("Dear Maria, it is on its way. Anna")).to_be_visible()
    expect(dialog.get_by_text("Dear, it is on its way. Anna")).to_be_visible()
    assert serious_problems(anna) == []
    dialog.get_by_role("button", name="Save").click()
    expect(anna.get_by_text("{visitor.first_name}, it is on its way", exact=False)).to_be_visible()


def _edit_at_once(shop: Shop, anna: Page, tom: Page) -> None:
    """The second reads what the first made of it, and nothing is lost unseen."""
    more = anna.get_by_role("button", name="More about the reply “late”")
    more.click()
    anna.get_by_role("menuitem", name="Edit").click()
    edit = anna.get_by_role("dialog", name="Edit reply")
    expect(edit.get_by_label("Title")).to_be_visible()
    tom.keyboard.press("Escape")
    tom.get_by_role("button", name="Back to the list").click()
    tom.goto(f"{shop.url}/workspace/{shop.id}/settings/replies")
    tom.get_by_role("button", name="More about the reply “late”").click()
    tom.get_by_role("menuitem", name="Edit").click()
    tom.get_by_role("dialog").get_by_label("Title").fill("Parcel is late")
    tom.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(tom.get_by_role("dialog")).to_be_hidden()
    edit.get_by_label("Title").fill("Patience")
    edit.get_by_role("button", name="Save").click()
    expect(edit.get_by_role("alert")).to_be_visible()
    edit.get_by_role("button", name="Save").click()
    expect(anna.get_by_text("Patience")).to_be_visible()
    expect(tom.get_by_text("Patience")).to_be_visible()
    more.click()
    anna.get_by_role("menuitem", name="Delete").click()
    anna.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(anna.get_by_text("No saved replies yet")).to_be_visible()
    expect(tom.get_by_text("Patience")).to_be_hidden()
