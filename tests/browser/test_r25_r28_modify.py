"""R-25 to R-28: the Management module modifies administrators, and what ends with that."""

import re
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.administrators import (
    DESKTOP,
    OTHER_PASSWORD,
    PASSWORD,
    PICTURES,
    TELEPHONE,
    Place,
    expect_inside,
    expect_refused,
    project_of,
    save_password,
    sign_in,
)
from tests.browser.conftest import NewPerson
from tests.browser.shop import Visitor, client_id
from tests.serving import Server


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = Server(tmp_path_factory.mktemp("management"), settings={"sign_up": "open", "trial_seats": "3"}).start()
    yield server.url
    server.stop()


@pytest.fixture
def place(desk: str, person: Page) -> Place:
    return project_of(person, desk)


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


def test_r28_the_old_password_and_open_workspaces_end_at_once(place: Place, new_person: NewPerson) -> None:
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
    expect(at_desk.get_by_text("Your session has ended")).to_be_visible()
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
