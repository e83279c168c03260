"""Webhooks in the settings: added with a secret that is seen once, tried, looked at, sent again and deleted."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.shop import Shop, sign_in
from tests.receiver import Receiver, receiver
from tests.serving import Server


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    server = Server(tmp_path_factory.mktemp("data"), settings={"webhooks_allow_private": "true"}).start()
    yield Shop(server.url)
    server.stop()


@pytest.fixture
def hooks() -> Iterator[Receiver]:
    with receiver() as one:
        yield one


def test_a_webhook_is_added_tried_looked_at_and_deleted(
    shop: Shop, new_person: Callable[..., Page], hooks: Receiver
) -> None:
    person = new_person(viewport={"width": 390, "height": 844})
    sign_in(person, shop, at="settings/webhooks")
    expect(person.get_by_text("No webhooks yet")).to_be_visible()
    person.get_by_role("button", name="Add a webhook").click()
    form = person.get_by_role("dialog", name="Add a webhook")
    form.get_by_label("Address").fill("hooks.example")
    form.get_by_role("radio", name="Only chosen events").check()
    form.get_by_role("button", name="Add a webhook").click()
    expect(form.get_by_label("Address")).to_be_focused()
    form.get_by_label("Address").fill(hooks.url)
    form.get_by_label("Description").fill("Customer database")
    form.get_by_role("button", name="Add a webhook").click()
    expect(form.get_by_text("Choose at least one event.")).to_be_visible()
    form.get_by_role("checkbox", name="Project renamed").check()
    assert serious_problems(person) == []
    form.get_by_role("button", name="Add a webhook").click()
    shown = person.get_by_role("dialog", name="Signing secret")
    secret = shown.locator("code").inner_text()
    assert serious_problems(person) == []
    shown.get_by_role("button", name="Done").click()
    expect(person.get_by_role("listitem").filter(has_text="1 event")).to_be_visible()

    hooks.answer = lambda _: (500, b"Out of paper")
    person.get_by_role("button", name="What to do with Customer database").click()
    person.get_by_role("menuitem", name="Send a test event").click()
    expect(person.get_by_role("listitem").get_by_role("button", name="Test event")).to_contain_text(
        "Waiting for another try"
    )
    expect(person.get_by_text("Nothing has been taken since")).to_be_visible()
    assert serious_problems(person) == []
    person.get_by_role("listitem").get_by_role("button", name="Test event").click()
    delivery = person.get_by_role("dialog", name="Test event")
    expect(delivery.get_by_text("Out of paper")).to_be_visible()
    assert serious_problems(person) == []
    hooks.answer = lambda _: (200, b"")
    delivery.get_by_role("button", name="Send again").click()
    expect(person.get_by_role("listitem").get_by_role("button", name="Test event")).to_contain_text("Delivered")
    assert hooks.got[-1].verified(secret)["data"] == {"name": "Blue Bicycle Shop"}
    assert len({one.id for one in hooks.got}) == 1

    more = person.get_by_role("button", name="What to do with Customer database")
    more.click()
    person.get_by_role("menuitem", name="Turn off").click()
    expect(person.get_by_text("This webhook is turned off")).to_be_visible()
    more.click()
    person.get_by_role("menuitem", name="New secret").click()
    person.get_by_role("button", name="Make a new secret").click()
    expect(person.get_by_role("dialog", name="Signing secret").locator("code")).not_to_have_text(secret)
    person.get_by_role("button", name="Done").click()
    more.click()
    person.get_by_role("menuitem", name="Delete").click()
    person.get_by_role("button", name="Delete", exact=True).click()
    expect(person.get_by_text("No webhooks yet")).to_be_visible()
