"""R-15 to R-24: what an administrator is, that one needs a password, and adding more of them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.administrators import (
    PASSWORD,
    Place,
    expect_inside,
    expect_refused,
    project_of,
    save_password,
    sign_in,
)
from tests.browser.conftest import NewPerson
from tests.browser.shop import Visitor
from tests.services import wait_until
from tests.serving import Server


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = Server(tmp_path_factory.mktemp("administrators"), settings={"sign_up": "open", "trial_seats": "3"}).start()
    yield server.url
    server.stop()


@pytest.fixture
def place(desk: str, person: Page) -> Place:
    return project_of(person, desk)


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
    wait_until(lambda: lin.heard() == ["Is anybody there?", "Yes, I am."], "the answer")


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
