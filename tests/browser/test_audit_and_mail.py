"""The audit log and the operator's letters, as people see them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import NewPerson
from tests.services import wait_until
from tests.serving import Server
from tests.walk import Owner, answered

TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Owner]:
    """The first account of a server without a mail server, with a project that was renamed."""
    server = Server(tmp_path_factory.mktemp("audit")).start()
    owner = Owner.sign_up(server.url)
    project = f"/api/v1/console/projects/{owner.project['id']}"
    answered(owner.browser.patch(project, json={"name": "Lamp <b>shop</b>"}))
    owner.agent()
    yield owner
    server.stop()


def test_an_owner_reads_filters_and_exports_the_audit_log(operator: Owner, new_person: NewPerson) -> None:
    page = _signed_in(operator, new_person(accept_downloads=True))
    page.goto(f"{operator.url}/console/projects/{operator.project['id']}")
    page.get_by_role("link", name="Audit log").click()
    renamed = page.get_by_text("renamed the project from “Shop” to “Lamp <b>shop</b>”.")
    expect(renamed).to_be_visible()
    expect(page.get_by_text("signed in to the Workspace.")).to_be_visible()
    expect(page.get_by_text("127.0.0.1").first).to_be_visible()
    assert serious_problems(page) == []

    page.get_by_label("What").select_option("Team and sign-ins")
    expect(renamed).to_be_hidden()
    expect(page).to_have_url(re.compile(r"\?group=agent$"))
    page.reload()
    expect(page.get_by_text("signed in to the Workspace.")).to_be_visible()
    expect(renamed).to_be_hidden()
    page.get_by_label("To", exact=True).fill("2020-01-01")
    expect(page.get_by_text("Nothing matches this filter")).to_be_visible()
    page.get_by_role("button", name="Clear filter").click()
    expect(renamed).to_be_visible()

    with page.expect_download() as downloading:
        page.get_by_role("link", name="Export as CSV").click()
    assert downloading.value.suggested_filename == "audit-log.csv"
    assert "project.renamed" in downloading.value.path().read_text("utf-8-sig")


def test_an_operator_reads_a_letter_that_was_not_sent_and_copies_its_link(
    operator: Owner, new_person: NewPerson
) -> None:
    page = _signed_in(operator, new_person(**TELEPHONE, permissions=["clipboard-read", "clipboard-write"]))
    page.goto(f"{operator.url}/console/installation/mail")
    expect(page.get_by_text("No mail server is set")).to_be_visible()
    page.get_by_role("button", name="Send me a test letter").click()
    mail = "/api/v1/console/installation/mail"
    wait_until(lambda: _states(operator, mail) == ["filed"], "the letter to be filed")
    page.reload()
    page.get_by_role("button", name=re.compile("It works.*Kept here")).click()
    dialog = page.get_by_role("dialog", name="Mail from Deskbell arrives")
    expect(dialog.get_by_text("Back to the letters")).to_be_visible()
    assert serious_problems(page) == []
    dialog.get_by_role("button", name="Copy the link of this letter").click()
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{operator.url}/console/installation/mail"
    dialog.get_by_role("button", name="Close", exact=True).last.click()

    page.goto(f"{operator.url}/console/installation/audit?group=letter")
    expect(page.get_by_text(f"read the letter to {operator.email}.")).to_be_visible()
    assert serious_problems(page) == []


def _signed_in(owner: Owner, page: Page) -> Page:
    cookies = [{"name": one.name, "value": one.value or "", "url": owner.url} for one in owner.browser.cookies.jar]
    page.context.add_cookies(cookies)  # pyright: ignore[reportArgumentType] - Playwright's own loose type
    return page


def _states(owner: Owner, mail: str) -> list[str]:
    return [one["state"] for one in answered(owner.browser.get(mail))["items"] if one["kind"] == "test"]
