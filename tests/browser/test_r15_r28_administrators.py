"""R-15 to R-28: what administrators are, who adds and modifies them in the Management module, and what ends with that.

R-19 and R-20 (managing and inviting agents) wait for the Workspace's own pages about its team.
"""

import re
import secrets
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import ARTIFACTS, NewPerson
from tests.browser.shop import Visitor, client_id
from tests.serving import Server

PASSWORD = "three quiet otters swim"
OTHER_PASSWORD = "nine loud herons nap"
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PICTURES = ARTIFACTS / "administrators"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = Server(tmp_path_factory.mktemp("administrators"), settings={"sign_up": "open", "trial_seats": "3"}).start()
    yield server.url
    server.stop()


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


@pytest.fixture
def place(desk: str, person: Page) -> Place:
    return project_of(person, desk)


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


def test_r15_the_synchronised_administrator_cannot_sign_in(place: Place, new_person: NewPerson) -> None:
    expect(place.row(place.email)).to_be_visible()
    at_desk = new_person()
    sign_in(at_desk, place, place.email, PASSWORD)
    expect_refused(at_desk)


def test_r16_the_page_says_no_password_yet_and_offers_to_set_it(place: Place) -> None:
    expect(place.row(place.email).get_by_text("No password yet")).to_be_visible()
    expect(
        place.row(place.email).get_by_text("cannot sign in to the Workspace until a password is set")
    ).to_be_visible()
    place.management.get_by_role("button", name="Set password").click()
    expect(place.dialog.get_by_label("Password", exact=True)).to_be_focused()


def test_r17_with_a_password_the_sign_in_works(place: Place, new_person: NewPerson) -> None:
    place.management.get_by_role("button", name="Set password").click()
    save_password(place)
    expect(place.row(place.email).get_by_text("Password set")).to_be_visible()
    at_desk = new_person()
    sign_in(at_desk, place, place.email, PASSWORD)
    expect_inside(at_desk)


def test_r18_an_administrator_changes_settings_of_the_workspace(place: Place, new_person: NewPerson) -> None:
    place.add(place.of("ben"))
    at_desk = new_person()
    sign_in(at_desk, place, place.of("ben"), PASSWORD)
    expect_inside(at_desk)
    at_desk.get_by_role("button", name="Availability: Online").click()
    at_desk.get_by_role("menuitemradio", name="Away").click()
    expect(at_desk.get_by_role("button", name="Availability: Away")).to_be_visible()
    at_desk.reload()
    expect(at_desk.get_by_role("button", name="Availability: Away")).to_be_visible()


def test_r21_an_administrator_is_assigned_and_answers_and_takes_a_seat(place: Place, new_person: NewPerson) -> None:
    seats = place.page.get_by_role("region", name="Subscription")
    expect(seats.get_by_text("1 used")).to_be_visible()
    place.add(place.of("ben"))
    place.page.reload()
    expect(seats.get_by_text("2 used")).to_be_visible()
    expect(place.row(place.of("ben")).get_by_text("Takes a seat")).to_be_visible()
    at_desk = new_person()
    sign_in(at_desk, place, place.of("ben"), PASSWORD)
    expect_inside(at_desk)
    lin = Visitor(place.url, place.project["site_key"], "Mei Lin", "Is anybody there?")
    at_desk.get_by_role("link", name="Mei Lin").click()
    expect(at_desk.get_by_role("log").get_by_text("Is anybody there?")).to_be_visible()
    at_desk.get_by_label("Message to Mei Lin").fill("Yes, I am.")
    at_desk.keyboard.press("Enter")
    expect(at_desk.get_by_role("log").get_by_text("Yes, I am.")).to_be_visible()
    assert lin.heard() == ["Is anybody there?", "Yes, I am."]


def test_r22_the_management_module_at_the_bottom_adds_an_administrator(place: Place, new_person: NewPerson) -> None:
    last = place.page.get_by_role("main").get_by_role("region").filter(has=place.page.get_by_role("heading", level=2))
    expect(last.last).to_have_accessible_name("Management")
    place.management.get_by_role("button", name="Add administrator").click()
    place.dialog.get_by_label("Account (e-mail)").fill(place.of("ben"))
    place.dialog.get_by_label("Name").fill("Ben Olsen")
    place.dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    assert serious_problems(place.page) == []
    place.dialog.get_by_role("button", name="Save").dblclick()
    expect(place.dialog).to_be_hidden()
    # The doubled press added one.
    expect(place.row(place.of("ben"))).to_have_count(1)
    at_desk = new_person()
    sign_in(at_desk, place, place.of("ben"), PASSWORD)
    expect_inside(at_desk)


