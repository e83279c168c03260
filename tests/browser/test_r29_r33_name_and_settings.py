"""R-29 to R-33: the project's name, and what else owners settle: picture, owners, transfer, deletion, restoring."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Dialog, Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import NewPerson
from tests.browser.owners import opened, owner_at, project_of
from tests.browser.shop import Shop, sign_in
from tests.serving import Server


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = Server(tmp_path_factory.mktemp("names"), settings={"sign_up": "open"}).start()
    yield server.url
    server.stop()


def edit(page: Page, name: str) -> None:
    page.get_by_role("button", name="Edit", exact=True).click()
    page.get_by_role("dialog", name="Edit project name").get_by_label("Project name").fill(name)


def owner_of(shop: Shop, page: Page) -> Page:
    """The shop's owner at its page."""
    page.context.add_cookies([{"name": name, "value": value, "url": shop.url} for name, value in shop.cookies.items()])
    page.goto(f"{shop.url}/console/projects/{shop.id}")
    return page


def test_r29_edit_opens_a_dialog_with_the_name_filled_in(url: str, person: Page) -> None:
    owner_at(person, url)
    opened(person, url, "As it is")
    person.get_by_role("button", name="Edit", exact=True).click()
    field = person.get_by_role("dialog", name="Edit project name").get_by_label("Project name")
    expect(field).to_have_value("As it is")
    expect(field).to_be_focused()
    expect(person.get_by_role("button", name="Submit")).to_be_visible()


def test_r30_submit_changes_the_name_everywhere_without_reload(url: str, new_person: NewPerson) -> None:
    shop = Shop(url, "Before")
    owner, agent, elsewhere = owner_of(shop, new_person()), new_person(), owner_of(shop, new_person())
    sign_in(agent, shop)
    expect(agent.get_by_role("banner")).to_contain_text("Before")
    edit(owner, "After")
    owner.get_by_role("button", name="Submit").click()
    expect(owner.get_by_role("heading", level=1)).to_have_text("After")
    expect(owner).to_have_title(re.compile("After"))
    expect(owner.get_by_role("button", name="Project After: switch to another")).to_be_visible()
    expect(agent.get_by_role("banner")).to_contain_text("After")
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("After")
    owner.get_by_role("link", name="All projects").first.click()
    expect(owner.get_by_role("main").get_by_role("link", name="After")).to_be_visible()


@pytest.mark.parametrize("leave", ["Cancel", "Escape"])
def test_r31_cancel_and_escape_change_nothing(url: str, person: Page, leave: str) -> None:
    owner_at(person, url)
    opened(person, url, "Unchanged")
    edit(person, "Something else")
    if leave == "Cancel":
        person.get_by_role("button", name="Cancel").click()
    else:
        person.keyboard.press("Escape")
    expect(person.get_by_role("dialog")).to_be_hidden()
    expect(person.get_by_role("button", name="Edit", exact=True)).to_be_focused()
    expect(person.get_by_role("heading", level=1)).to_have_text("Unchanged")
    person.reload()
    expect(person.get_by_role("heading", level=1)).to_have_text("Unchanged")


@pytest.mark.parametrize(
    ("typed", "words"),
    [("   ", "Enter a name for the project."), ("x" * 81, "81 characters; at most 80 fit")],
    ids=["blank", "too long"],
)
def test_r32_blank_and_too_long_names_are_refused_in_words(url: str, person: Page, typed: str, words: str) -> None:
    owner_at(person, url)
    opened(person, url, "Good")
    edit(person, typed)
    person.get_by_role("button", name="Submit").click()
    field = person.get_by_role("dialog").get_by_label("Project name")
    expect(field).to_have_accessible_description(re.compile(re.escape(words)))
    expect(field).to_have_value(typed)


