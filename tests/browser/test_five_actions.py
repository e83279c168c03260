"""From signing up to the first answered message: at most five actions, in English, and once in Simplified Chinese."""

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import ARTIFACTS, NewPerson
from tests.serving import Server

PASSWORD = "three quiet otters swim"
AT_MOST = 5
CHINESE = {
    "Your name": "您的姓名", "E-mail": "邮箱", "Password": "密码", "Create account": "注册账号",
    "Project name": "项目名称",
    "Create project": "创建项目", "Password for the Workspace": "工作台密码",
    "Save and enter the Workbench": "保存并进入工作台", "Enter Workbench": "进入工作台",
    "Write as a visitor": "以访客身份写消息", "Write a message": "输入消息", "Write an answer…": "输入回复…",
    "You have no open conversations": "您没有进行中的对话",
}  # fmt: skip


class Walk:
    """Counts what a newcomer presses. Typing into a field that is there is no action; what leads on is one."""

    def __init__(self, words: dict[str, str] | None = None) -> None:
        self.actions: list[str] = []
        self.began = time.monotonic()
        self._words = words

    def said(self, english: str) -> str:
        """The same on this reader's screen."""
        return self._words[english] if self._words else english

    def press(self, what: Locator) -> None:
        """One click that leads to a new state."""
        self.actions.append(f"press “{what.inner_text()}”")
        what.click()

    def enter(self, field: Locator, text: str) -> None:
        """Type, and send with Enter: one action too."""
        field.fill(text)
        self.actions.append("Enter")
        field.press("Enter")

    def report(self) -> dict[str, Any]:
        """What is kept beside the pictures."""
        return {"actions": self.actions, "seconds": round(time.monotonic() - self.began, 1)}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = Server(tmp_path_factory.mktemp("walk"), settings={"sign_up": "open"}).start()
    yield server.url
    server.stop()


def test_in_five_actions_after_sign_up_a_message_is_answered(url: str, new_person: NewPerson) -> None:
    owner = new_person(viewport={"width": 1280, "height": 800})
    sign_up(owner, url, Walk(), "olga@example.com")
    walk = Walk()
    walk.enter(owner.get_by_label("Project name"), "Kiln & Kettle")
    password = owner.get_by_label("Password for the Workspace")
    expect(password).to_be_visible()
    owner.screenshot(path=ARTIFACTS / "five-actions" / "1-password.png", full_page=True)
    password.fill(PASSWORD)
    walk.press(owner.get_by_role("button", name="Save and enter the Workbench"))
    expect(owner.get_by_text("You have no open conversations")).to_be_visible()
    answer_first(owner, walk)
    told = walk.report()
    (ARTIFACTS / "five-actions" / "walk.json").write_text(json.dumps(told, indent=2), "utf-8")
    assert len(walk.actions) <= AT_MOST, told
    # The Console has ticked off all but the widget on a site of one's own.
    owner.goto(f"{url}/console/")
    owner.get_by_role("main").get_by_role("link", name="Kiln & Kettle").click()
    expect(owner.get_by_text("4 of 5 done")).to_be_visible()


def test_the_walk_to_the_first_answer_in_simplified_chinese(url: str, new_person: NewPerson) -> None:
    """By way of *Enter Workbench*, whose sign-in is the browser's already."""
    owner = new_person(locale="zh-CN", viewport={"width": 1280, "height": 800})
    walk = Walk(CHINESE)
    sign_up(owner, url, walk, "wang@example.com")
    walk.enter(owner.get_by_label(walk.said("Project name")), "蓝色大厅")
    enter = owner.get_by_role("link", name=walk.said("Enter Workbench"))
    expect(enter).to_be_visible()
    with owner.context.expect_page() as opening:
        enter.click()
    expect(opening.value.get_by_role("heading", name="登录工作台")).to_be_visible()
    opening.value.close()
    owner.get_by_label(walk.said("Password for the Workspace")).fill(PASSWORD)
    walk.press(owner.get_by_role("button", name=walk.said("Save and enter the Workbench")))
    expect(owner.get_by_text(walk.said("You have no open conversations"))).to_be_visible()
    assert serious_problems(owner) == []
    answer_first(owner, walk)


def sign_up(page: Page, url: str, walk: Walk, email: str) -> None:
    page.goto(f"{url}/console/sign-up")
    for label, text in (("Your name", "Olga Berg"), ("E-mail", email), ("Password", PASSWORD)):
        page.get_by_label(walk.said(label), exact=True).fill(text)
    page.get_by_role("button", name=walk.said("Create account")).click()
    expect(page.get_by_label(walk.said("Project name"))).to_be_visible()


def answer_first(desk: Page, walk: Walk) -> None:
    """Be one's own first visitor, on the page that the Workspace offers, and answer."""
    offer = desk.get_by_role("link", name=walk.said("Write as a visitor"))
    desk.screenshot(path=ARTIFACTS / "five-actions" / f"2-workspace-{walk.said('E-mail')}.png")
    with desk.context.expect_page() as opening:
        walk.press(offer)
    panel: FrameLocator = opening.value.frame_locator("iframe")
    walk.enter(panel.get_by_label(walk.said("Write a message")), "?")
    expect(panel.get_by_role("log").get_by_text("?", exact=True)).to_be_visible()
    # The first conversation of all opens by itself.
    expect(desk).to_have_url(re.compile(r"/my/\w{16}$"))
    walk.enter(desk.get_by_placeholder(walk.said("Write an answer…")), "!")
    expect(panel.get_by_role("log").get_by_text("!", exact=True)).to_be_visible()
    desk.screenshot(path=ARTIFACTS / "five-actions" / f"3-answered-{walk.said('E-mail')}.png")
