"""A server with something of everything: what pictures are taken of, and longer texts are tried on."""

import json
import sqlite3
import time
from pathlib import Path
from typing import Any

import httpx
from pyotp.totp import TOTP

from tests.accounts.oidc import Provider
from tests.browser.shop import Visitor
from tests.serving import Server
from tests.walk import PASSWORD, Agent, Owner, answered, client_id, new_browser

DAY = 86_400_000
NAME = "Lamps & Shades of Northern Light"
REPLIES = (
    ("hello", "A greeting", "Hello {visitor.first_name|there}, this is {agent.first_name} of {project.name}.", True),
    (
        "shipping",
        "How long parcels take",
        "Parcels take two to four days.\nYou get a mail as soon as yours leaves.",
        True,
    ),
    ("returns", "", "You can send everything back within 30 days.", True),
    ("bye", "", "Have a bright day!", False),
)
EMAIL = "anna.berg@lamps.example"
PLANS = """
trial = "team"
[plans.free]
name = { en = "Free", zh-Hans = "免费版" }
[plans.team]
name = { en = "Team", zh-Hans = "团队版" }
description = { en = "For a shop with opening hours.", zh-Hans = "适合有营业时间的店铺。" }
seats = 5
trial_days = 14
grace_days = 7
[[plans.team.prices]]
currency = "EUR"
period = "month"
per_seat = "9.50"
"""
TEAM = {
    "anna.berg": "Anna Berg",
    "bartholomew.featherstonehaugh-cholmondeley": "Bartholomew Featherstonehaugh-Cholmondeley",
    "cem": "Cem Çelik",
    "dora": "Dóra Kiss",
}
QUESTIONS = {
    "Mei Lin": "Do you have this lamp in green? It would go with the chairs in our kitchen.",
    "Ben Okafor": "My parcel has not arrived.",
    "Zoë": "Hello? Is anybody there?",
    "محمد": "هل تشحنون إلى القاهرة؟",
}


