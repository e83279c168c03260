"""What somebody does on a page before its picture is taken."""

import email
import email.policy
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page
from pyotp.totp import TOTP

Do = Callable[[Page], None]


def press(*names: str, exact: bool = True) -> Do:
    """Press the buttons that are called so, one after the other."""

    def do(page: Page) -> None:
        for name in names:
            page.get_by_role("button", name=name, exact=exact).first.click()

    return do


def choose(menu: str, item: str = "") -> Do:
    """Open a menu, and take something from it."""

    def do(page: Page) -> None:
        page.get_by_role("button", name=menu).first.click()
        if item:
            page.get_by_role("menuitem", name=item).first.click()

    return do


def carry_keys(page: Page) -> None:
    """Have a device that keeps passkeys and always says yes."""
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")  # pyright: ignore[reportUnknownMemberType] - its library leaves the parameters untyped
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    device |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": device})  # pyright: ignore[reportUnknownMemberType] - as there


def opened(name: str) -> Do:
    """Wait for a dialog that asks the server before it opens."""

    def do(page: Page) -> None:
        page.get_by_role("dialog", name=name).wait_for()

    return do


def recovery_codes(page: Page) -> None:
    """Turn on two-step sign-in, and see the codes."""
    page.get_by_role("button", name="Turn on").click()
    dialog = page.get_by_role("dialog", name="Two-step sign-in")
    dialog.get_by_label("Six digits").fill(TOTP(dialog.locator("code").inner_text()).now())
    dialog.get_by_role("button", name="Turn on").click()
    page.get_by_role("dialog", name="Recovery codes").wait_for()


def fill(label: str, text: str, *then: str) -> Do:
    """Type something and press the buttons that follow."""

    def do(page: Page) -> None:
        page.get_by_label(label, exact=True).first.fill(text)
        for name in then:
            page.get_by_role("button", name=name, exact=True).last.click()

    return do


def one_after_the_other(*deeds: Do) -> Do:
    """Several things."""

    def do(page: Page) -> None:
        for deed in deeds:
            deed(page)

    return do


def read_letter(folder: Path, to: str) -> Do:
    """The newest letter to somebody, as mail programs show it."""

    def do(page: Page) -> None:
        found = [one for one in folder.glob("*.eml") if f"To: {to}" in one.read_text("utf-8", "replace")]
        newest = max(found, key=lambda one: one.stat().st_mtime_ns)
        message = email.message_from_bytes(newest.read_bytes(), policy=email.policy.default)
        for body in filter(None, [message.get_body(("html",))]):
            page.set_content(str(body.get_content()))

    return do


def note(text: str) -> Do:
    """Begin a note about the conversation that is open."""

    def do(page: Page) -> None:
        page.get_by_role("main").get_by_role("textbox").last.press_sequentially(text)

    return do


def follow(words: str) -> Do:
    """Follow the link that says so."""

    def do(page: Page) -> None:
        page.get_by_role("link", name=words).first.click()

    return do


def hit(key: str) -> Do:
    """Press a key."""

    def do(page: Page) -> None:
        page.keyboard.press(key)

    return do


def scroll_to(role: Literal["table"]) -> Do:
    """See what lies further down."""

    def do(page: Page) -> None:
        page.get_by_role(role).scroll_into_view_if_needed()

    return do


def see(name: str) -> Do:
    """See the part of a page that has this heading."""

    def do(page: Page) -> None:
        page.get_by_role("heading", name=name).evaluate("(heading) => heading.scrollIntoView()")

    return do


def paste(addresses: str) -> Do:
    """Put addresses into the field of an invitation."""

    def do(page: Page) -> None:
        page.get_by_role("textbox", name="E-mail addresses").fill(addresses)

    return do


def host(site_key: str, url: str) -> Do:
    """Somebody's own page with the loader on it, and the panel open."""
    page_of_theirs = f"""<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
        <title>A site</title><h1>A site</h1><script async src="{url}/widget.js" data-site-key="{site_key}"></script>"""

    def do(page: Page) -> None:
        page.route("**/a-site", lambda route: route.fulfill(body=page_of_theirs, content_type="text/html"))
        page.goto(f"{url}/a-site")
        page.get_by_role("button", name="Chat with us").click()

    return do


def write(*texts: str) -> Do:
    """Open the panel if there is one, and write to the team."""

    def do(page: Page) -> None:
        opener = page.get_by_role("button", name="Chat with us")
        if opener.count():
            opener.first.click()
        where = page.frame_locator("iframe") if page.locator("iframe").count() else page
        for text in texts:
            where.get_by_role("textbox").fill(text)
            where.get_by_role("textbox").press("Enter")
            where.get_by_role("log").get_by_text(text).wait_for()

    return do
