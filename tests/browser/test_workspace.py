"""The Workspace's own flows, in a real browser against a real server: signing in, claiming, answering, closing."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.accessibility import serious_problems
from tests.browser.shop import Shop, sign_in
from tests.services import wait_until
from tests.serving import Server

NewPerson = Callable[..., Page]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server for this file; each test makes a project of its own."""
    server = Server(tmp_path_factory.mktemp("data"), settings={"arrivals_per_minute": "10000"}).start()
    yield server.url
    server.stop()


@pytest.fixture
def shop(url: str) -> Shop:
    """A project whose agent Anna gets nothing by herself: visitors queue."""
    shop = Shop(url)
    shop.step_away()
    return shop


def test_signing_in_says_where_one_is_and_comes_back_to_the_place(shop: Shop, person: Page) -> None:
    person.goto(f"{shop.url}/workspace/{shop.id}/queuing?order=waiting")
    expect(person.get_by_role("heading", name="Sign in to the Workspace")).to_be_visible()
    expect(person.get_by_text("made by an administrator of your project")).to_be_visible()
    assert serious_problems(person) == []

    person.get_by_role("button", name="Sign in").click()
    expect(person.get_by_label("E-mail")).to_be_focused()
    person.get_by_label("E-mail").fill(shop.email)
    person.get_by_label("Password", exact=True).fill("not this one")
    person.keyboard.press("Enter")
    expect(person.get_by_role("alert")).to_contain_text("do not match")
    expect(person.get_by_label("E-mail")).to_have_value(shop.email)

    person.get_by_label("Password", exact=True).fill(shop.password)
    person.keyboard.press("Enter")
    expect(person.get_by_text("Nobody is waiting in the queue").first).to_be_visible()
    expect(person).to_have_url(f"{shop.url}/workspace/{shop.id}/queuing?order=waiting")
    expect(person).to_have_title(re.compile("Blue Bicycle Shop · Deskbell Workspace"))
    person.reload()
    expect(person.get_by_role("heading", name="Queuing")).to_be_visible()
    assert serious_problems(person) == []


def test_which_project_is_asked_only_after_the_password(shop: Shop, person: Page) -> None:
    other = Shop(shop.url, "Tea House", email=shop.email, password=shop.password)
    person.goto(f"{shop.url}/workspace/")
    person.get_by_label("E-mail").fill(shop.email)
    person.get_by_label("Password", exact=True).fill(shop.password)
    person.get_by_role("button", name="Sign in").click()
    expect(person.get_by_role("heading", name="Which project?")).to_be_visible()
    expect(person.get_by_role("button", name="Blue Bicycle Shop")).to_be_focused()
    assert serious_problems(person) == []
    person.get_by_role("button", name="Tea House").click()
    expect(person).to_have_url(f"{shop.url}/workspace/{other.id}/my")
    expect(person.get_by_text("Tea House")).to_be_visible()

    sign_in(person, shop)
    person.get_by_role("button", name="Anna Berg").click()
    person.get_by_role("menuitem", name="Go to Tea House").click()
    expect(person).to_have_url(f"{shop.url}/workspace/{other.id}/my")
    person.goto(f"{shop.url}/workspace/")
    expect(person.get_by_text("signed in to several projects")).to_be_visible()
    person.get_by_role("button", name="Tea House").click()
    person.get_by_role("button", name="Anna Berg").click()
    person.get_by_role("menuitem", name="Sign out").click()
    expect(person).to_have_url(f"{shop.url}/workspace/{shop.id}/my")
    person.get_by_role("button", name="Anna Berg").click()
    person.get_by_role("menuitem", name="Sign out").click()
    expect(person.get_by_role("heading", name="Sign in to the Workspace")).to_be_visible()


