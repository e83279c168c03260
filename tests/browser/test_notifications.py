"""Notifications: an agent hears of what happens while they look at something else, once, and never of what was seen."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import ARTIFACTS
from tests.browser.shop import Shop, sign_in
from tests.services import wait_until
from tests.serving import Server

NewPerson = Callable[..., Page]

# A page that is not before anybody's eyes, and what it asks of the loudspeaker and of the computer.
_LISTEN = """
window.__heard = 0;
window.__shown = [];
const strike = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...at) { window.__heard++; return strike.apply(this, at); };
window.Notification = class {
  static get permission() { return localStorage.getItem("allowed") ?? "default"; }
  static async requestPermission() { localStorage.setItem("allowed", "granted"); return "granted"; }
  constructor(title, options) {
    Object.assign(this, { title, ...options });
    window.__shown = [...window.__shown.filter((one) => one.tag !== this.tag), this];
  }
  close() { window.__shown = window.__shown.filter((one) => one !== this); }
};
"""
_LOOK_AWAY = """
Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
document.dispatchEvent(new Event("visibilitychange"));
"""
_LOOK_AGAIN = """
delete document.visibilityState;
document.dispatchEvent(new Event("visibilitychange"));
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One server for this file."""
    server = Server(tmp_path_factory.mktemp("data"), settings={"arrivals_per_minute": "10000"}).start()
    yield Shop(server.url)
    server.stop()


def _listening(context: BrowserContext) -> None:
    context.add_init_script(_LISTEN)


def _shown(page: Page) -> list[str]:
    return page.evaluate("window.__shown.map((one) => `${one.title}: ${one.body}`)")


def _heard(page: Page) -> int:
    return page.evaluate("window.__heard")


def _wait_for(page: Page, condition: str) -> None:
    """Until it is so in the page; its policy forbids asking by `wait_for_function`."""
    wait_until(lambda: bool(page.evaluate(condition)), condition)


def test_an_agent_hears_of_what_they_do_not_see_once_for_all_tabs_and_never_of_what_was_read(
    shop: Shop, new_person: NewPerson
) -> None:
    anna = new_person()
    _listening(anna.context)
    sign_in(anna, shop)
    anna.get_by_role("button", name="Anna Berg").click()
    anna.get_by_role("menuitem", name="Notifications").click()
    expect(anna.get_by_role("heading", name="Notifications", exact=True)).to_be_visible()
    anna.get_by_role("button", name="Allow notifications").click()
    expect(anna.get_by_text("are shown while you do not look")).to_be_visible()
    message = anna.get_by_role("group", name="A visitor writes in one of your conversations")
    message.get_by_label("Sound").select_option("Knock")
    message.get_by_role("checkbox", name="Again until").check()
    assert _heard(anna) > 0
    assert serious_problems(anna) == []

    other = anna.context.new_page()
    other.goto(f"{shop.url}/workspace/{shop.id}/my")
    expect(other.get_by_role("main")).to_be_visible()
    for tab in (anna, other):
        tab.evaluate(_LOOK_AWAY)
        tab.evaluate("window.__heard = 0")
    lin = shop.visitor("Lin Mei", "Do you ship to Norway?")
    _wait_for(anna, "window.__shown.some((one) => one.title.startsWith('Assigned'))")
    assert _shown(anna) == ["Assigned to you: Lin Mei: Do you ship to Norway?"]
    expect(other).to_have_title("(1) Blue Bicycle Shop · Deskbell Workspace")
    assert other.locator('link[rel="icon"]').get_attribute("href") != "/bell.svg"
    assert (_heard(other), _shown(other)) == (0, [])
    heard = _heard(anna)
    _wait_for(anna, f"window.__heard > {heard}")

    # Read in the other tab: it is gone here too, and there is no sound any more.
    other.evaluate(_LOOK_AGAIN)
    other.get_by_role("link", name="Lin Mei").click()
    _wait_for(anna, "window.__shown.length === 0")
    expect(anna).to_have_title("Blue Bicycle Shop · Deskbell Workspace")
    heard = _heard(anna)
    lin.write("And to Sweden?")
    expect(other.get_by_role("log").get_by_text("And to Sweden?")).to_be_visible()

    # The tab that was used last tells of the next words, and a press on them opens the conversation.
    assert (_heard(anna), _heard(other), _shown(other)) == (heard, 0, [])
    other.get_by_role("link", name="Team").click()
    other.evaluate(_LOOK_AWAY)
    lin.write("And to Finland?")
    _wait_for(other, "window.__shown.length > 0")
    assert _shown(other) == ["Lin Mei: And to Finland?"]
    assert _heard(other) > 0
    other.evaluate("window.__shown[0].onclick()")
    expect(other.get_by_role("heading", name="Lin Mei")).to_be_visible()
    assert (_heard(anna), _shown(anna), _shown(other)) == (heard, [], [])


def test_whoever_is_away_is_left_in_peace_and_what_is_chosen_stays_on_every_computer(
    shop: Shop, new_person: NewPerson
) -> None:
    email, password = shop.add_colleague("Ben Ode")
    shop.step_away()
    shop.step_away(email, password)
    ben = new_person(viewport={"width": 390, "height": 844}, color_scheme="dark")
    _listening(ben.context)
    sign_in(ben, shop, at="notifications", email=email, password=password)
    ben.get_by_role("checkbox", name="Somebody new waits in the queue").uncheck()
    expect(ben.get_by_role("group", name="Somebody new").get_by_label("Sound")).to_have_count(0)
    assert serious_problems(ben) == []
    shop.visitor("Eva Roth", "Hello")
    expect(ben).to_have_title("• Blue Bicycle Shop · Deskbell Workspace")

    again = new_person()
    sign_in(again, shop, at="notifications", email=email, password=password)
    expect(again.get_by_role("checkbox", name="Somebody new waits in the queue")).not_to_be_checked()
    assert (_heard(ben), _shown(ben)) == (0, [])


def test_the_workspace_is_an_app_that_says_when_there_is_no_connection_and_comes_back_by_itself(
    shop: Shop, new_person: NewPerson
) -> None:
    carla = new_person()
    sign_in(carla, shop)
    manifest = carla.locator('link[rel="manifest"]').get_attribute("href")
    said = carla.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((one) => one.json())")
    assert manifest == f"/api/v1/workspace/{shop.id}/app.webmanifest"
    assert (said["name"], said["display"]) == ("Blue Bicycle Shop · Deskbell", "standalone")
    assert httpx.get(f"{shop.url}{manifest}").status_code == 401
    wait_until(lambda: carla.evaluate("caches.match('/workspace/offline').then((one) => !!one)"), "words to be kept")
    assert carla.evaluate("navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)")
    carla.context.set_offline(True)
    carla.reload()
    expect(carla.get_by_role("heading", name="No connection")).to_be_visible()
    assert serious_problems(carla) == []
    carla.screenshot(path=ARTIFACTS / "no-connection.png")
    carla.context.set_offline(False)
    expect(carla.get_by_role("button", name="Anna Berg")).to_be_visible()
