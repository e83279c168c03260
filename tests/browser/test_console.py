"""The owner's walk in the Console: from signing up to a project that somebody can answer for."""

import re
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import ARTIFACTS, NewPerson
from tests.serving import Server

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SIZES = pytest.mark.parametrize("size", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
PASSWORD = "three quiet otters swim"
SETTLED = """() => Promise.all(
    document.getAnimations()
        .filter((each) => each.effect.getTiming().iterations !== Infinity)
        .map((each) => each.finished.catch(() => {})),
)"""
_numbers = count(1)


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The Console of one server for this file; every test signs up somebody of its own."""
    server = Server(tmp_path_factory.mktemp("console"), settings={"sign_up": "open"}).start()
    yield f"{server.url}/console/"
    server.stop()


@SIZES
def test_the_whole_walk(console: str, new_person: NewPerson, size: dict[str, object]) -> None:
    page = new_person(**size, permissions=["clipboard-read", "clipboard-write"])
    email = _sign_up(page, console)
    _accessible(page)

    page.get_by_label("Project name").fill("Blue Lobby")
    page.get_by_role("button", name="Create project").dblclick()
    expect(page.get_by_role("heading", level=1, name="Blue Lobby")).to_be_visible()
    _accessible(page)

    _rename(page, "Grand Lobby")
    expect(page).to_have_title(re.compile("Grand Lobby"))

    management = page.get_by_role("region", name="Management")
    expect(management.get_by_text(email)).to_be_visible()
    expect(management.get_by_text("No password yet")).to_be_visible()
    management.get_by_role("button", name="Modify").click()
    _accessible(page)
    dialog = page.get_by_role("dialog", name="Modify administrator")
    dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(management.get_by_text("Password set")).to_be_visible()
    expect(page.get_by_text("1 of 5 done")).to_be_visible()

    address = page.get_by_role("region", name="Workspace").locator("code").inner_text()
    page.get_by_role("button", name="Copy the workspace address").click()
    expect(page.get_by_role("button", name="Workspace address copied")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == address
    expect(page.get_by_role("link", name="Enter Workbench")).to_have_attribute("href", address)
    page.screenshot(path=ARTIFACTS / "console" / f"project-{page.viewport_size['width']}.png", full_page=True)  # pyright: ignore[reportOptionalSubscript] - it was set

    page.get_by_role("link", name="All projects").click()
    # The doubled press made one project.
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(1)
    _accessible(page)

    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to the Console")).to_be_visible()
    _accessible(page)


def test_a_generated_password_is_shown_once(console: str, person: Page) -> None:
    _with_project(person, console, "Once")
    management = person.get_by_role("region", name="Management")
    management.get_by_role("button", name="Set password").click()
    dialog = person.get_by_role("dialog")
    expect(dialog.get_by_label("Password", exact=True)).to_be_focused()
    dialog.get_by_role("button", name="Generate").click()
    password = dialog.get_by_label("Password", exact=True).input_value()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text(password)).to_be_visible()
    _accessible(person)
    dialog.get_by_role("button", name="I have it").click()
    expect(management.get_by_text("Password set")).to_be_visible()
    person.reload()
    expect(management.get_by_text("Password set")).to_be_visible()
    assert password not in person.content()


def test_a_later_project_says_that_it_has_no_administrator(console: str, person: Page) -> None:
    _with_project(person, console, "First")
    person.get_by_role("link", name="All projects").click()
    person.get_by_role("button", name="New project").click()
    dialog = person.get_by_role("dialog", name="New project")
    dialog.get_by_label("Project name").fill("Second")
    dialog.get_by_role("button", name="Create project").click()
    management = person.get_by_role("region", name="Management")
    expect(management.get_by_text("No administrator yet")).to_be_visible()
    _accessible(person)
    management.get_by_role("button", name="Add an administrator").click()
    dialog = person.get_by_role("dialog", name="Add administrator")
    dialog.get_by_label("Account (e-mail)").fill("ben@example.com")
    dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    dialog.get_by_role("button", name="Save").click()
    expect(management.get_by_text("ben@example.com")).to_be_visible()
    management.get_by_role("button", name="Add administrator").click()
    dialog.get_by_label("Account (e-mail)").fill("BEN@example.com")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_label("Account (e-mail)")).to_have_accessible_description(re.compile("already"))


def test_an_ended_session_loses_nothing_that_was_typed(console: str, person: Page) -> None:
    _with_project(person, console, "Before")
    person.get_by_role("button", name="Edit", exact=True).click()
    person.get_by_role("textbox", name="Project name").fill("Typed before it ended")
    person.context.clear_cookies()
    person.get_by_role("button", name="Submit").click()
    again = person.get_by_role("dialog", name="Your session has ended")
    expect(again).to_be_visible()
    _accessible(person)
    again.get_by_label(re.compile("Password of")).fill(PASSWORD)
    again.get_by_role("button", name="Sign in").click()
    expect(person.get_by_role("heading", level=1)).to_have_text("Typed before it ended")


def test_a_lost_connection_is_said_and_the_form_works_afterwards(console: str, person: Page) -> None:
    _with_project(person, console, "Here")

    def cut(route: Route) -> None:
        route.abort()

    person.get_by_role("button", name="Edit", exact=True).click()
    person.get_by_role("textbox", name="Project name").fill("There")
    person.route("**/api/**", cut)
    person.get_by_role("button", name="Submit").click()
    expect(person.get_by_role("alert")).to_contain_text("No connection to the server.")
    person.unroute("**/api/**")
    person.get_by_role("button", name="Submit").click()
    expect(person.get_by_role("heading", level=1)).to_have_text("There")


def test_the_walk_by_keyboard_alone(console: str, person: Page) -> None:
    _sign_up(person, console, press_only=True)
    _tab_to(person, person.get_by_label("Project name"))
    person.keyboard.type("By keys")
    person.keyboard.press("Enter")
    expect(person.get_by_role("heading", level=1, name="By keys")).to_be_focused()
    edit = person.get_by_role("button", name="Edit", exact=True)
    _tab_to(person, edit)
    person.keyboard.press("Enter")
    person.keyboard.type("Renamed by keys")  # the old name is selected, typing replaces it
    person.keyboard.press("Enter")
    expect(person.get_by_role("heading", level=1)).to_have_text("Renamed by keys")
    expect(edit).to_be_focused()
    language = person.get_by_role("button", name="Language: English")
    _tab_to(person, language, backwards=True)
    person.keyboard.press("ArrowDown")
    person.keyboard.press("End")
    person.keyboard.press("Enter")
    expect(person.get_by_role("heading", level=2, name="الإدارة")).to_be_visible()
    expect(person.locator("html")).to_have_attribute("lang", "ar")
    expect(person.locator("html")).to_have_attribute("dir", "rtl")


def test_the_language_follows_the_owner(console: str, new_person: NewPerson) -> None:
    at_the_desk = new_person()
    email = _sign_up(at_the_desk, console)
    at_the_desk.get_by_role("button", name="Language: English").click()
    with at_the_desk.expect_response(lambda answer: answer.url.endswith("/account")) as saved:
        at_the_desk.get_by_role("menuitemradio", name="简体中文").click()
    assert saved.value.ok
    expect(at_the_desk.get_by_role("button", name="创建项目")).to_be_visible()

    elsewhere = new_person(**TELEPHONE, color_scheme="dark")
    elsewhere.goto(console)
    elsewhere.get_by_label("E-mail").fill(email)
    elsewhere.get_by_label("Password", exact=True).fill(PASSWORD)
    elsewhere.get_by_role("button", name="Sign in").click()
    expect(elsewhere.get_by_role("button", name="创建项目")).to_be_visible()
    _accessible(elsewhere)


def test_the_appearance_is_chosen_and_kept(console: str, person: Page) -> None:
    person.goto(console)
    person.get_by_role("button", name="Appearance").click()
    person.get_by_role("menuitemradio", name="Dark").click()
    _accessible(person)
    person.reload()
    expect(person.locator("html")).to_have_attribute("data-theme", "dark")


def test_closed_sign_up_is_explained(new_server: Callable[..., Server], person: Page) -> None:
    server = new_server(sign_up="closed").start()
    person.goto(f"{server.url}/console/sign-up")
    expect(person.get_by_role("heading", name="Sign-up is closed")).to_be_visible()
    expect(person.get_by_text("Ask whoever runs this installation")).to_be_visible()
    _accessible(person)


def _sign_up(page: Page, console: str, *, press_only: bool = False) -> str:
    email = f"owner{next(_numbers)}@example.com"
    page.goto(f"{console}sign-up")
    fields = {"Your name": "Anna Berg", "E-mail": email, "Password": PASSWORD}
    for label, text in fields.items():
        field = page.get_by_label(label, exact=True)
        if press_only:
            _tab_to(page, field)
            page.keyboard.type(text)
        else:
            field.fill(text)
    page.keyboard.press("Enter") if press_only else page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Create your first project")).to_be_visible()
    return email


def _with_project(page: Page, console: str, name: str) -> None:
    _sign_up(page, console)
    page.get_by_label("Project name").fill(name)
    page.get_by_role("button", name="Create project").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def _rename(page: Page, name: str) -> None:
    page.get_by_role("button", name="Edit", exact=True).click()
    page.get_by_role("dialog").get_by_label("Project name").fill(name)
    _accessible(page)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def _tab_to(page: Page, wanted: Locator, *, backwards: bool = False) -> None:
    wanted.wait_for()
    for _ in range(40):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"forty presses of Tab do not reach {wanted}")


def _accessible(page: Page) -> None:
    # What is still fading in has less contrast than it will have.
    page.evaluate(SETTLED)
    assert serious_problems(page) == []
