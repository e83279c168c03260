"""Every language on the main pages, at a desk and on a telephone: nothing is cut off, nothing leaves the screen."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from deskbell.kit.catalogue import LANGUAGES
from tests.browser.conftest import NewPerson
from tests.browser.everything import Everything

RIGHT_TO_LEFT = {"ar"}
WIDTHS = (1280, 390)
# A row that scrolls by itself may be wider than the screen.
CUT_OFF = """() => {
  const root = document.documentElement;
  const wrong = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide`] : [];
  const scrolls = (one) => one && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  // A name that ends in “…” is cut on purpose, and what is only said to screen readers stands nowhere.
  const meant = (one) => {
    const { textOverflow, position } = getComputedStyle(one);
    return textOverflow === "ellipsis" || position === "absolute";
  };
  for (const one of document.querySelectorAll("button, a, th, h1, h2, label, [role=tab], select, dt")) {
    const box = one.getBoundingClientRect();
    if (!one.checkVisibility() || box.width < 2 || getComputedStyle(one).position === "absolute") continue;
    const what = `${one.tagName} ${(one.innerText || one.ariaLabel || "").trim().slice(0, 40)}`;
    if ((box.right > root.clientWidth + 1 || box.left < -1) && !scrolls(one)) wrong.push(`outside: ${what}`);
    const cut = one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1;
    if (cut && ![one, ...one.querySelectorAll("*")].some(meant)) wrong.push(`cut off: ${what}`);
  }
  return wrong;
}"""
Speak = Callable[[str], None]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    running = Everything(tmp_path_factory.mktemp("everything"))
    yield running
    running.stop()


def test_the_console_in_every_language(everything: Everything, person: Page) -> None:
    here = f"/console/projects/{everything.id}"
    person.goto(f"{everything.url}/console/sign-in")
    wrong = _looked_at(person, "sign-in", _by_menu(person))
    person.context.add_cookies(everything.cookies(everything.operator.browser))
    wrong += _opened(person, everything, "/console/installation")
    person.context.add_cookies(everything.cookies(everything.browser))
    pages = ("", "/subscription", "/settings", "/audit")
    wrong += [one for page in pages for one in _opened(person, everything, here + page)]
    wrong += _opened(person, everything, "/console/account/security")
    assert wrong == []


def test_the_workspace_in_every_language(everything: Everything, person: Page) -> None:
    person.context.add_cookies(everything.cookies(everything.agent.browser))
    person.goto(f"{everything.url}/workspace/{everything.id}/all/{everything.conversation}")
    expect(person.get_by_role("log")).to_be_visible()
    wrong = _looked_at(person, "workspace", _by_menu(person))
    wrong += _opened(person, everything, f"/workspace/{everything.id}/team")
    assert wrong == []


def test_the_widget_in_every_language(everything: Everything, person: Page) -> None:
    person.goto(f"{everything.url}/preview/{everything.project['site_key']}#open")
    expect(person.frame_locator("iframe").get_by_role("textbox")).to_be_visible()
    (panel,) = (frame for frame in person.frames if "/chat/" in frame.url)

    def speak(language: str) -> None:
        person.evaluate("language => deskbell('setLanguage', language)", language)

    assert _looked_at(person, "widget", speak, panel) == []


def test_no_token_stays_in_the_address(everything: Everything, new_person: NewPerson) -> None:
    """Neither the history nor a shared screen keeps what came behind the `#` of a mailed link."""
    person = new_person()
    pages = ("console/confirm", "console/reset", "console/change-email", "console/join-owners")
    for page in (*pages, "workspace/set-password", "workspace/join"):
        person.goto(f"{everything.url}/{page}#a-token-that-nobody-was-given")
        expect(person.get_by_role("main").get_by_role("heading")).to_be_visible()
        expect(person).to_have_url(re.compile("^[^#]*$"))


def _opened(page: Page, everything: Everything, path: str) -> list[str]:
    page.goto(everything.url + path)
    expect(page.get_by_role("main").get_by_role("heading").first).to_be_visible()
    return _looked_at(page, path.rpartition("/")[2], _by_menu(page))


def _by_menu(page: Page) -> Speak:
    """Choose the language where people do."""

    choices = page.locator("[role=menuitemradio][lang]")
    openers = page.locator("header button[aria-haspopup=menu]")
    openers.first.wait_for()

    def offers_languages(opener: Locator) -> bool:
        opener.dispatch_event("click")
        expect(page.get_by_role("menu")).to_be_visible()
        found = choices.count() > 0
        page.keyboard.press("Escape")
        return found

    (languages, *_) = filter(offers_languages, openers.all())

    def speak(language: str) -> None:
        languages.dispatch_event("click")
        page.locator(f"[role=menuitemradio][lang='{language}']").dispatch_event("click")

    return speak


def _looked_at(page: Page, name: str, speak: Speak, where: Frame | None = None) -> list[str]:
    """What is cut off, in which language and at which width."""
    looked = where or page.main_frame
    wrong: list[str] = []
    for language in LANGUAGES:
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        speak(language)
        html = looked.locator("html")
        expect(html).to_have_attribute("lang", language)
        expect(html).to_have_attribute("dir", "rtl" if language in RIGHT_TO_LEFT else "ltr")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wrong += [f"{name} {language} {width}: {one}" for one in looked.evaluate(CUT_OFF)]
    return wrong