def test_claim_answer_close_and_reopen(shop: Shop, person: Page) -> None:
    lin = shop.visitor("Mei Lin", "Is my order on its way?")
    sign_in(person, shop, at="queuing")
    person.get_by_role("link", name="Mei Lin").click()
    thread = person.get_by_role("region", name="Conversation")
    expect(thread.get_by_text("Is my order on its way?")).to_be_visible()
    expect(counted(person, "queuing")).to_have_text("1")

    thread.get_by_role("button", name="Claim").click()
    expect(thread.get_by_text("Anna Berg takes care of this conversation")).to_be_visible()
    expect(counted(person, "queuing")).to_have_text("0")
    expect(counted(person, "my")).to_have_text("1")
    details = person.get_by_role("complementary", name="Details")
    expect(details.get_by_text("Taken from the queue by Anna Berg")).to_be_visible()
    expect(details.get_by_text("Firefox 132")).to_be_visible()
    expect(details.get_by_text("127.0.0.1")).to_be_visible()
    expect(details.get_by_role("link", name="Checkout").first).to_be_visible()

    person.get_by_label("Message to Mei Lin").fill("It left this morning.")
    person.keyboard.press("Enter")
    expect(thread.get_by_text("It left this morning.")).to_be_visible()
    expect(thread.get_by_text("Replied")).to_be_visible()
    wait_until(lambda: lin.heard() == ["Is my order on its way?", "It left this morning."], "the answer")
    lin.read_all()
    expect(thread.get_by_label("Read").or_(thread.get_by_text("Read", exact=True)).last).to_be_attached()
    lin.write("Thank you!")
    expect(thread.get_by_text("Thank you!", exact=True)).to_be_visible()
    expect(thread.get_by_text("Awaiting reply")).to_be_visible()
    assert serious_problems(person) == []

    thread.get_by_role("button", name="Close").click()
    expect(thread.get_by_text("You ended the conversation")).to_be_visible()
    expect(person.get_by_label("Message to Mei Lin")).to_be_hidden()
    expect(counted(person, "closed")).to_have_text("1")
    thread.get_by_role("button", name="Reopen").first.click()
    expect(person.get_by_label("Message to Mei Lin")).to_be_visible()
    expect(counted(person, "closed")).to_have_text("0")


