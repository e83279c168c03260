"""What the team knows of a visitor and adds to a conversation: tags, title, and all that stands in the details."""

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


def test_r49_a_conversation_gets_a_title_and_tags_that_everybody_in_the_team_sees_at_once(
    shop: Shop, new_person: NewPerson
) -> None:
    lin = shop.visitor("Lin Mei", "My parcel is late")
    email, password = shop.add_colleague("Ben Ode")
    anna, ben = new_person(), new_person(viewport={"width": 390, "height": 844})
    sign_in(anna, shop, at=f"all/{lin.conversation}")
    sign_in(ben, shop, at="all", email=email, password=password)
    anna.get_by_role("button", name="Edit title").click()
    anna.get_by_role("textbox", name="Title").fill("Late parcel")
    anna.keyboard.press("Enter")
    expect(anna.get_by_role("heading", name="Lin Mei · Late parcel")).to_be_visible()
    expect(ben.get_by_role("link", name="Late parcel")).to_be_visible()

    anna.keyboard.press("t")
    picker = anna.get_by_role("dialog", name="Tags of Lin Mei")
    picker.get_by_role("searchbox").fill("Shipping")
    anna.keyboard.press("Enter")
    expect(picker.get_by_role("checkbox", name="Shipping")).to_be_checked()
    picker.get_by_role("searchbox").fill("refund")
    picker.get_by_role("button", name="Make the tag “refund”").click()
    expect(picker.get_by_role("checkbox", name="refund")).to_be_checked()
    assert serious_problems(anna) == []
    anna.keyboard.press("Escape")
    details = anna.get_by_role("complementary", name="Details")
    expect(details.get_by_text("Shipping")).to_be_visible()
    expect(ben.get_by_text("Tags: Shipping and refund")).to_be_attached()
    for name in ("Title", "Tags", "Started", "ID"):
        expect(details.get_by_role("term").filter(has_text=name).first).to_be_visible()
    assert serious_problems(anna) == []
    assert serious_problems(ben) == []
    assert lin.heard() == ["My parcel is late"]


def test_r48_a_visitors_details_are_edited_and_show_where_they_were(shop: Shop, person: Page) -> None:
    visitor = shop.visitor("Nils Holm", "Is this in stock?")
    sign_in(person, shop, at=f"all/{visitor.conversation}")
    details = person.get_by_role("complementary", name="Details")
    details.get_by_role("button", name="Edit the visitor").click()
    for label, value in (
        ("Name", "Nils H. Holm"), ("Remark", "Pays by invoice"), ("E-mail", "nils"), ("Phone", "+46 8 1"),
        ("ID at your site", "c-42"),
    ):  # fmt: skip
        person.get_by_role("textbox", name=label).fill(value)
    person.get_by_role("button", name="Save", exact=True).click()
    expect(person.get_by_role("textbox", name="E-mail")).to_be_focused()
    expect(person.get_by_role("textbox", name="Remark")).to_have_value("Pays by invoice")
    person.get_by_role("textbox", name="E-mail").fill("nils@example.com")
    person.get_by_role("button", name="Save", exact=True).click()
    expect(person.get_by_role("heading", name="Nils H. Holm", exact=True)).to_be_visible()
    for words in ("Pays by invoice", "nils@example.com", "+46 8 1", "c-42", "Firefox 132", "Linux", "127.0.0.1"):
        expect(details.get_by_text(words)).to_be_visible()
    pages = details.get_by_role("group").filter(has_text="Pages visited")
    expect(pages.get_by_role("link", name="Checkout")).to_be_visible()
    expect(details.get_by_text("Earlier conversations")).to_be_visible()
    assert serious_problems(person) == []


def test_tags_are_renamed_merged_and_deleted_in_the_settings(shop: Shop, person: Page) -> None:
    eva = shop.visitor("Eva Roth", "Hello")
    sign_in(person, shop, at=f"all/{eva.conversation}")
    expect(person.get_by_role("heading", name="Eva Roth")).to_be_visible()
    person.keyboard.press("t")
    for name in ("Late", "Delayed"):
        person.get_by_role("dialog").get_by_role("searchbox").fill(name)
        person.keyboard.press("Enter")
        expect(person.get_by_role("dialog").get_by_role("checkbox", name=name)).to_be_checked()
    person.keyboard.press("Escape")

    person.get_by_role("link", name="Settings").click()
    person.get_by_role("link", name="Tags").click()
    person.get_by_role("button", name="What to do with Delayed").click()
    person.get_by_role("menuitem", name="Merge…").click()
    person.get_by_label("Into which tag").select_option("Late")
    person.get_by_role("button", name="Merge", exact=True).click()
    expect(person.get_by_text("Delayed is merged into Late.")).to_be_visible()

    person.get_by_role("button", name="What to do with Late").click()
    person.get_by_role("menuitem", name="Edit").click()
    person.get_by_label("Name").fill("On its way")
    person.get_by_role("radio", name="Red").check()
    person.get_by_role("button", name="Save", exact=True).click()
    expect(person.get_by_role("listitem").filter(has_text="On its way")).to_be_visible()
    assert serious_problems(person) == []
    person.get_by_role("button", name="New tag").click()
    person.get_by_label("Name").fill("VIP")
    person.get_by_role("button", name="Save", exact=True).click()
    person.get_by_role("button", name="What to do with VIP").click()
    person.get_by_role("menuitem", name="Delete").click()
    person.get_by_role("button", name="Delete").click()
    expect(person.get_by_role("listitem").filter(has_text="VIP")).to_have_count(0)
    person.goto(f"{shop.url}/workspace/{shop.id}/all/{eva.conversation}")
    expect(person.get_by_role("complementary").get_by_text("On its way")).to_be_visible()
    expect(person.get_by_role("complementary").get_by_text("Delayed")).to_have_count(0)
