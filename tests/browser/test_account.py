"""One's own account in the Console: a second step, passkeys, providers, forgotten passwords, leaving."""

import json
import re
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pyotp.totp import TOTP

from tests.accounts.oidc import Provider
from tests.browser.accessibility import serious_problems
from tests.browser.conftest import ARTIFACTS, NewPerson
from tests.services import wait_until
from tests.serving import Server

PASSWORD = "three quiet otters swim"
ANOTHER = "seven purple kettles hum"
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "color_scheme": "dark"}
_numbers = count(1)


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    running = Provider()
    yield running
    running.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[Server]:
    settings = {"sign_up": "open", "sign_in_with": json.dumps([provider.setting])}
    running = Server(tmp_path_factory.mktemp("account"), settings=settings).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def console(server: Server) -> str:
    """By its name: authenticators know no addresses."""
    return f"{server.url.replace('127.0.0.1', 'localhost')}/console/"


def test_a_second_step_by_an_app_and_a_recovery_code(console: str, person: Page) -> None:
    email = _sign_up(person, console)
    _security(person)
    person.get_by_role("region", name="Two-step sign-in").get_by_role("button", name="Turn on").click()
    dialog = person.get_by_role("dialog", name="Two-step sign-in")
    expect(dialog.get_by_alt_text("QR code")).to_be_visible()
    secret = dialog.locator("code").inner_text()
    _accessible(person)
    dialog.get_by_label("Six digits").fill(TOTP(secret).now())
    dialog.get_by_role("button", name="Turn on").click()
    codes = person.get_by_role("dialog", name="Recovery codes")
    expect(codes.get_by_role("listitem")).to_have_count(10)
    recovery = codes.get_by_role("listitem").first.inner_text()
    with person.expect_download() as downloaded:
        codes.get_by_role("button", name="Download").click()
    assert recovery in Path(downloaded.value.path()).read_text("utf-8")
    _accessible(person)
    codes.get_by_role("button", name="I have kept them").click()
    expect(person.get_by_text("10 recovery codes left")).to_be_visible()
    _picture(person, "security")

    # The session ends in the middle of a form: nothing is typed again, and the second step is asked for here too.
    person.goto(console)
    person.get_by_label("Project name").fill("Typed before it ended")
    person.context.clear_cookies()
    person.get_by_role("button", name="Create project").click()
    again = person.get_by_role("dialog", name="Your session has ended")
    again.get_by_label(re.compile("Password of")).fill(PASSWORD)
    again.get_by_role("button", name="Sign in").click()
    again.get_by_label("Code").fill(recovery)
    again.get_by_role("button", name="Sign in").click()
    expect(person.get_by_role("heading", level=1)).to_have_text("Typed before it ended")

    _sign_out(person)
    _fill(person, email, PASSWORD)
    expect(person.get_by_role("heading", name="One more step")).to_be_visible()
    _accessible(person)
    person.get_by_label("Code").fill(recovery)
    person.get_by_role("button", name="Sign in").click()
    expect(person.get_by_label("Code")).to_have_accessible_description(re.compile("not right, or has been used"))
    # The app's next code: the present one may be the one that turned it on.
    person.get_by_label("Code").fill(TOTP(secret).at(time.time() + 30))
    person.get_by_role("button", name="Sign in").click()
    expect(person.get_by_role("heading", name="Projects")).to_be_visible()


def test_a_passkey_signs_in_and_goes_on_in_the_middle_of_a_form(console: str, person: Page) -> None:
    _authenticator(person)
    _sign_up(person, console)
    _security(person)
    person.get_by_role("button", name="Add a passkey").click()
    dialog = person.get_by_role("dialog", name="Add a passkey")
    dialog.get_by_label("Name of the passkey").fill("Telephone")
    dialog.get_by_role("button", name="Save").click()
    passkeys = person.get_by_role("list", name="Passkeys")
    passkeys.get_by_role("button", name="Rename").click()
    dialog = person.get_by_role("dialog", name="Rename the passkey")
    expect(dialog.get_by_label("Name of the passkey")).to_have_value("Telephone")
    dialog.get_by_label("Name of the passkey").fill("Old telephone")
    dialog.get_by_role("button", name="Save").click()
    expect(passkeys.get_by_text("Old telephone")).to_be_visible()
    _sign_out(person)
    person.get_by_role("button", name="Use a passkey").click()
    expect(person.get_by_role("heading", name="Create your first project")).to_be_visible()

    person.get_by_label("Project name").fill("Kept by a key")
    person.context.clear_cookies()
    person.get_by_role("button", name="Create project").click()
    again = person.get_by_role("dialog", name="Your session has ended")
    again.get_by_role("button", name="Use a passkey").click()
    expect(person.get_by_role("heading", level=1)).to_have_text("Kept by a key")


