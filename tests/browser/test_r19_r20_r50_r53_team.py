"""R-19, R-20 and R-50 to R-53: an administrator invites people to the team, they join, and are looked after."""

import email
import email.policy
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import ARTIFACTS, NewPerson
from tests.browser.shop import Visitor, client_id
from tests.services import wait_until
from tests.serving import Server

PASSWORD = "three quiet otters swim"
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PICTURES = ARTIFACTS / "team"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("team"), settings={"sign_up": "open", "trial_seats": "4"}).start()
    yield server
    server.stop()


class Team(NamedTuple):
    """A project with Anna as its administrator, whose Team page is open in her browser."""

    page: Page
    server: Server
    project: dict[str, Any]

    @property
    def invite(self) -> Locator:
        return self.page.get_by_role("dialog", name="Invite agents")

    @property
    def agents(self) -> Locator:
        return self.page.get_by_role("region", name="Agents")

    @property
    def pending(self) -> Locator:
        return self.page.get_by_role("region", name="Pending invitations")

    def row(self, who: str) -> Locator:
        return self.page.get_by_role("main").get_by_role("listitem").filter(has_text=who)

    def choose(self, who: str, deed: str) -> None:
        self.page.get_by_role("button", name=f"More for {who}").click()
        self.page.get_by_role("menuitem", name=deed).click()

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        where = f"{self.server.url}/api/v1/workspace/{self.project['id']}/team{path}"
        answer = self.page.request.post(where, data=body, headers={"origin": self.server.url})
        assert answer.ok, answer.text()
        return answer.json()

    def invited(self, address: str) -> str:
        """Invite without the page, and answer the link that was mailed."""
        self.ask("/invitations", {"client_id": client_id(), "emails": [address], "role": "agent"})
        return letter_to(self.server, address)[1]


def team(page: Page, server: Server) -> Team:
    anna = f"anna-{secrets.token_hex(4)}@example.com"
    console = f"{server.url}/api/v1/console"

    def ask(method: str, path: str, body: dict[str, Any]) -> Any:
        answer = page.request.fetch(console + path, method=method, data=body, headers={"origin": server.url})
        assert answer.ok, answer.text()
        return answer.json()

    ask("POST", "/accounts", {"email": anna, "password": PASSWORD, "name": "Anna Berg"})
    project = ask("POST", "/projects", {"client_id": client_id(), "name": "Blue Lobby"})
    where = f"/projects/{project['id']}/administrators/{project['administrators'][0]['id']}"
    ask("PATCH", where, {"password": PASSWORD})
    sign_in(page, server, anna)
    page.goto(f"{server.url}/workspace/{project['id']}/team")
    expect(page.get_by_role("heading", name="Team", level=1)).to_be_visible()
    return Team(page, server, project)


def sign_in(page: Page, server: Server, who: str) -> None:
    credentials = {"email": who, "password": PASSWORD}
    answer = page.request.post(f"{server.url}/api/v1/workspace/session", data=credentials)
    assert answer.ok, answer.text()


