"""Searching what was said, in any language, and lists that are narrowed by what stands in the address."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.shop import Shop, sign_in
from tests.serving import Server

NewPerson = Callable[..., Page]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One server for this file; Anna gets nothing by herself."""
    server = Server(tmp_path_factory.mktemp("data"), settings={"arrivals_per_minute": "10000"}).start()
    shop = Shop(server.url)
    shop.step_away()
    yield shop
    server.stop()


def test_what_was_said_is_found_in_english_and_chinese_and_opens_where_it_stands(
    shop: Shop, new_person: NewPerson
) -> None:
    lin = shop.visitor("Lin Mei", "The lantern arrived broken")
    for n in range(60):
        lin.write(f"Something else {n}")
    shop.visitor("王芳", "你好 我的退款什么时候到账")
    anna, phone = new_person(), new_person(viewport={"width": 390, "height": 844})
    sign_in(anna, shop, at="all")
    expect(anna.get_by_role("link", name="Lin Mei")).to_be_visible()
    anna.keyboard.press("/")
    field = anna.get_by_role("searchbox", name="Search messages and visitors")
    expect(field).to_be_focused()
    expect(anna.get_by_text("What are you looking for?")).to_be_visible()
    field.fill("LANTERN broken")
    result = anna.get_by_role("link", name="lantern")
    expect(result.locator("mark")).to_have_text(["lantern", "broken"])
    assert serious_problems(anna) == []
    anna.keyboard.press("ArrowDown")
    expect(result).to_be_focused()
    anna.keyboard.press("Enter")
    said = anna.locator("[data-said]", has_text="The lantern arrived broken")
    expect(said).to_be_in_viewport()
    anna.go_back()
    expect(said).to_have_count(0)
    expect(result).to_be_visible()
    anna.reload()
    expect(result).to_be_visible()

    field.fill("退款")
    expect(anna.get_by_role("link", name="王芳").locator("mark")).to_have_text(["退款"])
    field.fill('zzz" OR 1')
    expect(anna.get_by_text("Nothing found").last).to_be_visible()
    field.fill("lin m")
    expect(anna.get_by_role("region", name="Conversations").get_by_role("link", name="Lin Mei")).to_be_visible()
    anna.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(anna.get_by_role("heading", name="All", exact=True)).to_be_visible()
    field.focus()
    expect(anna.get_by_role("button", name="LANTERN broken")).to_be_visible()

    # The palette knows every action and every place by its name.
    anna.keyboard.press("Control+k")
    palette = anna.get_by_role("dialog", name="Do something, or go somewhere")
    palette.get_by_role("combobox").fill("awaiting")
    expect(palette.get_by_role("option", selected=True)).to_contain_text("Awaiting reply")
    assert serious_problems(anna) == []
    anna.keyboard.press("Enter")
    expect(anna.get_by_role("heading", name="Awaiting reply", exact=True)).to_be_visible()

    sign_in(phone, shop, at="all?search=lantern")
    phone.get_by_role("link", name="lantern").click()
    expect(phone.locator("[data-said]")).to_be_in_viewport()
    phone.get_by_role("button", name="Back to the list").click()
    expect(phone.get_by_role("link", name="lantern")).to_be_visible()
    assert serious_problems(phone) == []


def test_a_lists_filters_stand_in_the_address_and_facts_keep_it_right(shop: Shop, person: Page) -> None:
    first, second = shop.visitor("Nils Holm", "One"), shop.visitor("Olga Berg", "Two")
    sign_in(person, shop, at=f"all/{first.conversation}")
    person.get_by_role("heading", name="Nils Holm").wait_for()
    person.keyboard.press("t")
    person.get_by_role("dialog").get_by_role("searchbox").fill("Late")
    person.keyboard.press("Enter")
    expect(person.get_by_role("checkbox", name="Late")).to_be_checked()
    person.keyboard.press("Escape")
    rows = person.locator("[data-row]")
    shown = rows.count()
    person.get_by_role("button", name="Filters").click()
    dialog = person.get_by_role("dialog", name="Filters")
    dialog.get_by_label("Tag").select_option(label="Late")
    dialog.get_by_role("button", name="Show").click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Nils Holm")
    person.reload()
    expect(rows).to_have_count(1)
    assert serious_problems(person) == []

    _save_rename_delete_and_undo(person, shown)
    rows.click()

    # Another conversation gets the tag, and loses it again.
    person.goto(person.url.replace(first.conversation, second.conversation))
    for checked in (True, False):
        person.get_by_role("heading", name="Olga Berg").wait_for()
        person.keyboard.press("t")
        person.get_by_role("checkbox", name="Late").click()
        expect(person.get_by_role("checkbox", name="Late")).to_be_checked(checked=checked)
        person.keyboard.press("Escape")
        expect(rows).to_have_count(2 if checked else 1)
    person.get_by_role("link", name="Closed").first.click()
    expect(person.get_by_text("No conversation matches the filters")).to_be_visible()
    person.get_by_role("button", name="Remove filter: Tag: Late").click()
    expect(person.get_by_text("No closed conversations")).to_be_visible()
    assert "tag=" not in person.url


def _save_rename_delete_and_undo(person: Page, shown: int) -> None:
    """Give the list a name, find it under that, and another name, and take its deletion back."""
    rows = person.locator("[data-row]")
    person.get_by_role("button", name="Save as a view…").click()
    person.get_by_role("textbox", name="Name of the view").fill("Too late")
    person.get_by_role("checkbox", name="For the whole team").check()
    person.keyboard.press("Enter")
    saved = person.get_by_role("link", name="Too late")
    expect(saved).to_have_attribute("aria-current", "page")
    person.get_by_role("button", name="Remove filter: Tag: Late").click()
    expect(rows).to_have_count(shown)
    saved.click()
    expect(rows).to_have_count(1)
    person.get_by_role("button", name="Rename, order or delete saved views").click()
    person.get_by_role("button", name="Rename Too late").click()
    person.get_by_role("textbox", name="Name of the view").fill("Later")
    person.keyboard.press("Enter")
    assert serious_problems(person) == []
    person.get_by_role("button", name="Delete Later").click()
    person.get_by_role("button", name="Undo").click()
    expect(person.get_by_role("button", name="Rename Later")).to_be_visible()
    person.keyboard.press("Escape")
    expect(person.get_by_role("link", name="Later")).to_have_attribute("aria-current", "page")
