"""The main job, by two people: an owner signs up and answers; a visitor rings from a site on another port.

On SQLite; tests/journeys/test_first_walk.py does it without a browser on both databases.
"""

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import ARTIFACTS, NewPerson
from tests.browser.site import Site
from tests.serving import Server

PASSWORD = "three quiet otters swim"
EMAIL = "olga@example.com"
PICTURES = ARTIFACTS / "first-walk"


def test_from_signing_up_to_an_answered_and_closed_conversation(
    new_server: Callable[..., Server], new_person: NewPerson
) -> None:
    server = new_server().start()
    owner = new_person(viewport={"width": 1280, "height": 800})
    snippet = _make_project(owner, server.url)
    desk = _enter_workbench(owner)

    with _open_site(snippet) as site:
        visitor = new_person(viewport={"width": 1280, "height": 800})
        visitor.goto(site.url)
        visitor.get_by_role("button", name="Chat with us").click()
        panel = visitor.frame_locator("iframe")
        expect(panel.get_by_text("We are here and answer")).to_be_visible()
        _look(visitor, "4-widget-welcome")
        log = panel.get_by_role("log")
        _write(panel, "Do you sell lamps?")
        expect(log.get_by_text("takes care of this conversation")).to_be_visible()

        desk.get_by_role("link", name=re.compile("Do you sell lamps")).click()
        thread = desk.get_by_role("region", name="Conversation")
        expect(thread.get_by_role("log").get_by_text("Do you sell lamps?")).to_be_visible()
        expect(panel.get_by_label("Read").or_(panel.get_by_text("Read", exact=True)).last).to_be_attached()

        answer = desk.get_by_placeholder("Write an answer…")
        answer.press_sequentially("Many.", delay=20)
        expect(panel.get_by_text("is typing…").first).to_be_attached()
        answer.press_sequentially(" Which room?")
        desk.keyboard.press("Enter")
        expect(log.get_by_text("Many. Which room?")).to_be_visible()
        expect(thread.get_by_text("Replied")).to_be_visible()
        _look(desk, "5-workspace")
        _look(visitor, "6-widget")

        # The panel is closed: the next answer is announced on the launcher.
        visitor.get_by_role("button", name="Close chat").first.click()
        expect(visitor.locator("iframe")).to_be_hidden()
        answer.fill("We have a sale.")
        desk.keyboard.press("Enter")
        visitor.get_by_role("button", name="Chat with us (1 unread)").click()
        expect(log.get_by_text("We have a sale.")).to_be_visible()

        # History is there on return, and what was written while the server was away is sent once.
        visitor.reload()
        visitor.get_by_role("button", name=re.compile("Chat with us")).click()
        expect(log.get_by_text("We have a sale.")).to_be_visible()
        server.kill()
        expect(panel.get_by_text("Reconnecting…").first).to_be_visible()
        _write(panel, "The kitchen.")
        server.start()
        expect(thread.get_by_role("log").get_by_text("The kitchen.")).to_be_visible()
        expect(log.get_by_text("The kitchen.")).to_have_count(1)

        thread.get_by_role("button", name="Close").click()
        expect(log.get_by_text("ended the conversation")).to_be_visible()
        _look(visitor, "7-closed")

    owner.bring_to_front()
    # The checklist has ticked itself off and gone; the installation was found.
    expect(owner.get_by_text("Seen on your site")).to_be_visible()
    expect(owner.get_by_text(re.compile(r"Last seen .* on 127\.0\.0\.1:"))).to_be_visible()
    expect(owner.get_by_text("of 5 done")).to_be_hidden()
    _look(owner, "8-console")


def test_a_visitor_on_a_telephone_with_a_keyboard_alone(
    new_server: Callable[..., Server], new_person: NewPerson
) -> None:
    server = new_server().start()
    owner = new_person()
    snippet = _make_project(owner, server.url)
    with _open_site(snippet) as site:
        visitor = new_person(viewport={"width": 390, "height": 844}, color_scheme="dark")
        visitor.goto(site.url)
        launcher = visitor.get_by_role("button", name="Chat with us")
        expect(launcher).to_be_visible()
        visitor.keyboard.press("Tab")  # the site's own field
        visitor.keyboard.press("Tab")
        expect(launcher).to_be_focused()
        visitor.keyboard.press("Enter")
        panel = visitor.frame_locator("iframe")
        expect(panel.get_by_text("Nobody is here right now.")).to_be_visible()
        expect(panel.get_by_label("Write a message")).to_be_focused()
        visitor.keyboard.type("Please call me back")
        visitor.keyboard.press("Shift+Enter")
        visitor.keyboard.type("after six.")
        visitor.keyboard.press("Enter")
        expect(panel.get_by_role("log").get_by_text("after six.")).to_be_visible()
        expect(panel.get_by_text("Your message is safe with us")).to_be_visible()
        _look(visitor, "telephone-dark")
        visitor.keyboard.press("Escape")
        expect(visitor.locator("iframe")).to_be_hidden()
        expect(launcher).to_be_focused()


@contextmanager
def _open_site(snippet: str) -> Generator[Site]:
    site = Site(snippet)
    yield site
    site.stop()


def _make_project(owner: Page, url: str) -> str:
    """Sign up, make a project, set the administrator's password; the snippet to paste into a site."""
    owner.goto(f"{url}/console/")
    # There is nobody who could sign in.
    expect(owner.get_by_role("heading", name="Create the first account")).to_be_visible()
    expect(owner.get_by_text("it will look after the whole installation")).to_be_visible()
    expect(owner).to_have_title(re.compile("Create the first account"))
    owner.get_by_label("Name").fill("Olga Owner")
    owner.get_by_label("E-mail").fill(EMAIL)
    owner.get_by_label("Password", exact=True).fill(PASSWORD)
    _look(owner, "1-sign-up")
    owner.get_by_role("button", name="Create account").click()
    owner.get_by_label("Project name").fill("Lamps & Shades")
    owner.get_by_role("button", name="Create project").click()
    management = owner.get_by_role("region", name="Management")
    expect(management.get_by_text("No password yet")).to_be_visible()
    management.get_by_role("button", name="Modify").click()
    dialog = owner.get_by_role("dialog")
    dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    dialog.get_by_role("button", name="Save").click()
    expect(management.get_by_text("Password set")).to_be_visible()
    _look(owner, "2-project")
    return owner.locator("code", has_text="widget.js").first.inner_text()


def _enter_workbench(owner: Page) -> Page:
    with owner.context.expect_page() as opened:
        owner.get_by_role("link", name="Enter Workbench").click()
    desk = opened.value
    expect(desk.get_by_role("heading", name="Sign in to the Workspace")).to_be_visible()
    desk.get_by_label("E-mail").fill(EMAIL)
    desk.get_by_label("Password", exact=True).fill(PASSWORD)
    desk.get_by_role("button", name="Sign in").click()
    expect(desk.get_by_text("You have no open conversations")).to_be_visible()
    _look(desk, "3-empty-workspace")
    return desk


def _write(panel: FrameLocator, text: str) -> None:
    field = panel.get_by_label("Write a message")
    field.fill(text)
    field.press("Enter")


def _look(page: Page, name: str) -> None:
    """Keep a picture, and have axe look at the page."""
    page.screenshot(path=PICTURES / f"{name}.png")
    # Of somebody else's site only our frame is ours to answer for.
    ours = [page] if "/tea" not in page.url else [frame for frame in page.frames if "/chat/" in frame.url]
    for one in ours:
        assert serious_problems(one) == []