def test_r23_several_administrators_work_side_by_side(place: Place, new_person: NewPerson) -> None:
    people = {place.of("ben"): new_person(), place.of("carla"): new_person()}
    for email in people:
        place.add(email)
    for email, page in people.items():
        sign_in(page, place, email, PASSWORD)
        expect_inside(page)
    place.page.reload()
    expect(place.management.get_by_role("listitem")).to_have_count(3)


def test_r24_twice_the_same_one_too_many_and_the_last_are_refused(place: Place) -> None:
    def add(email: str) -> None:
        place.dialog.get_by_label("Account (e-mail)").fill(email)
        place.dialog.get_by_role("button", name="Save").click()

    place.choose(place.email, "Disable")
    expect(place.page.get_by_text("This is the only administrator who can sign in.")).to_be_visible()
    place.choose(place.email, "Remove…")
    place.dialog.get_by_role("button", name="Remove").click()
    expect(place.dialog.get_by_role("alert")).to_contain_text("only administrator who can sign in")
    place.dialog.get_by_role("button", name="Cancel").click()

    place.add(place.of("ben"))
    place.management.get_by_role("button", name="Add administrator").click()
    add(place.of("ben").upper())
    typed = place.dialog.get_by_label("Account (e-mail)")
    expect(typed).to_have_accessible_description(re.compile("already belongs to the team"))
    expect(typed).to_have_value(place.of("ben").upper())
    add(place.of("carla"))
    expect(place.row(place.of("carla"))).to_be_visible()

    place.management.get_by_role("button", name="Add administrator").click()
    expect(place.dialog.get_by_text("All seats are taken.")).to_be_visible()
    add(place.of("dirk"))
    expect(place.dialog.get_by_role("alert")).to_contain_text("All 3 seats are in use")
    expect(typed).to_have_value(place.of("dirk"))