def letter_to(server: Server, address: str) -> tuple[str, str]:
    """The words of the newest letter to an address, and the link in it."""

    def newest() -> list[Path]:
        files = sorted((server.data / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        return [one for one in files if f"To: {address}" in one.read_text("utf-8", "replace")]

    wait_until(lambda: bool(newest()), f"a letter to {address}")
    message = email.message_from_bytes(newest()[-1].read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    words = str(body.get_content())
    link = re.search(r"http://\S+/workspace/join#\S+", words)
    assert link is not None, words
    return words, link[0]


def looked_at(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png")
    assert serious_problems(page) == []


def test_r20_r50_r51_agents_are_invited(desk: Server, new_person: NewPerson) -> None:
    anna = team(new_person(**DESKTOP), desk)
    page, dialog = anna.page, anna.invite
    expect(page.get_by_text("Nobody else is here yet")).to_be_visible()
    expect(page.get_by_text("1 of 4 seats used, 0 pending, 3 left")).to_be_visible()
    looked_at(page, "alone")

    # What is pasted becomes addresses, and what is wrong with one is seen at once.
    page.get_by_role("button", name="Invite agents").click()
    field = dialog.get_by_role("textbox", name="E-mail addresses")
    ben, cem = (f"{name}-{secrets.token_hex(4)}@example.com" for name in ("ben", "cem"))
    field.fill(f"Ben Olsen <{ben}>, {cem}\nnot-an-address {cem};")
    expect(dialog.get_by_text("Not an e-mail address")).to_be_visible()
    expect(dialog.get_by_text("Repeated")).to_be_visible()
    expect(dialog.get_by_text("3 seats are left.")).to_be_visible()
    looked_at(page, "invite")
    dialog.get_by_role("button", name="Send invitations").click()
    expect(dialog.get_by_text("Mend or take out the addresses that are marked.")).to_be_visible()
    dialog.get_by_role("button", name="Take out not-an-address").click()
    field.press("Backspace")
    field.fill("")

    # Eleven are refused in words, here as on the server.
    field.fill(" ".join(f"n{number}@example.com" for number in range(9)) + " ")
    expect(dialog.get_by_text("At most 10 people can be invited at once; these are 11 addresses.")).to_be_visible()
    for number in range(9):
        dialog.get_by_role("button", name=f"Take out n{number}@example.com").click()
    dialog.get_by_text("Answers visitors and sees who else does.").click()
    field.fill("anna")
    field.press("Enter")
    field.press("Backspace")
    expect(field).to_have_value("anna")
    field.fill("")
    dialog.get_by_role("button", name="Send invitations").dblclick()
    expect(dialog.get_by_text("2 invitations were sent.")).to_be_visible()
    expect(dialog.get_by_role("listitem").filter(has_text=ben)).to_contain_text("Invited")
    looked_at(page, "invited")
    dialog.get_by_role("button", name="Done").click()
    expect(anna.pending.get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_text("1 of 4 seats used, 2 pending, 1 left")).to_be_visible()
    looked_at(page, "pending")


def test_r52_r53_whoever_is_invited_joins(desk: Server, new_person: NewPerson) -> None:
    anna = team(new_person(**DESKTOP), desk)
    page = anna.page
    ben, cem = (f"{name}-{secrets.token_hex(4)}@example.com" for name in ("ben", "cem"))
    anna.invited(cem)
    link = anna.invited(ben)
    expect(anna.pending.get_by_role("listitem")).to_have_count(2)

    # One of them joins with the letter's link, by name and password, and is inside.
    assert "Anna Berg invites you to the team that answers the visitors of Blue Lobby" in letter_to(desk, ben)[0]
    his = new_person(**TELEPHONE)
    his.goto(link)
    expect(his.get_by_role("heading", name="Join the team of Blue Lobby")).to_be_visible()
    expect(his.get_by_text(f"Anna Berg has invited {ben}. Role: Agent.")).to_be_visible()
    assert "#" not in his.url
    his.get_by_role("button", name="Join Team").click()
    expect(his.get_by_text("Enter your name.")).to_be_visible()
    his.get_by_label("Your name").fill("Ben Olsen")
    his.get_by_label("Password", exact=True).fill("otter")
    his.get_by_role("button", name="Join Team").click()
    expect(his.get_by_text("This password is too easy to guess.")).to_be_visible()
    looked_at(his, "join-telephone")
    his.get_by_label("Password", exact=True).fill(PASSWORD)
    his.get_by_role("button", name="Join Team").dblclick()
    expect(his.get_by_text("You have no open conversations")).to_be_visible()

    # Whoever only answers sees who else does, and nothing to manage.
    his.get_by_role("link", name="Team").click()
    expect(his.get_by_role("listitem").filter(has_text="Anna Berg")).to_contain_text("Administrator")
    expect(his.get_by_role("button", name="Invite agents")).to_be_hidden()
    looked_at(his, "colleagues-telephone")

    # Anna's page has heard of all that by itself.
    expect(anna.agents.get_by_role("listitem").filter(has_text="Ben Olsen")).to_contain_text("Online")
    expect(anna.pending.get_by_role("listitem")).to_have_count(1)

    # Each way in which a link no longer works is said.
    expect_refused(new_person(), link, "This invitation has already been used.")
    anna.choose(cem, "Make a link to copy")
    expect(page.get_by_role("dialog").get_by_text("This link is shown once.")).to_be_visible()
    newest = page.get_by_role("dialog").get_by_role("code").inner_text()
    page.get_by_role("dialog").get_by_role("button", name="Done").click()
    expect_refused(new_person(), letter_to(desk, cem)[1], "This link no longer works")
    anna.choose(cem, "Withdraw")
    expect(page.get_by_text(f"The invitation for {cem} is withdrawn")).to_be_visible()
    expect(anna.pending).to_be_hidden()
    expect_refused(new_person(), newest, "This invitation has been withdrawn.")


def test_r19_an_administrator_manages_the_team(desk: Server, new_person: NewPerson) -> None:
    anna = team(new_person(**DESKTOP, color_scheme="dark"), desk)
    page = anna.page
    address = f"ben-{secrets.token_hex(4)}@example.com"
    his = new_person(**DESKTOP)
    token = anna.invited(address).partition("#")[2]
    joined = his.request.post(
        f"{desk.url}/api/v1/workspace/join", data={"token": token, "name": "Ben Olsen", "password": PASSWORD}
    )
    assert joined.ok, joined.text()
    his.goto(f"{desk.url}/workspace/{anna.project['id']}/team")
    expect(his.get_by_role("main").get_by_text("Everybody who answers visitors here.")).to_be_visible()

    # Role and limit together; the other's open page follows at once.
    anna.choose("Ben Olsen", "Role and limit")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Conversation limit").fill("many")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Enter a whole number from 0 to 100.")).to_be_visible()
    dialog.get_by_label("Conversation limit").fill("0")
    dialog.get_by_text("Administrator").click()
    looked_at(page, "edit-dark")
    dialog.get_by_role("button", name="Save").click()
    expect(anna.row("Ben Olsen")).to_contain_text("Administrator")
    expect(anna.row("Ben Olsen")).to_contain_text("limit 0")
    expect(his.get_by_role("button", name="Invite agents")).to_be_visible()
    anna.choose("Ben Olsen", "Role and limit")
    dialog.get_by_text("Answers visitors and sees who else does.").click()
    dialog.get_by_label("Conversation limit").fill("3")
    dialog.get_by_role("button", name="Save").click()
    expect(his.get_by_role("button", name="Invite agents")).to_be_hidden()

    # Never the last administrator.
    anna.choose("Anna Berg", "Disable")
    expect(page.get_by_text("This is the only administrator who can sign in.")).to_be_visible()

    # What he has goes back to the queue, and he is out.
    workspace = f"{desk.url}/api/v1/workspace/{anna.project['id']}"
    assert page.request.patch(f"{workspace}/me", data={"availability": "away"}).ok
    visitor = Visitor(desk.url, anna.project["site_key"], "Vera", "Is anybody there?")
    where = f"{workspace}/conversations/{visitor.conversation}"
    wait_until(lambda: page.request.get(where).json()["conversation"]["assignee_id"] is not None, "an agent for Vera")
    anna.choose("Ben Olsen", "Disable")
    expect(his.get_by_text("Your session has ended.")).to_be_visible()
    expect(anna.row("Ben Olsen")).to_contain_text("Disabled")
    expect(page.get_by_text("1 of 4 seats used")).to_be_visible()
    looked_at(page, "disabled-dark")
    assert page.request.get(where).json()["conversation"]["status"] == "queuing"
    anna.choose("Ben Olsen", "Enable")
    expect(page.get_by_text("Ben Olsen can sign in again")).to_be_visible()
    sign_in(his, desk, address)

    anna.choose("Ben Olsen", "Remove")
    dialog.get_by_role("button", name="Remove", exact=True).click()
    expect(anna.row("Ben Olsen")).to_be_hidden()
    expect(page.get_by_text("Ben Olsen is removed from the team")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    looked_at(page, "telephone-dark")


def expect_refused(page: Page, link: str, words: str) -> None:
    page.goto(link)
    expect(page.get_by_role("heading", name="This invitation cannot be used")).to_be_visible()
    expect(page.get_by_text(words)).to_be_visible()
    page.close()