def test_r33_markup_in_a_name_is_text(url: str, person: Page) -> None:
    def surprised(dialog: Dialog) -> None:
        raise AssertionError(dialog.message)

    person.on("dialog", surprised)
    owner_at(person, url)
    opened(person, url, "Plain")
    name = "<img src=x onerror=alert(1)>&amp;\u2067<b>"
    shown = name.replace("\u2067", "")
    edit(person, name)
    person.get_by_role("button", name="Submit").click()
    expect(person.get_by_role("heading", level=1)).to_have_text(shown)
    expect(person.locator("img[src='x'], h1 b")).to_have_count(0)
    person.get_by_role("button", name="switch to another").click()
    expect(person.get_by_role("dialog", name="Switch project").get_by_text(shown)).to_be_visible()


def test_a_stale_name_is_told_and_what_was_typed_is_kept(url: str, person: Page) -> None:
    shop = Shop(url, "Shop")
    owner_of(shop, person)
    edit(person, "Mine")
    shop.rename("Theirs")
    person.get_by_role("button", name="Submit").click()
    field = person.get_by_role("dialog").get_by_label("Project name")
    expect(field).to_have_accessible_description(re.compile("Olga has changed this meanwhile: it is now “Theirs”"))
    expect(field).to_have_value("Mine")
    person.get_by_role("button", name="Submit").click()
    expect(person.get_by_role("heading", level=1)).to_have_text("Mine")


