"""The widget on somebody else's page, in a real browser against a real server."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Frame, FrameLocator, Locator, Page, Route, WebSocketRoute, expect

from tests.browser.accessibility import AXE
from tests.browser.conftest import ARTIFACTS
from tests.browser.shop import Shop
from tests.browser.site import Anna, Site
from tests.services import wait_until
from tests.serving import Server

NewPerson = Callable[..., Page]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("data"), settings={"arrivals_per_minute": "10000"}).start()
    yield server
    server.stop()


@pytest.fixture
def shop(server: Server) -> Shop:
    return Shop(server.url)


@pytest.fixture
def anna(shop: Shop) -> Iterator[Anna]:
    anna = Anna(shop)
    yield anna
    anna.leave()


@pytest.fixture
def site(shop: Shop) -> Iterator[Site]:
    site = Site(f'<script async src="{shop.url}/widget.js" data-site-key="{shop.site_key}"></script>')
    yield site
    site.stop()


def launcher(page: Page) -> Locator:
    return page.locator("deskbell-widget button")


def panel(page: Page) -> FrameLocator:
    return page.frame_locator("deskbell-widget iframe")


def write(where: Page | FrameLocator, text: str) -> None:
    where.get_by_label("Write a message").fill(text)
    where.get_by_label("Write a message").press("Enter")


def frame(page: Page) -> Frame:
    return next(one for one in page.frames if "/chat/" in one.url)


def problems(where: Page | Frame) -> list[str]:
    where.evaluate(AXE.read_text(encoding="utf-8"))
    found = where.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found["violations"]]


def test_a_visitor_rings_by_keyboard_and_is_answered(site: Site, anna: Anna, person: Page) -> None:
    person.goto(site.url)
    expect(launcher(person)).to_have_accessible_name("Chat with us")
    person.get_by_label("Search").focus()
    person.keyboard.press("Tab")
    person.keyboard.press("Enter")
    expect(launcher(person)).to_have_attribute("aria-expanded", "true")
    expect(panel(person).get_by_role("heading", name="How can we help?")).to_be_visible()
    expect(panel(person).get_by_label("Write a message")).to_be_focused()
    assert frame(person).evaluate("localStorage.length") == 0, "nothing is stored before the first message"
    assert person.evaluate("localStorage.length") == 0
    assert problems(frame(person)) == []

    person.keyboard.type("Do you ship to Norway?")
    person.keyboard.press("Shift+Enter")
    person.keyboard.type("See https://shop.example/ship.")
    person.keyboard.press("Enter")
    expect(panel(person).get_by_text("Do you ship to Norway?")).to_be_visible()
    expect(panel(person).get_by_text("Sent", exact=True)).to_be_attached()
    expect(panel(person).get_by_label("Write a message")).to_be_focused()
    link = panel(person).get_by_role("link", name="https://shop.example/ship")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    assert anna.heard() == ["Do you ship to Norway?\nSee https://shop.example/ship."]

    anna.do("claim")
    anna.do("seen", {"delivered": 1_000, "read": 1_000})
    expect(panel(person).get_by_text("Read", exact=True)).to_be_attached()
    anna.do("typing", {"on": True})
    expect(panel(person).get_by_text("Anna Berg is typing…")).to_be_visible()
    anna.say("Yes, <b>in five days</b>.")
    expect(panel(person).get_by_text("Yes, <b>in five days</b>.", exact=True)).to_be_visible()
    expect(panel(person).get_by_text("is typing")).to_be_hidden()
    assert problems(frame(person)) == []
    person.screenshot(path=ARTIFACTS / "widget.png")

    person.keyboard.press("Escape")
    expect(launcher(person)).to_be_focused()
    expect(launcher(person)).to_have_attribute("aria-expanded", "false")
    anna.say("Anything else?")
    expect(launcher(person)).to_have_accessible_name("Chat with us (1 unread)")
    person.reload()
    expect(launcher(person)).to_have_accessible_name("Chat with us (1 unread)")
    launcher(person).click()
    expect(panel(person).get_by_text("Anything else?", exact=True)).to_be_visible()
    person.keyboard.press("Escape")
    expect(launcher(person)).to_have_accessible_name("Chat with us")


def test_a_conversation_ends_and_the_next_begins(site: Site, anna: Anna, person: Page) -> None:
    person.goto(site.url)
    launcher(person).click()
    chat = panel(person)
    write(chat, "First matter")
    expect(chat.get_by_text("Sent", exact=True)).to_be_attached()
    chat.get_by_role("button", name="End conversation").click()
    expect(chat.get_by_role("dialog", name="End this conversation?")).to_be_visible()
    person.keyboard.press("Escape")
    expect(chat.get_by_role("dialog")).to_be_hidden()
    expect(launcher(person)).to_have_attribute("aria-expanded", "true")
    chat.get_by_role("button", name="End conversation").click()
    chat.get_by_role("dialog").get_by_role("button", name="End conversation").click()
    expect(chat.get_by_text("You ended the conversation")).to_be_visible()
    assert anna.conversation()["status"] == "closed"

    person.reload()
    launcher(person).click()
    expect(chat.get_by_role("heading", name="Your conversations")).to_be_visible()
    expect(chat.get_by_role("button", name="You: First matter")).to_be_visible()
    assert problems(frame(person)) == []
    chat.get_by_role("button", name="Start a new conversation").click()
    write(chat, "Second matter")
    expect(chat.get_by_text("Sent", exact=True)).to_be_attached()
    assert anna.heard() == ["Second matter"]
    chat.get_by_role("button", name="All conversations").click()
    expect(chat.get_by_role("listitem")).to_have_count(2)
    chat.get_by_role("button", name="You: First matter").click()
    write(chat, "Once more about it")
    expect(chat.get_by_text("Once more about it", exact=True)).to_be_visible()
    expect(chat.get_by_text("You opened the conversation again")).to_be_visible()


def test_words_written_offline_survive_a_reload_and_are_said_once_in_order(
    shop: Shop, anna: Anna, person: Page
) -> None:
    person.goto(f"{shop.url}/chat/{shop.site_key}")
    write(person, "before")
    expect(person.get_by_text("Sent", exact=True)).to_be_attached()
    person.context.set_offline(True)
    expect(person.get_by_text("No connection.")).to_be_visible()
    said = [f"offline {number}" for number in range(5)]
    for text in said:
        write(person, text)
    expect(person.get_by_text("Waiting for a connection")).to_be_visible()
    person.context.set_offline(False)
    person.reload()
    expect(person.get_by_text("offline 4")).to_be_visible()
    expect(person.get_by_text("Sent", exact=True)).to_be_attached()
    assert anna.heard() == ["before", *said]


def test_a_killed_server_loses_nothing(server: Server, shop: Shop, anna: Anna, person: Page) -> None:
    person.goto(f"{shop.url}/chat/{shop.site_key}")
    write(person, "before")
    expect(person.get_by_text("Sent", exact=True)).to_be_attached()
    server.kill()
    write(person, "while it is down")
    write(person, "and again")
    expect(person.get_by_text("Reconnecting…")).to_be_visible()
    server.start()
    # Whoever lost a server tries again after a while that is longer each time.
    expect(person.get_by_text("Sent", exact=True)).to_be_attached()
    assert anna.heard() == ["before", "while it is down", "and again"]


def test_parts_that_do_not_come_at_first_are_asked_for_again(shop: Shop, person: Page) -> None:
    asked: list[str] = []

    def fail_at_first(route: Route) -> None:
        asked.append(route.request.url)
        if asked.count(route.request.url) == 1:
            route.abort()
        else:
            route.continue_()

    person.route(re.compile(r"/assets/widget-(waiting|speaking)-"), fail_at_first)
    person.goto(f"{shop.url}/chat/{shop.site_key}")
    write(person, "Is anybody there?")
    expect(person.get_by_text("Sent", exact=True)).to_be_attached()
    expect(person.get_by_text("You are next.")).to_be_visible()
    assert len(asked) == 2 * len(set(asked)) == 4


def test_without_sockets_everything_goes_over_http(shop: Shop, anna: Anna, person: Page) -> None:
    def block(socket: WebSocketRoute) -> None:
        socket.close()

    person.route_web_socket("**/ws", block)
    person.goto(f"{shop.url}/chat/{shop.site_key}")
    write(person, "Through the wall")
    expect(person.get_by_text("Sent", exact=True)).to_be_attached()
    anna.do("typing", {"on": True})
    expect(person.get_by_text("Anna Berg is typing…")).to_be_visible()
    anna.say("And back")
    expect(person.get_by_text("And back", exact=True)).to_be_visible()


def test_too_long_a_text_is_refused_in_words_before_it_is_sent(shop: Shop, person: Page) -> None:
    person.goto(f"{shop.url}/chat/{shop.site_key}")
    field = person.get_by_label("Write a message")
    field.fill("铃" * 5_300)
    expect(person.get_by_text("Room for about 161 more characters")).to_be_visible()
    field.fill("铃" * 6_000)
    field.press("Enter")
    expect(person.get_by_text("Too long by about 539 characters")).to_be_visible()
    expect(field).to_have_value("铃" * 6_000)
    expect(person.get_by_role("button", name="Send")).to_be_disabled()


def test_new_messages_never_move_what_one_reads(shop: Shop, anna: Anna, person: Page) -> None:
    person.set_viewport_size({"width": 420, "height": 640})
    person.goto(f"{shop.url}/chat/{shop.site_key}")
    write(person, "Tell me everything")
    expect(person.get_by_text("Sent", exact=True)).to_be_attached()
    anna.say(*(f"line {number}" for number in range(70)))
    person.reload()
    expect(person.get_by_text("line 69", exact=True)).to_be_in_viewport()
    person.get_by_text("line 30", exact=True).scroll_into_view_if_needed()
    expect(person.get_by_role("button", name="Go to the latest message")).to_be_visible()
    line = person.get_by_text("line 30", exact=True)
    before = line.bounding_box()
    anna.say("news 1", "news 2")
    expect(person.get_by_role("button", name="2 new messages")).to_be_visible()
    after = line.bounding_box()
    assert before is not None
    assert after is not None
    # To the pixel: the browser keeps fractions of one.
    assert abs(after["y"] - before["y"]) < 1
    person.get_by_role("log").evaluate("list => list.scrollTo(0, 100)")
    expect(person.get_by_text("Tell me everything")).to_be_attached()
    expect(person.get_by_text("Tell me everything")).not_to_be_in_viewport()
    person.get_by_role("button", name="2 new messages").click()
    expect(person.get_by_text("news 2", exact=True)).to_be_in_viewport()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_telephone_it_fills_the_screen_in_the_visitors_language(
    site: Site, new_person: NewPerson, theme: str
) -> None:
    size = {"width": 390, "height": 844}
    person = new_person(viewport=size, locale="zh-TW", color_scheme=theme, has_touch=True, is_mobile=True)
    person.goto(site.url)
    expect(launcher(person)).to_have_accessible_name("線上諮詢")
    launcher(person).tap()
    chat = panel(person)
    expect(chat.get_by_role("heading", name="有什麼可以幫您")).to_be_visible()
    expect(chat.locator("html")).to_have_attribute("lang", "zh-Hant")
    whole = {"x": 0, "y": 0, **size}
    wait_until(lambda: person.locator("deskbell-widget iframe").bounding_box() == whole, "it to fill the screen")
    chat.get_by_label("輸入訊息").fill("請問茶壺還有貨嗎")
    chat.get_by_role("button", name="傳送").tap()
    expect(chat.get_by_text("已傳送", exact=True)).to_be_attached()
    assert problems(frame(person)) == []
    person.screenshot(path=ARTIFACTS / f"widget-telephone-{theme}.png")
    chat.get_by_role("button", name="關閉聊天").tap()
    expect(launcher(person)).to_be_focused()


def test_right_to_left_mirrors_without_overflow(shop: Shop, person: Page) -> None:
    person.set_viewport_size({"width": 390, "height": 700})
    person.goto(f"{shop.url}/chat/{shop.site_key}")
    write(person, "A word that stands at the end of the line")
    person.evaluate("document.documentElement.dir = 'rtl'")
    said = person.get_by_role("log").get_by_text("A word that stands")
    # The server's own words have taken the place of the echo: nothing moves any more.
    expect(person.get_by_text("Your message is safe with us")).to_be_visible()
    expect(said).to_be_visible()
    box = said.bounding_box()
    assert box is not None
    assert box["x"] < 30, "one's own words stand at the end of the line, which is the left one"
    assert person.evaluate("document.documentElement.scrollWidth") == 390
    assert problems(person) == []


def test_the_page_commands_the_widget_and_a_stranger_does_not(shop: Shop, anna: Anna, person: Page) -> None:
    stub = f"""<script>
    (function(w,n){{w[n]=w[n]||function(){{(w[n].q=w[n].q||[]).push(arguments)}}}})(window,"deskbell");
    window.heard = [];
    for (const name of ["ready", "open", "close", "unread", "message:sent", "message:received"])
      deskbell("on", name, (detail) => heard.push([name, detail]));
    deskbell("init", {{ siteKey: "{shop.site_key}", language: "zh-CN", theme: "dark" }});
    deskbell("startConversation", "About the blue cup: ");
    </script><script async src="{shop.url}/widget.js"></script>"""
    site = Site(stub)
    person.goto(site.url)
    chat = panel(person)
    expect(chat.get_by_label("输入消息")).to_have_value("About the blue cup: ")
    expect(chat.locator("html")).to_have_attribute("data-theme", "dark")
    person.evaluate("deskbell('setLanguage', 'en'); deskbell('setTheme', 'light')")
    expect(chat.get_by_label("Write a message")).to_be_visible()
    expect(chat.locator("html")).to_have_attribute("data-theme", "light")
    chat.get_by_label("Write a message").press("End")
    chat.get_by_label("Write a message").press_sequentially("still there?")
    chat.get_by_label("Write a message").press("Enter")
    expect(chat.get_by_text("Sent", exact=True)).to_be_attached()
    assert anna.heard() == ["About the blue cup: still there?"], "words are proposed, and sent by the visitor"
    anna.say("Yes.")
    expect(chat.get_by_text("Yes.", exact=True)).to_be_visible()
    heard = person.evaluate("heard.map(([name]) => name)")
    assert {"ready", "open", "message:sent", "message:received"} <= set(heard)
    assert "Yes." not in person.evaluate("JSON.stringify(heard)"), "the page is no party to the conversation"

    person.evaluate("postMessage({ deskbell: { say: 'close' } }, '*')")
    person.evaluate("postMessage({ deskbell: { say: 'unread', unread: 99 } }, '*')")
    expect(launcher(person)).to_have_attribute("aria-expanded", "true")
    person.evaluate("deskbell('close')")
    expect(launcher(person)).to_have_accessible_name("Chat with us")
    person.evaluate("deskbell('hide')")
    expect(launcher(person)).to_be_hidden()
    person.evaluate("deskbell('destroy')")
    expect(person.locator("deskbell-widget")).to_have_count(0)
    person.evaluate(f"deskbell('init', {{ siteKey: '{shop.site_key}' }}); deskbell('open')")
    expect(chat.get_by_text("Yes.", exact=True)).to_be_visible()
    person.evaluate("deskbell('logout')")
    expect(chat.get_by_text("Yes.", exact=True)).to_be_hidden()
    expect(chat.get_by_role("heading", name="How can we help?")).to_be_visible()
    site.stop()


def test_the_server_is_told_the_page_without_its_query(site: Site, anna: Anna, person: Page) -> None:
    person.goto(site.url)
    launcher(person).click()
    write(panel(person), "Where am I?")
    expect(panel(person).get_by_text("Sent", exact=True)).to_be_attached()
    visitor = anna.visitor()
    assert visitor["page_url"] == site.url.split("?")[0]
    assert visitor["page_title"] == "Tea & Cups"


def test_an_unknown_chat_page_says_so_and_nothing_else(server: Server, person: Page) -> None:
    person.goto(f"{server.url}/chat/no-such-site-key")
    expect(person.get_by_role("heading", name="There is no chat at this address.")).to_be_visible()
    expect(person).to_have_title("There is no chat at this address.")
    expect(person.get_by_role("banner")).to_be_hidden()
    assert problems(person) == []
