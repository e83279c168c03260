"""An operator's walk: finds a project, grants a plan, and its owner's page shows it; everybody else finds nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import NewPerson
from tests.serving import Server
from tests.walk import PASSWORD, Owner, answered, client_id


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = Server(tmp_path_factory.mktemp("operator")).start()
    yield server.url
    server.stop()


@pytest.fixture(scope="module")
def root(url: str) -> Owner:
    """The first account of all: it administers the installation."""
    return Owner.sign_up(url)


def signed_in(page: Page, owner: Owner) -> Page:
    page.context.add_cookies(
        [{"name": one.name, "value": str(one.value), "url": owner.url} for one in owner.browser.cookies.jar]
    )
    page.goto(f"{owner.url}/console/")
    expect(page.get_by_role("heading", name="Projects")).to_be_visible()
    return page


def accessible(page: Page) -> None:
    assert serious_problems(page) == []


def test_what_an_operator_grants_stands_on_the_owners_page(url: str, root: Owner, new_person: NewPerson) -> None:
    owner = Owner.sign_up(url)
    name = "Lanterns <b>&</b> Co"
    made = answered(owner.browser.post("/api/v1/console/projects", json={"client_id": client_id(), "name": name}))
    operators, owners = signed_in(new_person(), root), signed_in(new_person(), owner)

    operators.get_by_role("button", name="Account of").click()
    operators.get_by_role("menuitem", name="Installation").click()
    operators.get_by_label("Find a project").fill("lanterns")
    found = operators.get_by_role("list", name="Projects").get_by_role("listitem")
    expect(found).to_have_count(1)
    accessible(operators)
    found.get_by_role("link").click()
    expect(operators.get_by_role("heading", level=1, name=name)).to_be_visible()
    accessible(operators)

    operators.get_by_role("button", name="Grant a plan").click()
    dialog = operators.get_by_role("dialog")
    dialog.get_by_label("Seats").fill("no number")
    dialog.get_by_role("button", name="Grant a plan").click()
    expect(dialog.get_by_text("Enter a whole number of seats.")).to_be_visible()
    dialog.get_by_label("Seats").fill("23")
    dialog.get_by_label("Reason").fill("Paid by transfer")
    accessible(operators)
    # Somebody else decides meanwhile: it is said, what was typed stays, and the second try goes through.
    where = f"/api/v1/console/installation/projects/{made['id']}/subscription"
    answered(root.browser.post(where, json={"plan": "standard", "seats": 7, "valid_until": None}))
    dialog.get_by_role("button", name="Grant a plan").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    expect(dialog.get_by_label("Reason")).to_have_value("Paid by transfer")
    dialog.get_by_role("button", name="Grant a plan").dblclick()
    expect(dialog).to_be_hidden()
    history = operators.get_by_role("list", name="History").get_by_role("listitem")
    expect(history.filter(has_text="Paid by transfer")).to_have_count(1)

    owners.goto(f"{url}/console/projects/{made['id']}")
    expect(owners.get_by_text("23 seats").first).to_be_visible()
    expect(owners.get_by_text("Active").first).to_be_visible()


def test_a_blocked_owner_is_signed_out_and_told(url: str, root: Owner, new_person: NewPerson) -> None:
    owner = Owner.sign_up(url)
    operators, owners = signed_in(new_person(), root), signed_in(new_person(), owner)
    operators.goto(f"{url}/console/installation/accounts?search={owner.email}")
    operators.get_by_role("button", name=f"What to do with {owner.email}").click()
    operators.get_by_role("menuitem", name="Block account").click()
    dialog = operators.get_by_role("dialog")
    dialog.get_by_role("button", name="Block account").click()
    expect(dialog.get_by_text("Say why")).to_be_visible()
    dialog.get_by_label("Reason").fill("Spam")
    accessible(operators)
    dialog.get_by_role("button", name="Block account").click()
    expect(operators.get_by_text("Blocked because: Spam")).to_be_visible()
    people = operators.get_by_role("list", name="Accounts").get_by_role("listitem")
    # The state that is chosen stands in the address beside what is searched for.
    operators.get_by_label("State").select_option("Operators")
    expect(operators.get_by_text("No account fits.")).to_be_visible()
    operators.get_by_label("State").select_option("Blocked accounts")
    expect(people).to_have_count(1)
    operators.reload()
    expect(people).to_have_count(1)
    expect(operators.get_by_label("State")).to_have_value("blocked")

    owners.reload()
    owners.get_by_label("E-mail").fill(owner.email)
    owners.get_by_label("Password", exact=True).fill(PASSWORD)
    owners.get_by_role("button", name="Sign in", exact=True).click()
    expect(owners.get_by_text("This account has been blocked.")).to_be_visible()


def test_to_an_owner_there_is_no_installation(url: str, root: Owner, new_person: NewPerson) -> None:
    del root
    page = signed_in(new_person(), Owner.sign_up(url))
    page.get_by_role("button", name="Account of").click()
    expect(page.get_by_role("menuitem", name="Sign out")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Installation")).to_have_count(0)
    for place in ("", "/accounts", "/subscriptions"):
        page.goto(f"{page.url.split('/console')[0]}/console/installation{place}")
        expect(page.get_by_text("There is nothing at this address")).to_be_visible()
