"""An owner's Management module, and who signs in with what is set there."""

import re
import secrets
from typing import Any, NamedTuple

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ARTIFACTS
from tests.browser.shop import client_id

PASSWORD = "three quiet otters swim"
OTHER_PASSWORD = "nine loud herons nap"
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PICTURES = ARTIFACTS / "administrators"


class Place(NamedTuple):
    """An owner's page of their first project, open in the Console."""

    page: Page
    url: str
    email: str
    project: dict[str, Any]

    @property
    def management(self) -> Locator:
        return self.page.get_by_role("region", name="Management")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def path(self) -> str:
        return f"/projects/{self.project['id']}/administrators"

    def of(self, name: str) -> str:
        """Somebody's address. In one project only: a sign-in asks for the project of one that is in several."""
        return self.email.replace("anna", name)

    def row(self, email: str) -> Locator:
        return self.management.get_by_role("listitem").filter(has_text=email)

    def choose(self, email: str, deed: str) -> None:
        self.management.get_by_role("button", name=f"More for {email}").click()
        self.page.get_by_role("menuitem", name=deed).click()

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Do something in the Console without the page, as another tab would."""
        where = f"{self.url}/api/v1/console{path}"
        answer = self.page.request.fetch(where, method=method, data=body, headers={"origin": self.url})
        assert answer.ok, answer.text()
        return answer.json() if answer.body() else None

    def add(self, email: str, password: str | None = PASSWORD) -> dict[str, Any]:
        body = {"client_id": client_id(), "email": email, "name": "Ben Olsen", "password": password}
        return self.ask("POST", self.path, body)


def project_of(page: Page, url: str) -> Place:
    email = f"anna-{secrets.token_hex(4)}@example.com"
    place = Place(page, url, email, {})
    place.ask("POST", "/accounts", {"email": email, "password": PASSWORD, "name": "Anna Berg"})
    project = place.ask("POST", "/projects", {"client_id": client_id(), "name": "Blue Lobby"})
    page.goto(f"{url}/console/projects/{project['id']}")
    expect(place.management).to_be_visible()
    return place._replace(project=project)


def sign_in(page: Page, place: Place, email: str, password: str) -> None:
    page.goto(place.project["workspace_url"])
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def expect_inside(page: Page) -> None:
    expect(page.get_by_text("You have no open conversations")).to_be_visible()


def expect_refused(page: Page) -> None:
    expect(page.get_by_text("The e-mail address and the password do not match.")).to_be_visible()


def save_password(place: Place, password: str = PASSWORD) -> None:
    place.dialog.get_by_label(re.compile("^(New p|P)assword$")).fill(password)
    place.dialog.get_by_role("button", name="Save").click()
    expect(place.dialog).to_be_hidden()
