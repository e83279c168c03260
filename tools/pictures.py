"""Takes pictures of every page, at a desk and on a telephone, light and dark, for people to look at.

python tools/pictures.py [PART …]     all of them, or those with such a part in their names; into artifacts/pictures/
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pyotp.totp import TOTP

from tests.browser import chromium
from tests.browser.everything import EMAIL, Everything
from tests.services import ROOT
from tests.walk import PASSWORD

FOLDER = ROOT / "artifacts" / "pictures"
SIZES: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "telephone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
SETTLED = """() => Promise.all(document.getAnimations()
  .filter((each) => each.effect?.getTiming().iterations !== Infinity).map((each) => each.finished.catch(() => {})))"""
Do = Callable[[Page], None]


class Scene(NamedTuple):
    """One picture: who looks (`owner`, `operator`, `agent`, `newcomer` or nobody), where, and what they do first."""

    name: str
    who: str
    path: str
    do: Do | None = None


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


def recovery_codes(page: Page) -> None:
    """Turn on two-step sign-in, and see the codes."""
    page.get_by_role("button", name="Turn on").click()
    dialog = page.get_by_role("dialog", name="Turn on")
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


def scenes(all_: Everything) -> list[Scene]:
    """What there is to see."""
    project = f"/console/projects/{all_.id}"
    found = f"/console/installation/projects/{all_.id}"
    security = "/console/account/security"
    site_key = all_.project["site_key"]
    person = "More for bartholomew"
    return [
        Scene("sign-in", "", "/console/sign-in"),
        Scene("sign-in-refused", "", "/console/sign-in", one_after_the_other(
            fill("E-mail", EMAIL), fill("Password", "not this one", "Sign in"))),
        Scene("sign-up", "", "/console/sign-up", fill("Password", "lamps and shades")),
        Scene("sign-up-empty", "", "/console/sign-up", press("Create account")),
        Scene("reset", "", "/console/reset"),
        Scene("reset-sent", "", "/console/reset", fill("E-mail", EMAIL, "Mail me a link")),
        Scene("reset-new", "", "/console/reset#a-token", fill("New password", "three quiet otters")),
        Scene("confirm", "", "/console/confirm#a-token"),
        Scene("confirm-over", "", "/console/confirm#a-token", press("Confirm address")),
        Scene("change-email", "", "/console/change-email#a-token"),
        Scene("join-signed-out", "", f"/console/join-owners#{all_.link.partition('#')[2]}"),
        Scene("join", "newcomer", f"/console/join-owners#{all_.link.partition('#')[2]}"),
        Scene("join-over", "newcomer", "/console/join-owners#a-token"),
        Scene("provider-refused", "", "/console/signed-in?error=access_denied&state=x"),
        Scene("lost", "owner", "/console/nowhere"),
        Scene("first-project", "newcomer", "/console/"),
        Scene("projects", "owner", "/console/"),
        Scene("project", "owner", project),
        Scene("project-name", "owner", project, press("Edit")),
        Scene("project-switch", "owner", project, press("Project", exact=False)),
        Scene("administrator-add", "owner", project, press("Add administrator")),
        Scene("administrator-modify", "owner", project, press("Modify")),
        Scene("administrator-menu", "owner", project, choose(person)),
        Scene("administrator-remove", "owner", project, choose(person, "Remove…")),
        Scene("administrator-link", "owner", project, choose(person, "Send a new link")),
        Scene("later-project", "owner", f"/console/projects/{all_.later['id']}"),
        Scene("question", "owner", project, press("What is a seat, and what if all are taken?")),
        Scene("introduction", "owner", project, press("Watch the introduction", exact=False)),
        Scene("help", "owner", f"{project}/settings", press("Help")),
        Scene("settings", "owner", f"{project}/settings"),
        Scene("owner-invite", "owner", f"{project}/settings", press("Invite owner")),
        Scene("transfer", "owner", f"{project}/settings", press("Transfer…")),
        Scene("delete-project", "owner", f"{project}/settings", press("Delete project")),
        Scene("subscription", "owner", f"{project}/subscription"),
        Scene("subscription-seats", "owner", f"{project}/subscription", one_after_the_other(
            press("Change seats"), fill("Number of seats", "1"))),
        Scene("audit", "owner", f"{project}/audit"),
        Scene("account-menu", "owner", "/console/", press("Account of", exact=False)),
        Scene("language-menu", "owner", "/console/", press("Language", exact=False)),
        Scene("account", "owner", "/console/account"),
        Scene("account-email", "owner", "/console/account", press("Change e-mail address")),
        Scene("account-leave", "owner", "/console/account", press("Delete my account")),
        Scene("security", "owner", security),
        Scene("proof", "stale", security, press("Turn on")),
        Scene("password", "owner", security, press("Change password")),
        Scene("two-step", "newcomer", security, press("Turn on")),
        Scene("recovery-codes", "newcomer", security, recovery_codes),
        Scene("passkey", "newcomer", security, press("Add a passkey")),
        Scene("sessions", "owner", "/console/account/sessions"),
        Scene("account-audit", "owner", "/console/account/audit"),
        Scene("session-ended", "newcomer", "/console/", one_after_the_other(
            lambda page: page.context.clear_cookies(), fill("Project name", "Typed", "Create project"))),
        Scene("installation", "operator", "/console/installation"),
        Scene("installation-project", "operator", found),
        Scene("grant", "operator", found, press("Grant a plan")),
        Scene("invoice", "operator", found, press("Issue an invoice")),
        Scene("suspend", "operator", found, press("Suspend subscription")),
        Scene("installation-accounts", "operator", "/console/installation/accounts"),
        Scene("block", "operator", "/console/installation/accounts", choose(
            f"What to do with {EMAIL}", "Block account")),
        Scene("installation-subscriptions", "operator", "/console/installation/subscriptions"),
        Scene("installation-mail", "operator", "/console/installation/mail"),
        Scene("installation-letter", "operator", "/console/installation/mail", press("olaf@example.com", exact=False)),
        Scene("installation-audit", "operator", "/console/installation/audit"),
        Scene("workspace-sign-in", "", f"/workspace/{all_.id}/"),
        Scene("workspace-link-over", "", "/workspace/set-password#a-token"),
        Scene("workspace-empty", "agent", f"/workspace/{all_.id}/replied"),
        Scene("workspace-list", "agent", f"/workspace/{all_.id}/all"),
        Scene("workspace-conversation", "agent", f"/workspace/{all_.id}/all/{all_.conversation}"),
        Scene("chat", "", f"/chat/{site_key}"),
        Scene("preview", "", f"/preview/{site_key}", press("Chat with us", exact=False)),
        Scene("chat-unknown", "", "/chat/nobody"),
        Scene("leaving", "leaver", "/console/"),
        Scene("second-step", "two-step", "/console/sign-in", one_after_the_other(
            fill("E-mail", EMAIL), fill("Password", PASSWORD, "Sign in"))),
    ]  # fmt: skip


def main(*wanted: str) -> None:
    """Serve, look, keep."""
    with tempfile.TemporaryDirectory(prefix="deskbell-pictures-") as made, sync_playwright() as playwright:
        all_ = Everything(Path(made))
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=list(chromium.FLAGS))
        try:
            for scene in (one for one in scenes(all_) if not wanted or any(part in one.name for part in wanted)):
                if scene.who == "two-step":
                    all_.two_steps()
                for size in SIZES:
                    _take(all_, browser, scene, size)
        finally:
            browser.close()
            all_.stop()


def _take(all_: Everything, browser: Browser, scene: Scene, size: str) -> None:
    context = browser.new_context(locale="en-US", **SIZES[size])
    try:
        _come_as(all_, context, scene.who)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.goto(all_.url + scene.path, wait_until="networkidle")
        if scene.do:
            scene.do(page)
            page.wait_for_load_state("networkidle")
        # Behind a dialog something may wait for it.
        page.locator(":is(dialog[open], body:not(:has(dialog[open]))) [aria-busy=true]").first.wait_for(
            state="detached"
        )
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.evaluate(SETTLED)
            page.screenshot(path=FOLDER / f"{scene.name}-{size}-{theme}.png", full_page=scene.do is None)
        print(f"{scene.name} {size}", flush=True)
    except Exception as error:  # noqa: BLE001 - the other pictures are wanted all the same
        print(f"{scene.name} {size}: {error}", flush=True)
    finally:
        context.close()


def _come_as(all_: Everything, context: BrowserContext, who: str) -> None:
    if who == "newcomer":
        context.add_cookies(all_.cookies(all_.newcomer()))
    elif who == "leaver":
        context.add_cookies(all_.cookies(all_.leaver()))
    elif who == "stale":
        context.add_cookies(all_.cookies(all_.long_ago()))
    elif who and who != "two-step":
        browsers = {"owner": all_.browser, "operator": all_.operator.browser, "agent": all_.agent.browser}
        context.add_cookies(all_.cookies(browsers[who]))


if __name__ == "__main__":
    main(*sys.argv[1:])
