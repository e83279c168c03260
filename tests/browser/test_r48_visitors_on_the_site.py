"""R-48, the visitors page: who is on the site now, where and for how long, and an agent who writes first."""

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


def test_r48_agents_see_who_is_on_the_site_and_write_first(shop: Shop, new_person: NewPerson) -> None:
    anna, lin = new_person(), new_person(locale="en-US")
    sign_in(anna, shop, at="all")
    anna.get_by_role("link", name="Visitors").click()
    expect(anna.get_by_text("Nobody you know is on the site now")).to_be_visible()
    assert serious_problems(anna) == []

    # Lin writes, is answered and the conversation ends; she stays on the page.
    lin.goto(f"{shop.url}/chat/{shop.site_key}")
    lin.get_by_role("textbox").fill("Do you ship to Norway?")
    lin.keyboard.press("Enter")
    row = anna.get_by_role("listitem").filter(has_text="Waits in the queue")
    expect(row).to_be_visible()
    expect(anna.get_by_text("1 visitor is on the site now")).to_be_visible()
    expect(row.get_by_text("New", exact=True)).to_be_visible()
    expect(row.get_by_text("On the site for")).to_be_visible()
    row.get_by_role("link", name="Open conversation").click()
    anna.get_by_role("button", name="Close", exact=True).click()
    anna.get_by_role("link", name="Visitors").click()
    closed = anna.get_by_role("listitem").filter(has_text="Closed")
    expect(closed).to_be_visible()

    # She comes back later, and an agent begins.
    with shop.visitor("Nils Holm", "Is this in stock?").on_the_page():
        expect(anna.get_by_text("2 visitors are on the site now")).to_be_visible()
        anna.get_by_role("searchbox").fill("nils")
        expect(anna.get_by_role("listitem")).to_have_count(1)
        anna.get_by_role("button", name="Nils Holm").click()
        details = anna.get_by_role("dialog", name="Details of Nils Holm")
        expect(details.get_by_text("Firefox 132")).to_be_visible()
        expect(details.get_by_role("link", name="Checkout").first).to_be_visible()
        assert serious_problems(anna) == []
        anna.keyboard.press("Escape")
        anna.get_by_role("searchbox").fill("")
    anna.get_by_label("Show").select_option("Without an open conversation")
    anna.get_by_role("button", name="Write first").click()
    dialog = anna.get_by_role("dialog")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_text("Write something first.")).to_be_visible()
    dialog.get_by_label("Message").fill("May I help you with the parcel?")
    assert serious_problems(anna) == []
    dialog.get_by_role("button", name="Send").click()
    expect(anna.get_by_role("log").get_by_text("May I help you with the parcel?")).to_be_visible()
    expect(anna.get_by_role("complementary").get_by_text("Anna Berg wrote first")).to_be_visible()

    # It is in Lin's chat at once, and she answers in it.
    lin.get_by_role("button", name="All conversations").click()
    lin.get_by_text("May I help you with the parcel?").first.click()
    lin.get_by_role("textbox").fill("Yes, please")
    lin.keyboard.press("Enter")
    expect(anna.get_by_role("log").get_by_text("Yes, please")).to_be_visible()


def test_r48_the_page_on_a_telephone(shop: Shop, new_person: NewPerson) -> None:
    ben = new_person(viewport={"width": 390, "height": 844}, color_scheme="dark")
    with shop.visitor("Eva Roth", "Hello").on_the_page():
        sign_in(ben, shop, at="visitors")
        row = ben.get_by_role("listitem").filter(has_text="Eva Roth")
        expect(row.get_by_text("Waits in the queue")).to_be_visible()
        assert ben.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert serious_problems(ben) == []
    expect(row).to_have_count(0)