@pytest.mark.parametrize("size", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
def test_r25_the_module_lists_each_account_and_its_password(
    desk: str, new_person: NewPerson, size: dict[str, Any]
) -> None:
    place = project_of(new_person(**size), desk)
    place.add(place.of("ben"))
    sign_in(new_person(), place, place.of("ben"), PASSWORD)
    carla = place.ask("POST", place.path, {"client_id": client_id(), "email": place.of("carla"), "send_link": True})
    assert carla["password_link"]["link"]
    place.page.reload()
    for email, said in {
        place.email: ["You", "No password yet", "Never signed in", "Takes a seat"],
        place.of("ben"): ["Password set", "Changed", "Last signed in", "Takes a seat"],
        place.of("carla"): ["Link sent", "Valid until", "Never signed in"],
    }.items():
        for words in said:
            expect(place.row(email).get_by_text(words).first).to_be_visible()
    assert serious_problems(place.page) == []
    assert PASSWORD not in place.page.content()
    place.management.screenshot(path=PICTURES / f"list-{size['viewport']['width']}.png")


def test_r26_modify_opens_account_and_password(place: Place) -> None:
    place.row(place.email).get_by_role("button", name="Modify").click()
    expect(place.dialog).to_have_accessible_name("Modify administrator")
    expect(place.dialog.get_by_label("Account (e-mail)")).to_have_value(place.email)
    expect(place.dialog.get_by_label("Name")).to_have_value("Anna Berg")
    password = place.dialog.get_by_label("Password", exact=True)
    expect(password).to_have_value("")
    for typed, words in (("abc", "Weak"), ("kX7f-pQ4R-tz8W", "Strong")):
        password.fill(typed)
        expect(place.dialog.get_by_text(words)).to_be_visible()
    password.fill("blue lobby")
    place.dialog.get_by_role("button", name="Save").click()
    expect(password).to_have_accessible_description(re.compile("too easy to guess"))
    expect(password).to_have_value("blue lobby")
    place.dialog.get_by_role("button", name="Generate").click()
    generated = password.input_value()
    place.dialog.get_by_role("button", name="Save").click()
    expect(place.dialog.get_by_text(generated)).to_be_visible()
    place.dialog.get_by_role("button", name="I have it").click()
    expect(place.row(place.email).get_by_text("Password set")).to_be_visible()


def test_r27_account_and_password_are_saved_together_or_not_at_all(place: Place, new_person: NewPerson) -> None:
    place.add(place.of("ben"))
    place.page.reload()
    place.row(place.of("ben")).get_by_role("button", name="Modify").click()
    place.dialog.get_by_label("Account (e-mail)").fill(place.email)
    place.dialog.get_by_label("New password").fill(OTHER_PASSWORD)
    place.dialog.get_by_role("button", name="Save").click()
    expect(place.dialog.get_by_label("Account (e-mail)")).to_have_accessible_description(re.compile("already belongs"))
    at_desk = new_person()
    sign_in(at_desk, place, place.of("ben"), PASSWORD)
    expect_inside(at_desk)

    place.dialog.get_by_label("Account (e-mail)").fill(place.of("ben.new"))
    place.dialog.get_by_role("button", name="Save").click()
    expect(place.dialog).to_be_hidden()
    expect(place.row(place.of("ben.new"))).to_be_visible()
    at_desk = new_person()
    for email, password in ((place.of("ben"), OTHER_PASSWORD), (place.of("ben.new"), PASSWORD)):
        sign_in(at_desk, place, email, password)
        expect_refused(at_desk)
    sign_in(at_desk, place, place.of("ben.new"), OTHER_PASSWORD)
    expect_inside(at_desk)


def test_r28_the_old_password_and_open_workspaces_end_within_two_seconds(place: Place, new_person: NewPerson) -> None:
    place.add(place.of("ben"))
    place.page.reload()
    at_desk = new_person()
    sign_in(at_desk, place, place.of("ben"), PASSWORD)
    expect_inside(at_desk)
    place.row(place.of("ben")).get_by_role("button", name="Modify").click()
    place.dialog.get_by_label("New password").fill(OTHER_PASSWORD)
    expect(place.dialog.get_by_text("Saving signs this administrator out everywhere.")).to_be_visible()
    place.dialog.get_by_role("button", name="Save").click()
    expect(place.dialog).to_be_hidden()
    saved = time.monotonic()
    expect(at_desk.get_by_text("Your session has ended")).to_be_visible()
    assert time.monotonic() - saved < 2
    sign_in(at_desk, place, place.of("ben"), PASSWORD)
    expect_refused(at_desk)
    sign_in(at_desk, place, place.of("ben"), OTHER_PASSWORD)
    expect_inside(at_desk)


def test_a_link_by_mail_sets_the_password_once(place: Place, new_person: NewPerson) -> None:
    place.management.get_by_role("button", name="Add administrator").click()
    place.dialog.get_by_label("Account (e-mail)").fill(place.of("ben"))
    place.dialog.get_by_label("Send a link to set the password instead").check()
    place.dialog.get_by_role("button", name="Save").click()
    sent = place.page.get_by_role("dialog", name="Link sent")
    link = sent.locator("code").inner_text()
    assert serious_problems(place.page) == []
    sent.get_by_role("button", name="Done").click()
    expect(place.row(place.of("ben")).get_by_text("Link sent")).to_be_visible()

    ben = new_person(**TELEPHONE)
    ben.goto(link)
    expect(ben.get_by_text(f"For {place.of('ben')}, in the Workspace of Blue Lobby.")).to_be_visible()
    assert "#" not in ben.url
    assert serious_problems(ben) == []
    ben.screenshot(path=PICTURES / "set-password.png")
    ben.get_by_label("Password", exact=True).fill("password12")
    ben.get_by_role("button", name="Set password and sign in").click()
    expect(ben.get_by_text("one of those that are tried first")).to_be_visible()
    ben.get_by_label("Password", exact=True).fill(PASSWORD)
    ben.get_by_role("button", name="Set password and sign in").click()
    expect_inside(ben)
    place.page.reload()
    expect(place.row(place.of("ben")).get_by_text("Password set")).to_be_visible()

    again = new_person()
    again.goto(link)
    expect(again.get_by_role("heading", name="This link does not work")).to_be_visible()
    again.get_by_role("button", name="Go to sign-in").click()
    expect(again.get_by_role("heading", name="Sign in to the Workspace")).to_be_visible()


def test_a_withdrawn_link_and_a_replaced_one_do_not_work(place: Place, new_person: NewPerson) -> None:
    links: list[str] = []
    for deed in ("Send a link to set the password", "Send a new link"):
        place.choose(place.email, deed)
        sent = place.page.get_by_role("dialog", name="Link sent")
        links.append(sent.locator("code").inner_text())
        sent.get_by_role("button", name="Done").click()
    place.choose(place.email, "Withdraw the link")
    expect(place.row(place.email).get_by_text("No password yet")).to_be_visible()
    for link in links:
        page = new_person()
        page.goto(link)
        expect(page.get_by_text("This link no longer works")).to_be_visible()


def test_somebody_elses_change_is_shown_and_what_was_typed_is_kept(place: Place) -> None:
    ben = place.add(place.of("ben"))
    place.page.reload()
    place.row(place.of("ben")).get_by_role("button", name="Modify").click()
    place.dialog.get_by_label("Account (e-mail)").fill(place.of("ben.mine"))
    place.ask("PATCH", f"{place.path}/{ben['id']}", {"name": "Benjamin Olsen"})
    place.dialog.get_by_role("button", name="Save").click()
    expect(place.dialog.get_by_role("alert")).to_contain_text(f"It is now: {place.of('ben')}, Benjamin Olsen.")
    expect(place.dialog.get_by_label("Account (e-mail)")).to_have_value(place.of("ben.mine"))
    expect(place.dialog.get_by_label("Name")).to_have_value("Benjamin Olsen")
    assert serious_problems(place.page) == []
    place.dialog.get_by_role("button", name="Save").click()
    expect(place.dialog).to_be_hidden()
    expect(place.row(place.of("ben.mine"))).to_contain_text("Benjamin Olsen")


def test_disabling_is_undone_and_removing_hands_conversations_on(place: Place, new_person: NewPerson) -> None:
    place.add(place.of("ben"))
    place.page.reload()
    at_desk = new_person()
    sign_in(at_desk, place, place.of("ben"), PASSWORD)
    expect_inside(at_desk)
    Visitor(place.url, place.project["site_key"], "Mei Lin", "Is anybody there?")
    expect(at_desk.get_by_role("link", name="Mei Lin")).to_be_visible()

    place.choose(place.of("ben"), "Disable")
    expect(at_desk.get_by_text("Your session has ended")).to_be_visible()
    expect(place.row(place.of("ben")).get_by_text("No seat")).to_be_visible()
    sign_in(at_desk, place, place.of("ben"), PASSWORD)
    expect_refused(at_desk)
    place.page.get_by_role("button", name="Undo").click()
    expect(place.row(place.of("ben")).get_by_text("Takes a seat")).to_be_visible()
    sign_in(at_desk, place, place.of("ben"), PASSWORD)
    # Whom they had before: still waiting, so given to them again.
    expect(at_desk.get_by_role("link", name="Mei Lin")).to_be_visible()

    place.choose(place.of("ben"), "Remove…")
    expect(place.dialog).to_contain_text("go back to the team")
    place.dialog.get_by_role("button", name="Remove").dblclick()
    expect(place.row(place.of("ben"))).to_have_count(0)
    expect(at_desk.get_by_text("Your session has ended")).to_be_visible()

    place.row(place.email).get_by_role("button", name="Set password").click()
    save_password(place)
    sign_in(at_desk, place, place.email, PASSWORD)
    expect(at_desk.get_by_role("link", name="Mei Lin")).to_be_visible()


def test_the_walk_in_simplified_chinese(desk: str, new_person: NewPerson) -> None:
    page = new_person(locale="zh-CN", color_scheme="dark")
    email = f"anna-{secrets.token_hex(4)}@example.com"
    place = Place(page, desk, email, {})
    account = {"email": email, "password": PASSWORD, "name": "安娜", "language": "zh-Hans"}
    place.ask("POST", "/accounts", account)
    project = place.ask("POST", "/projects", {"client_id": client_id(), "name": "蓝色大厅"})
    page.goto(f"{desk}/console/projects/{project['id']}")
    management = page.get_by_role("region", name="管理", exact=True)
    expect(management.get_by_text("尚未设置密码")).to_be_visible()
    management.get_by_role("button", name="修改").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("密码", exact=True).fill("password12")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog.get_by_text("这个密码属于最先被尝试的常见密码")).to_be_visible()
    dialog.get_by_label("改为发送设置密码的链接").check()
    dialog.get_by_role("button", name="保存").click()
    link = dialog.locator("code").inner_text()
    dialog.get_by_role("button", name="完成").click()
    expect(management.get_by_text("链接已发送")).to_be_visible()
    assert serious_problems(page) == []
    management.screenshot(path=PICTURES / "list-zh.png")
    at_desk = new_person(locale="zh-CN")
    at_desk.goto(link)
    at_desk.get_by_label("密码", exact=True).fill(PASSWORD)
    at_desk.get_by_role("button", name="设置密码并登录").click()
    expect(at_desk.get_by_role("heading", name="我的")).to_be_visible()