def test_a_picture_is_shown_in_console_workspace_and_widget(url: str, new_person: NewPerson) -> None:
    shop = Shop(url, "Pictured")
    owner, agent, visitor = owner_of(shop, new_person()), new_person(), new_person()
    owner.get_by_role("link", name="Settings", exact=True).click()
    picture = io.BytesIO()
    Image.new("RGB", (1600, 900), "tomato").save(picture, "JPEG")
    chosen = {"name": "logo.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    owner.locator("input[type=file]").set_input_files([chosen])  # pyright: ignore[reportArgumentType] - a file payload
    expect(owner.get_by_text("The new picture is shown everywhere.")).to_be_visible()
    shown = owner.get_by_role("main").locator("img[src^='/avatars/']").first
    expect(shown).to_be_visible()
    answer = owner.request.get(url + str(shown.get_attribute("src")))
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in answer.headers["cache-control"]
    sign_in(agent, shop)
    expect(agent.get_by_role("banner").locator("img[src^='/avatars/']")).to_be_visible()
    visitor.goto(f"{url}/chat/{shop.site_key}")
    expect(visitor.locator("img[src^='/avatars/']")).to_be_visible()
    wrong = {"name": "logo.png", "mimeType": "image/png", "buffer": b"<svg onload=alert(1)>"}
    owner.locator("input[type=file]").set_input_files([wrong])  # pyright: ignore[reportArgumentType] - a file payload
    expect(owner.get_by_text("This is not a picture that can be read.")).to_be_visible()
    owner.get_by_role("button", name="Remove", exact=True).click()
    expect(shown).to_have_count(0)


def test_two_owners_by_a_link_and_a_transfer(url: str, new_person: NewPerson) -> None:
    anna, ben = new_person(), new_person()
    owner_at(anna, url)
    project = opened(anna, url, "Ours")
    anna.get_by_role("link", name="Settings", exact=True).click()
    anna.get_by_role("button", name="Invite owner").click()
    anna.get_by_label("E-mail").fill("ben@example.com")
    anna.get_by_role("button", name="Send invitation").click()
    link = anna.get_by_role("dialog").locator("code").inner_text()
    anna.get_by_role("button", name="Done").click()
    owners = anna.get_by_role("region", name="Owners")
    expect(owners.get_by_text("ben@example.com")).to_be_visible()

    # Ben has no account yet: the link waits until he has.
    ben.goto(link)
    expect(ben.get_by_role("heading", name="Sign in to the Console")).to_be_visible()
    assert "#" not in ben.url
    owner_at(ben, url, "Ben Okafor")
    ben.reload()
    expect(ben.get_by_role("heading", name="Own “Ours” together")).to_be_visible()
    assert serious_problems(ben) == []
    ben.get_by_role("button", name="Become an owner").click()
    expect(ben.get_by_role("heading", level=1, name="Ours")).to_be_visible()
    again = ben.context.new_page()
    again.goto(link)
    expect(again.get_by_text("This link opens nothing")).to_be_visible()

    anna.reload()
    expect(owners.get_by_text("Ben Okafor")).to_be_visible()
    assert serious_problems(anna) == []
    anna.get_by_role("button", name="Leave project").click()
    anna.get_by_role("dialog").get_by_role("button", name="Leave project").click()
    expect(anna.get_by_role("heading", level=1)).to_have_text("Create your first project")
    ben.goto(f"{url}/console/projects/{project['id']}/settings")
    expect(ben.get_by_role("button", name="Leave project")).to_have_count(0)


def test_deleting_turns_all_off_and_restoring_brings_it_back(url: str, new_person: NewPerson) -> None:
    shop = Shop(url, "Old Shop")
    shop.visitor("Mei Lin", "Hello?")
    owner, agent, visitor = owner_of(shop, new_person()), new_person(), new_person()
    sign_in(agent, shop)
    expect(agent.get_by_role("navigation", name="Parts")).to_be_visible()
    owner.get_by_role("link", name="Settings", exact=True).click()
    owner.get_by_role("button", name="Delete project").click()
    dialog = owner.get_by_role("dialog", name="Delete project")
    dialog.get_by_label("Project name").fill("old shop")
    dialog.get_by_role("button", name="Delete project").click()
    name = dialog.get_by_label("Project name")
    expect(name).to_have_accessible_description(re.compile("This is not the project.s name"))
    name.fill("Old Shop")
    dialog.get_by_role("button", name="Delete project").click()
    row = owner.get_by_role("listitem").filter(has_text="Old Shop")
    expect(row.get_by_text(re.compile("Erased for good on"))).to_be_visible()
    assert serious_problems(owner) == []

    # The open Workspace ends at once, and says in words why nobody gets in.
    expect(agent.get_by_role("heading", name="Sign in to the Workspace")).to_be_visible()
    agent.get_by_label("E-mail").fill(shop.email)
    agent.get_by_label("Password", exact=True).fill(shop.password)
    agent.get_by_role("button", name="Sign in").click()
    expect(agent.get_by_text("This project is closed.")).to_be_visible()
    visitor.goto(f"{url}/chat/{shop.site_key}")
    expect(visitor.get_by_text(re.compile("no chat at this address|nothing", re.IGNORECASE)).first).to_be_visible()
    owner.goto(f"{url}/console/projects/{shop.id}")
    expect(owner.get_by_text("This project was deleted")).to_be_visible()

    owner.get_by_role("button", name="Restore").click()
    expect(owner.get_by_role("heading", level=1, name="Old Shop")).to_be_visible()
    sign_in(agent, shop)
    expect(agent.get_by_role("navigation", name="Parts")).to_be_visible()


def test_many_projects_are_searched_and_switched_between(url: str, person: Page) -> None:
    owner_at(person, url)
    for number in range(9):
        project_of(person, url, f"Branch {number}")
    person.goto(f"{url}/console/")
    rows = person.get_by_role("main").get_by_role("listitem")
    expect(rows).to_have_count(9)
    person.get_by_role("searchbox", name="Search projects").fill("branch 7")
    expect(rows).to_have_count(1)
    person.get_by_role("searchbox", name="Search projects").fill("nowhere")
    expect(person.get_by_text("No project with “nowhere” in its name")).to_be_visible()
    person.get_by_role("searchbox", name="Search projects").fill("")
    rows.filter(has_text="Branch 3").get_by_role("link").click()
    person.get_by_role("button", name="Project Branch 3: switch to another").click()
    switch = person.get_by_role("dialog", name="Switch project")
    expect(switch.get_by_role("searchbox")).to_be_focused()
    assert serious_problems(person) == []
    switch.get_by_role("searchbox").fill("8")
    expect(switch.get_by_role("listitem")).to_have_count(1)
    person.keyboard.press("Enter")
    expect(person.get_by_role("heading", level=1)).to_have_text("Branch 8")
    person.keyboard.press("Escape")