class Everything:
    """An operator, an owner whose project has everything, and their browsers' cookies."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        plans = folder / "plans.toml"
        plans.write_text(PLANS, "utf-8")
        self.provider = Provider()
        settings = {"plans": str(plans), "sign_in_with": json.dumps([self.provider.setting])}
        settings |= {"billing_contact": "sales@desk.example", "writes_per_minute": "10000"}
        self.server = Server(folder / "data", settings=settings).start()
        # By its name: passkeys know no addresses.
        self.url = self.server.url.replace("127.0.0.1", "localhost")
        self.operator = Owner.sign_up(self.url)
        self.browser = new_browser(self.url)
        account = {"email": EMAIL, "password": PASSWORD, "name": "Anna Berg", "time_zone": "Europe/Berlin"}
        self.account: dict[str, Any] = self.ask("POST", "accounts", account)
        self.project = self.ask("POST", "projects", {"client_id": client_id(), "name": NAME})
        self.id: str = self.project["id"]
        self.here = f"projects/{self.id}"
        self._subscribe(6)
        self._team()
        self._visitors()
        self._papers()
        self.later = self.ask("POST", "projects", {"client_id": client_id(), "name": "A second one"})
        self.gone = self.ask("POST", "projects", {"client_id": client_id(), "name": "Gone"})
        self.ask("POST", f"projects/{self.gone['id']}/deletion", {"name": "Gone"})

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """What the owner's page would ask."""
        return answered(self.browser.request(method, f"/api/v1/console/{path}", json=body))

    def cookies(self, browser: httpx.Client) -> list[Any]:
        """For a real browser that comes signed in."""
        return [{"name": one.name, "value": str(one.value), "url": self.url} for one in browser.cookies.jar]

    def two_steps(self) -> str:
        """Turn on two-step sign-in for the owner; the secret of their app."""
        self.ask("POST", "account/proof", {"password": PASSWORD})
        secret: str = self.ask("POST", "account/two-step")["secret"]
        self.ask("POST", "account/two-step/code", {"code": TOTP(secret).now()})
        return secret

    def newcomer(self) -> httpx.Client:
        """Somebody who has just signed up."""
        return self._arrived(f"new-{client_id()[-8:]}@example.com")

    def leaver(self) -> httpx.Client:
        """Somebody whose account will be deleted, and who has signed in meanwhile."""
        browser = self.newcomer()
        email = browser.get("/api/v1/console/session").json()["email"]
        answered(browser.post("/api/v1/console/account/deletion"))
        answered(browser.post("/api/v1/console/session", json={"email": email, "password": PASSWORD}))
        return browser

    def long_ago(self) -> httpx.Client:
        """Somebody who signed in long enough ago to be asked again who they are."""
        browser = self.newcomer()
        with sqlite3.connect(self.server.data / "deskbell.sqlite3") as database:
            database.execute("UPDATE account_session SET proved_at = 0")
        return browser

    def ended(self, days: int, grace: int) -> str:
        """The second project's subscription has ended so many days ago, with so much grace; where its page is."""
        end = self._in_days(-days)
        values = (end - 30 * DAY, end, end + grace * DAY, self.later["id"])
        with sqlite3.connect(self.server.data / "deskbell.sqlite3") as database:
            database.execute(
                "UPDATE subscription SET plan = 'team', seats = 2, valid_from = ?, valid_until = ?, grace_until = ?"
                " WHERE project_id = ?",
                values,
            )
        return f"/console/projects/{self.later['id']}/subscription"

    def suspended(self) -> str:
        """An operator has stopped the second project's subscription; where its page is."""
        path = self.ended(-20, 7)
        where = f"projects/{self.later['id']}/subscription/suspend"
        self._operate(where, {"reason": "The last invoice was not paid."})
        return path

    def speak(self, language: str) -> None:
        """Everybody who is signed in reads another language."""
        self.ask("PATCH", "account", {"language": language})
        answered(self.operator.browser.patch("/api/v1/console/account", json={"language": language}))
        answered(self.agent.browser.patch(f"/api/v1/workspace/{self.id}/me", json={"language": language}))

    def invitation_path(self) -> str:
        """Where somebody who is invited to the team joins it."""
        if not self.agent.get("/team/invitations")["items"]:
            frida = {"client_id": client_id(), "emails": ["frida@lamps.example"], "role": "agent"}
            self.agent.post("/team/invitations", frida)
        (one,) = self.agent.get("/team/invitations")["items"]
        return _path(self.agent.post(f"/team/invitations/{one['id']}/link")["link"])

    def password_path(self) -> str:
        """Where an administrator sets a password."""
        asked = self.ask("POST", f"{self.here}/administrators/{self.linked}/password-link", {"client_id": client_id()})
        return _path(asked["password_link"]["link"])

    def stop(self) -> None:
        """End both servers."""
        self.server.stop()
        self.provider.close()

    def _arrived(self, email: str) -> httpx.Client:
        browser = new_browser(self.url)
        form = {"email": email, "password": PASSWORD, "name": "Nora New"}
        answered(browser.post("/api/v1/console/accounts", json=form))
        return browser

    def _operate(self, path: str, body: object) -> Any:
        return answered(self.operator.browser.post(f"/api/v1/console/installation/{path}", json=body))

    def _subscribe(self, seats: int) -> None:
        end = time.time_ns() // 1_000_000 + 9 * DAY
        self._operate(f"{self.here}/subscription", {"plan": "team", "seats": seats, "valid_until": end})

    def _team(self) -> None:
        """One who works, one with a link, one disabled, one who has lost the seat, and a change to come."""
        (first,) = self.project["administrators"]
        self.ask("PATCH", f"{self.here}/administrators/{first['id']}", {"name": "Anna Berg", "password": PASSWORD})
        made = [self._add(f"{local}@lamps.example", name) for local, name in [*TEAM.items()][1:]]
        self.linked: str = made[0]["id"]
        self.ask("POST", f"{self.here}/administrators/{self.linked}/password-link", {"client_id": client_id()})
        self.ask("POST", f"{self.here}/administrators/{made[1]['id']}/disable")
        self._subscribe(2)
        last = self._operate(f"{self.here}/subscription", {"plan": "team", "seats": 4, "valid_until": self._in_days(9)})
        assert last
        self.ask("POST", f"{self.here}/subscription/seats", {"seats": 2})

    def _in_days(self, days: int) -> int:
        return time.time_ns() // 1_000_000 + days * DAY

    def _add(self, email: str, name: str) -> dict[str, Any]:
        return self.ask("POST", f"{self.here}/administrators", {"client_id": client_id(), "email": email, "name": name})

    def _visitors(self) -> None:
        self.agent = Agent(self.url, self.id, EMAIL)
        visitors = [Visitor(self.url, self.project["site_key"], name, text) for name, text in QUESTIONS.items()]
        first = f"/conversations/{visitors[0].conversation}"
        self.agent.post(f"{first}/claim")
        self.agent.post(f"{first}/messages", {"client_id": client_id(), "text": "Yes, in moss green."})
        visitors[0].write(
            "Wonderful! https://lamps.example/a-very-long-address/of-a-lamp/that-does-not-break?colour=green"
        )
        self.conversation = visitors[0].conversation
        for shortcut, title, text, shared in REPLIES:
            kept = {"client_id": client_id(), "shortcut": shortcut, "title": title, "text": text, "shared": shared}
            self.agent.post("/replies", kept)

    def _papers(self) -> None:
        paper = {"client_id": client_id(), "what": "Team, 4 seats, one month", "amount": 3_800, "currency": "EUR"}
        self._operate(f"{self.here}/invoices", paper | {"tax": 722})
        self._operate(f"{self.here}/invoices", paper | {"client_id": client_id(), "tax": 722, "paid": False})
        self.offer = self.ask("POST", f"{self.here}/offers", {"email": "olaf@example.com"})
        self.link = self.offer["link"]
        self.ask("PATCH", self.here, {"name": NAME})
        answered(self.operator.browser.post("/api/v1/console/installation/mail/test"))


def _path(link: str) -> str:
    return "/" + link.split("/", 3)[3]
