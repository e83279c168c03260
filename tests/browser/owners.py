"""An owner in a browser of their own, signed in to the Console without walking through its sign-up again."""

import secrets

from playwright.sync_api import BrowserContext, Page

from tests.browser.shop import client_id

PASSWORD = "three quiet otters swim"


def owner_at(page: Page, url: str, name: str = "Anna Berg") -> str:
    """Make an account, sign the page's browser in, and answer its e-mail address."""
    email = f"owner-{secrets.token_hex(4)}@example.com"
    answer = page.request.post(
        f"{url}/api/v1/console/accounts", data={"email": email, "password": PASSWORD, "name": name}
    )
    assert answer.ok, answer.text()
    return email


def project_of(page: Page, url: str, name: str) -> dict[str, str]:
    """One more project of whoever is signed in here."""
    answer = page.request.post(f"{url}/api/v1/console/projects", data={"client_id": client_id(), "name": name})
    assert answer.ok, answer.text()
    return answer.json()


def opened(page: Page, url: str, name: str) -> dict[str, str]:
    """The same, with its page open."""
    project = project_of(page, url, name)
    page.goto(f"{url}/console/projects/{project['id']}")
    return project


def administrators_of(page: Page, url: str, project_id: str) -> list[dict[str, str]]:
    """The project's administrators, as the server knows them."""
    return page.request.get(f"{url}/api/v1/console/projects/{project_id}").json()["administrators"]


def may_use_the_clipboard(context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