def test_a_forgotten_password_is_set_by_the_mailed_link(console: str, server: Server, person: Page) -> None:
    email = _sign_up(person, console)
    _sign_out(person)
    person.get_by_role("link", name="Forgotten your password?").click()
    person.get_by_label("E-mail").fill(email)
    _accessible(person)
    person.get_by_role("button", name="Mail me a link").click()
    expect(person.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    token = _mailed(server, email, "/console/reset#")
    person.goto("about:blank")
    person.goto(f"{console}reset#{token}")
    expect(person).to_have_url(f"{console}reset")
    person.get_by_label("New password", exact=True).fill(ANOTHER)
    person.get_by_role("button", name="Save the new password").click()
    expect(person.get_by_role("heading", name="Password saved")).to_be_visible()
    person.get_by_role("link", name="Sign in").click()
    _fill(person, email, ANOTHER)
    expect(person.get_by_role("heading", name="Create your first project")).to_be_visible()


def test_a_provider_signs_somebody_in(console: str, provider: Provider, person: Page) -> None:
    provider.person = {"sub": "jane", "email": "jane@example.com", "email_verified": True, "name": "Jane Doe"}
    person.goto(console)
    person.get_by_role("button", name="Go on with Local").click()
    expect(person.get_by_role("heading", name="Create your first project")).to_be_visible()
    _security(person)
    expect(person.get_by_text("You have no password")).to_be_visible()
    expect(person.get_by_role("list", name="Other sign-in").get_by_text("Connected")).to_be_visible()
    person.get_by_role("button", name="Disconnect").click()
    expect(person.get_by_text("This is the only way into your account.")).to_be_visible()


def test_profile_sessions_and_leaving_on_a_telephone(console: str, new_person: NewPerson) -> None:
    person, elsewhere = new_person(**TELEPHONE), new_person()
    email = _sign_up(person, console)
    elsewhere.goto(console)
    _fill(elsewhere, email, PASSWORD)
    expect(elsewhere.get_by_role("heading", name="Create your first project")).to_be_visible()

    _account(person)
    person.get_by_label("Your name").fill("Anna B.")
    person.get_by_role("button", name="Save").click()
    expect(person.get_by_text("Profile saved.")).to_be_visible()
    # The other window has an older profile open: it is told, and what is typed there stays until it is saved again.
    _account(elsewhere)
    name = elsewhere.get_by_label("Your name")
    name.fill("Anna Bergson")
    for told in ("it is now “Anna B.”", "Profile saved."):
        elsewhere.get_by_role("button", name="Save").click()
        expect(elsewhere.get_by_text(told)).to_be_visible()
        expect(name).to_have_value("Anna Bergson")
    _picture(person, "profile")
    person.get_by_role("link", name="Sessions").click()
    sessions = person.get_by_role("list", name="Sessions").get_by_role("listitem")
    expect(sessions).to_have_count(2)
    _picture(person, "sessions")
    sessions.nth(1).get_by_role("button", name="Sign out").click()
    expect(sessions).to_have_count(1)

    person.get_by_role("link", name="Profile").click()
    person.get_by_role("button", name="Delete my account").click()
    person.get_by_role("dialog").get_by_role("button", name="Delete in 14 days").click()
    expect(person.get_by_role("heading", name="Sign in to the Console")).to_be_visible()
    _fill(person, email, PASSWORD)
    expect(person.get_by_role("heading", name="This account will be deleted")).to_be_visible()
    _picture(person, "leaving")
    person.get_by_role("button", name="Keep my account").click()
    expect(person.get_by_role("heading", name="Create your first project")).to_be_visible()


def _sign_up(page: Page, console: str) -> str:
    email = f"account{next(_numbers)}@example.com"
    page.goto(f"{console}sign-up")
    for label, text in {"Your name": "Anna Berg", "E-mail": email, "Password": PASSWORD}.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Create your first project")).to_be_visible()
    return email


def _account(page: Page) -> None:
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitem", name="Your account").click()
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()


def _security(page: Page) -> None:
    _account(page)
    page.get_by_role("link", name="Security").click()
    expect(page.get_by_role("region", name="Two-step sign-in")).to_be_visible()
    _accessible(page)


def _fill(page: Page, email: str, password: str) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def _sign_out(page: Page) -> None:
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to the Console")).to_be_visible()


def _authenticator(page: Page) -> None:
    """A telephone of the person's, which always says yes."""
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")  # pyright: ignore[reportUnknownMemberType] - its library leaves the parameters untyped
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": options})  # pyright: ignore[reportUnknownMemberType] - as there


def _mailed(server: Server, to: str, before: str) -> str:
    """The token in the newest link to somebody, as soon as the letter is filed."""
    wait_until(lambda: _newest_token(server, to, before) is not None, "the letter to be filed")
    return _newest_token(server, to, before) or ""


def _newest_token(server: Server, to: str, before: str) -> str | None:
    for file in sorted((server.data / "mail").glob("*.eml"), reverse=True):
        letter = message_from_bytes(file.read_bytes(), policy=policy.default)
        body = letter.get_body(("plain",))
        found = re.search(re.escape(before) + r"(\S+)", body.get_content() if body else "")
        if letter["to"] == to and found:
            return found[1]
    return None


def _accessible(page: Page) -> None:
    page.evaluate("() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {})))")
    assert serious_problems(page) == []


def _picture(page: Page, name: str) -> None:
    _accessible(page)
    page.screenshot(path=ARTIFACTS / "account" / f"{name}.png", full_page=True)
