"""R-38 to R-40: common questions at the right and an introduction, used without losing what is on the page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import ARTIFACTS, NewPerson
from tests.browser.shop import Shop
from tests.services import wait_until
from tests.serving import Server

PICTURES = ARTIFACTS / "help"
SEAT = "What is a seat, and what if all are taken?"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    server = Server(tmp_path_factory.mktemp("help"), settings={"sign_up": "open"}).start()
    yield Shop(server.url, "Lamps & Shades")
    server.stop()


def _at_the_project(page: Page, shop: Shop, rest: str = "") -> None:
    page.context.add_cookies([{"name": name, "value": value, "url": shop.url} for name, value in shop.cookies.items()])
    page.goto(f"{shop.url}/console/projects/{shop.id}{rest}")
    expect(page.get_by_role("heading", level=1, name="Lamps & Shades")).to_be_visible()


def test_r38_common_questions_stand_at_the_right_and_open_in_place(shop: Shop, new_person: NewPerson) -> None:
    page = new_person(viewport={"width": 1280, "height": 800})
    _at_the_project(page, shop)
    aside = page.get_by_role("complementary", name="Common questions")
    expect(aside).to_be_visible()
    box, main = aside.bounding_box(), page.get_by_role("region", name="Management").bounding_box()
    assert box
    assert main
    assert box["x"] >= main["x"] + main["width"]

    address = page.url
    question = aside.get_by_role("button", name=SEAT)
    question.click()
    expect(aside.get_by_text("A seat is one person who can sign in to the Workspace")).to_be_visible()
    expect(page).to_have_url(f"{address}#question=seats")
    assert serious_problems(page) == []
    page.go_back()
    expect(question).to_have_attribute("aria-expanded", "false")
    expect(page).to_have_url(address)

    # By keyboard alone, and to somebody else by its address.
    question.focus()
    page.keyboard.press("Enter")
    expect(question).to_have_attribute("aria-expanded", "true")
    page.reload()
    expect(question).to_have_attribute("aria-expanded", "true")
    expect(question).to_be_in_viewport()
    page.screenshot(path=PICTURES / "questions.png")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("pasword", "What if somebody forgot a password?"), ("席位", SEAT), ("wordpres", re.compile("WordPress"))],
    ids=["a slip", "another language", "a slip too few"],
)
def test_r39_a_question_is_found_by_what_one_remembers(shop: Shop, person: Page, typed: str, found: str) -> None:
    _at_the_project(person, shop)
    aside = person.get_by_role("complementary", name="Common questions")
    aside.get_by_role("searchbox", name="Search").fill(typed)
    expect(aside.get_by_role("button", name=found)).to_be_visible()
    expect(aside.get_by_role("status")).to_contain_text("found")
    aside.get_by_role("searchbox", name="Search").fill("zebra crossing")
    expect(aside.get_by_text("Nothing found. Try another word.")).to_be_visible()


def test_r39_reading_help_loses_nothing_that_was_typed(shop: Shop, person: Page) -> None:
    _at_the_project(person, shop)
    person.get_by_role("button", name="Edit", exact=True).click()
    name = person.get_by_role("dialog", name="Edit project name").get_by_label("Project name")
    name.fill("Half a na")
    dialog = person.get_by_role("dialog", name="Edit project name")
    dialog.get_by_role("button", name="Help").click()
    over = person.get_by_role("dialog", name="Help")
    expect(over.get_by_text("Press Edit beside the name")).to_be_visible()
    person.keyboard.press("Escape")
    expect(over).to_be_hidden()
    expect(name).to_have_value("Half a na")
    person.keyboard.press("Escape")
    expect(name).to_be_hidden()

    person.get_by_role("button", name="Help", exact=True).click()
    panel = person.get_by_role("dialog", name="Help")
    panel.get_by_role("button", name="Can I rename a project").click()
    expect(panel.get_by_text("Press Edit beside the name")).to_be_visible()
    assert serious_problems(person) == []
    person.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(person.get_by_role("button", name="Help", exact=True)).to_be_focused()
    expect(person.get_by_role("heading", level=1, name="Lamps & Shades")).to_be_visible()


def test_r39_on_a_telephone_help_is_a_sheet_and_the_questions_stand_below(shop: Shop, new_person: NewPerson) -> None:
    phone = new_person(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, color_scheme="dark")
    _at_the_project(phone, shop)
    aside = phone.get_by_role("complementary", name="Common questions")
    above = phone.get_by_role("region", name="Management").bounding_box()
    box = aside.bounding_box()
    assert box
    assert above
    assert box["y"] >= above["y"] + above["height"]
    phone.get_by_role("button", name="Help", exact=True).click()
    panel = phone.get_by_role("dialog", name="Help")
    panel.get_by_role("button", name=SEAT).click()
    expect(panel.get_by_text("A seat is one person")).to_be_visible()
    assert phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert serious_problems(phone) == []
    phone.screenshot(path=PICTURES / "telephone.png")


def test_r39_help_is_there_before_signing_in_and_in_the_readers_language(shop: Shop, new_person: NewPerson) -> None:
    page = new_person(locale="zh-CN")
    page.goto(f"{shop.url}/console/sign-in")
    page.get_by_label("邮箱").fill("half@exa")
    page.get_by_role("button", name="帮助").click()
    panel = page.get_by_role("dialog", name="帮助")
    panel.get_by_role("button", name="忘记密码怎么办").click()
    expect(panel.get_by_text("工作台的密码")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label("邮箱")).to_have_value("half@exa")


def test_r40_the_introduction_plays_over_the_page_with_captions(shop: Shop, new_person: NewPerson) -> None:
    page = new_person(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _at_the_project(page, shop)
    card = page.get_by_role("button", name="Watch the introduction")
    expect(card).to_be_visible()
    # Nothing of it is fetched before somebody wants to see it.
    assert not [url for url in asked if "/help/introduction" in url]
    assert page.locator("video").count() == 0

    card.click()
    film = page.get_by_role("dialog", name="Introduction").locator("video")
    expect(film).to_be_focused()
    wait_until(lambda: film.evaluate("(one) => one.currentTime > 0 && one.readyState > 2"), "the film to play")
    assert film.evaluate("(one) => one.controls && one.preload === 'none' && !one.autoplay")
    assert film.evaluate("(one) => [...one.textTracks].find((track) => track.mode === 'showing')?.language") == "en"
    assert film.evaluate("(one) => one.duration > 60 && one.duration < 120")
    # The browser's own keys: a space stops it.
    page.keyboard.press("Space")
    wait_until(lambda: film.evaluate("(one) => one.paused"), "the film to stop")
    film.evaluate("(one) => { one.currentTime = 30 }")
    wait_until(lambda: film.evaluate("(one) => one.readyState > 2 && !one.seeking"), "the film to have moved on")
    assert serious_problems(page) == []
    page.screenshot(path=PICTURES / "introduction.png")
    page.keyboard.press("Escape")
    expect(film).to_be_hidden()
    expect(card).to_be_focused()
    expect(page.get_by_role("heading", level=1, name="Lamps & Shades")).to_be_visible()

    # Whoever comes back goes on where they were.
    page.keyboard.press("Enter")
    wait_until(lambda: film.evaluate("(one) => one.currentTime >= 30"), "the film to go on")


def test_r40_the_captions_are_in_the_readers_language(shop: Shop, new_person: NewPerson) -> None:
    phone = new_person(locale="zh-TW", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.goto(f"{shop.url}/console/sign-in")
    phone.get_by_role("button", name="說明").click()
    phone.get_by_role("button", name="觀看介紹影片").click()
    film = phone.get_by_role("dialog", name="介紹").locator("video")
    expect(film).to_be_visible()
    showing = "(one) => [...one.textTracks].find((track) => track.mode === 'showing')?.language"
    wait_until(lambda: film.evaluate(showing) == "zh-Hant", "the captions")
    wait_until(lambda: film.evaluate("(one) => one.currentTime > 0"), "the film to play")
    phone.screenshot(path=PICTURES / "introduction-telephone.png")