def test_a_keyboard_alone_can_do_it(shop: Shop, person: Page) -> None:
    shop.visitor("Mei Lin", "Hello?")
    person.goto(f"{shop.url}/workspace/{shop.id}/my")
    person.get_by_label("E-mail").focus()
    keys = person.keyboard
    keys.type(shop.email)
    keys.press("Tab")
    keys.type(shop.password)
    keys.press("Enter")
    expect(person.get_by_text("You have no open conversations")).to_be_visible()

    keys.press("?")
    expect(person.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    assert serious_problems(person) == []
    keys.press("Escape")
    expect(person.get_by_role("dialog")).to_be_hidden()

    keys.press("2")
    expect(person.get_by_role("link", name="Mei Lin")).to_be_visible()
    keys.press("j")
    expect(person.get_by_role("button", name="Claim")).to_be_visible()
    keys.press("c")
    expect(person.get_by_text("Anna Berg takes care")).to_be_visible()
    keys.press("r")
    expect(person.get_by_label("Message to Mei Lin")).to_be_focused()
    keys.type("Hello! One line,")
    keys.press("Shift+Enter")
    keys.type("and jkae? more.")
    keys.press("Enter")
    expect(person.get_by_role("log").get_by_text("and jkae? more.")).to_be_visible()
    keys.press("Escape")
    keys.press("e")
    expect(person.get_by_text("You ended the conversation")).to_be_visible()
    keys.press("o")
    expect(person.get_by_label("Message to Mei Lin")).to_be_visible()

    keys.press("?")
    person.get_by_role("checkbox", name="Use single-key shortcuts").press("Space")
    keys.press("Escape")
    keys.press("e")
    keys.press("1")
    expect(person.get_by_label("Message to Mei Lin")).to_be_visible()
    expect(person.get_by_role("heading", name="Queuing")).to_be_visible()


def test_two_agents_claim_the_same_and_one_is_told_who_has_it(shop: Shop, new_person: NewPerson) -> None:
    email, password = shop.add_colleague("Tom Reed")
    shop.step_away(email, password)
    lin = shop.visitor("Mei Lin", "Anybody here?")
    anna, tom = new_person(), new_person()
    sign_in(anna, shop, at=f"queuing/{lin.conversation}")
    sign_in(tom, shop, at=f"queuing/{lin.conversation}", email=email, password=password)

    # Both press before either has heard of the other.
    held: list[Route] = []
    for page in (anna, tom):
        page.route("**/claim", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
        with page.expect_request("**/claim"):
            page.get_by_role("button", name="Claim").click()
    for route in held:
        route.continue_()

    for page in (anna, tom):
        expect(page.get_by_role("log").get_by_text("takes care of this conversation")).to_be_visible()
    lines = {page.get_by_text("takes care of this conversation").first.inner_text() for page in (anna, tom)}
    assert len(lines) == 1
    winner = "Anna Berg" if "Anna" in lines.pop() else "Tom Reed"
    loser, other = (tom, anna) if winner == "Anna Berg" else (anna, tom)
    expect(loser.get_by_text(f"{winner} has already taken this conversation.")).to_be_visible()
    expect(loser.get_by_text(f"With {winner}")).to_be_visible()
    expect(other.get_by_text("Yours", exact=True)).to_be_visible()
    expect(other.get_by_text("has already taken")).to_be_hidden()


def test_an_automatic_assignment_arrives_live_and_says_why(url: str, person: Page) -> None:
    shop = Shop(url)
    sign_in(person, shop)
    expect(person.get_by_text("You have no open conversations")).to_be_visible()
    shop.visitor("Jonas Weber", "Do you ship to Norway?")
    row = person.get_by_role("link", name="Jonas Weber")
    expect(row).to_be_visible()
    expect(row).to_contain_text("1 unread message")
    expect(person.get_by_role("status").get_by_text("Jonas Weber was assigned to you")).to_be_attached()
    expect(person).to_have_title(re.compile(r"^\(1\) "))
    row.click()
    expect(person.get_by_text("Rounds: Anna Berg had 0 of 6, the fewest")).to_be_visible()
    expect(row).not_to_contain_text("unread")
    expect(person).to_have_title(re.compile("^Blue"))


def test_who_types_is_shown_to_the_team(shop: Shop, new_person: NewPerson) -> None:
    email, password = shop.add_colleague("Tom Reed")
    lin = shop.visitor("Mei Lin", "Hello?")
    anna, tom = new_person(), new_person()
    sign_in(anna, shop, at=f"queuing/{lin.conversation}")
    sign_in(tom, shop, at=f"all/{lin.conversation}", email=email, password=password)
    expect(anna.get_by_text("Connecting")).to_be_hidden()
    tom.get_by_label("Message to Mei Lin").press_sequentially("Good morning")
    expect(anna.get_by_text("Tom Reed is typing an answer…")).to_be_visible()
    lin.type()
    expect(anna.get_by_role("log").get_by_text("Mei Lin is typing…")).to_be_visible()
    expect(tom.get_by_role("link", name="Mei Lin").get_by_text("is typing…")).to_be_visible()
    expect(tom.get_by_text("Tom Reed is typing")).to_be_hidden()
    lin.write("Are you there?")
    expect(anna.get_by_text("Mei Lin is typing…")).to_be_hidden()


def test_whether_the_visitor_is_there_is_shown(shop: Shop, person: Page) -> None:
    lin = shop.visitor("Mei Lin", "Hello?")
    sign_in(person, shop, at=f"queuing/{lin.conversation}")
    details = person.get_by_role("complementary", name="Details")
    expect(details.get_by_text("Last seen")).to_be_visible()
    with lin.on_the_page():
        expect(details.get_by_text("Online now")).to_be_visible()
        expect(person.get_by_role("link", name="Mei Lin")).to_contain_text("Online now")
    # Gone only after a while, so that a reload of the visitor's page is not a departure.
    expect(details.get_by_text("Last seen")).to_be_visible()


def test_what_is_written_without_a_connection_is_sent_once_when_it_is_back(
    new_server: Callable[..., Server], person: Page
) -> None:
    server = new_server().start()
    shop = Shop(server.url)
    shop.step_away()
    lin = shop.visitor("Mei Lin", "Hello?")
    sign_in(person, shop, at=f"queuing/{lin.conversation}")
    expect(person.get_by_role("log").get_by_text("Hello?")).to_be_visible()
    server.kill()
    expect(person.get_by_text("What you write is kept and sent.")).to_be_visible()
    field = person.get_by_label("Message to Mei Lin")
    for words in ("One", "Two"):
        field.fill(words)
        field.press("Enter")
        expect(person.get_by_role("log").get_by_text(words, exact=True)).to_be_visible()
    assert serious_problems(person) == []
    server.start()
    expect(person.get_by_text("What you write is kept and sent.")).to_be_hidden()
    expect(person.get_by_role("log").get_by_text("Anna Berg takes care of this conversation")).to_be_visible()
    wait_until(lambda: lin.heard() == ["Hello?", "One", "Two"], "both messages, once and in order")


def test_a_network_that_blocks_sockets_is_no_hindrance(shop: Shop, person: Page) -> None:
    lin = shop.visitor("Mei Lin", "Hello?")
    person.route_web_socket("**/ws", lambda socket: socket.close())
    sign_in(person, shop, at=f"queuing/{lin.conversation}")
    field = person.get_by_label("Message to Mei Lin")
    field.fill("Good morning")
    field.press("Enter")
    wait_until(lambda: lin.heard() == ["Hello?", "Good morning"], "the answer, over HTTP")
    lin.write("Good morning to you")
    expect(person.get_by_role("log").get_by_text("Good morning to you")).to_be_visible()
    expect(counted(person, "awaiting_reply")).to_have_text("1")


def test_too_long_is_refused_before_sending_and_a_draft_survives_a_reload(shop: Shop, person: Page) -> None:
    lin = shop.visitor("Mei Lin", "Hello?")
    sign_in(person, shop, at=f"queuing/{lin.conversation}")
    field = person.get_by_label("Message to Mei Lin")
    field.fill("钟" * 5462)
    expect(person.get_by_role("alert")).to_contain_text("Too long to send")
    expect(person.get_by_role("button", name="Send")).to_be_disabled()
    field.press("Enter")
    assert lin.heard() == ["Hello?"]
    field.fill("half a sentence")
    person.reload()
    expect(person.get_by_label("Message to Mei Lin")).to_have_value("half a sentence")


def test_one_pane_at_a_time_on_a_telephone(shop: Shop, new_person: NewPerson) -> None:
    lin = shop.visitor("Mei Lin", "Hello?")
    phone = new_person(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    sign_in(phone, shop, at="queuing")
    row = phone.get_by_role("link", name="Mei Lin")
    row.click()
    expect(phone.get_by_label("Message to Mei Lin")).to_be_visible()
    expect(row).to_be_hidden()
    expect(phone.get_by_role("heading", name="Mei Lin")).to_be_focused()
    assert serious_problems(phone) == []
    phone.get_by_role("button", name="Details", exact=True).click()
    expect(phone.get_by_text("Firefox 132")).to_be_visible()
    phone.get_by_role("button", name="Hide the details").click()
    phone.get_by_role("button", name="Back to the list").click()
    expect(row).to_be_visible()
    expect(row).to_be_focused()
    assert serious_problems(phone) == []
    # One that is in no list yet comes later than its pane.
    phone.goto(f"{shop.url}/workspace/{shop.id}/closed")
    expect(phone.get_by_role("heading", name="Closed")).to_be_visible()
    go = "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')) }"
    phone.evaluate(go, f"/workspace/{shop.id}/closed/{lin.conversation}")
    expect(phone.get_by_role("heading", name="Mei Lin")).to_be_focused()


def test_a_long_list_shows_every_row_and_draws_few(shop: Shop, person: Page) -> None:
    for number in range(70):
        shop.visitor(f"Visitor {number:03}", "Hello?")
    sign_in(person, shop, at="queuing?order=waiting")
    expect(person.get_by_role("link", name="Visitor 000")).to_be_visible()
    expect(counted(person, "queuing")).to_have_text("70")
    rows = person.locator("[data-row]")
    for number in range(0, 70, 5):
        person.get_by_role("link", name=f"Visitor {number:03}").scroll_into_view_if_needed()
        expect(person.get_by_role("link", name=f"Visitor {number:03}")).to_be_visible()
        assert rows.count() < 40
    expect(person.get_by_role("link", name="Visitor 000")).to_have_count(0)


def test_what_cannot_be_loaded_is_said_in_words_and_tried_again(shop: Shop, person: Page) -> None:
    lin = shop.visitor("Mei Lin", "Hello?")
    sign_in(person, shop)
    broken = re.compile(r"/conversations")
    person.route(broken, lambda route: route.fulfill(status=503, json={"code": "unavailable", "message": "Not now."}))
    person.get_by_role("link", name=re.compile("^Queuing")).click()
    expect(person.get_by_text("The list could not be loaded")).to_be_visible()
    expect(person.get_by_text("Not now.")).to_be_visible()
    person.unroute(broken)
    person.get_by_role("button", name="Try again").click()
    expect(person.get_by_role("link", name="Mei Lin")).to_be_visible()
    person.goto(f"{shop.url}/workspace/{shop.id}/all/0000000000000000")
    expect(person.get_by_text("This conversation could not be opened")).to_be_visible()
    person.goto(f"{shop.url}/workspace/{shop.id}/all/{lin.conversation}")
    expect(person.get_by_role("log").get_by_text("Hello?")).to_be_visible()


def test_a_new_name_of_the_project_arrives_without_reload(shop: Shop, person: Page) -> None:
    sign_in(person, shop)
    shop.rename("Blue <b>Bicycles</b>")
    expect(person.get_by_text("Blue <b>Bicycles</b>")).to_be_visible()


def test_another_password_ends_the_session_and_keeps_the_place(shop: Shop, person: Page) -> None:
    lin = shop.visitor("Mei Lin", "Hello?")
    sign_in(person, shop, at=f"queuing/{lin.conversation}")
    person.get_by_label("Message to Mei Lin").fill("half a sentence")
    shop.change_anna(password="another long password")
    expect(person.get_by_text("Your session has ended")).to_be_visible()
    person.get_by_label("E-mail").fill(shop.email)
    person.get_by_label("Password", exact=True).fill("another long password")
    person.get_by_role("button", name="Sign in").click()
    expect(person.get_by_label("Message to Mei Lin")).to_have_value("half a sentence")


def test_the_agents_language_is_kept_with_the_agent(shop: Shop, new_person: NewPerson) -> None:
    here = new_person(color_scheme="dark")
    sign_in(here, shop)
    here.get_by_role("button", name="Anna Berg").click()
    here.get_by_role("menuitemradio", name="简体中文").click()
    expect(here.get_by_role("heading", name="我的")).to_be_visible()
    assert serious_problems(here) == []
    elsewhere = new_person()
    sign_in_chinese_later(elsewhere, shop)


def sign_in_chinese_later(page: Page, shop: Shop) -> None:
    """The sign-in page is in the browser's language, what follows in the agent's."""
    page.goto(f"{shop.url}/workspace/")
    page.get_by_label("E-mail").fill(shop.email)
    page.get_by_label("Password", exact=True).fill(shop.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="我的")).to_be_visible()


def counted(page: Page, view: str):  # noqa: ANN201 - a locator, as Playwright calls it
    """The number beside a group."""
    return page.locator(f"[data-count={view}]")
