"""Letters of a real server: sent when they are posted, read by operators alone, not lost when it is killed."""

import asyncio
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from deskbell.kit.clock import system_clock
from deskbell.kit.db import Database
from deskbell.mail import MailRoom
from deskbell.mail.claiming import LEASE_MS
from deskbell.mail.tables import letter
from deskbell.settings import Settings
from tests.rooms import rows
from tests.services import wait_until
from tests.serving import Server
from tests.smtp import SmtpServer, smtp_server
from tests.walk import Owner, answered

FROM = "Deskbell <desk@example.com>"
MAIL = "/api/v1/console/installation/mail"


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


def test_a_letter_is_sent_when_its_command_is_durable(
    new_server: Callable[..., Server], database_url: str, smtp: SmtpServer
) -> None:
    server = new_server(database_url, smtp_url=smtp.url, mail_from=FROM).start()
    operator = Owner.sign_up(server.url)
    # It looks for letters when it starts; with the one that asks to confirm the address that is over.
    wait_until(lambda: len(smtp.box.messages) == 1, "the first letter to arrive")
    operator.browser.post(f"{MAIL}/test").raise_for_status()
    wait_until(lambda: len(_tests(smtp)) == 1, "the letter to arrive")
    assert _tests(smtp)[0]["To"] == operator.email
    wait_until(lambda: _listed(operator)["state"] == "sent", "the list to say so")
    content = answered(operator.browser.get(f"{MAIL}/{_listed(operator)['id']}"))
    assert (content["text"], content["link"]) == (None, None)
    assert answered(operator.browser.get(MAIL))["server"] == f"127.0.0.1:{smtp.port}"


def test_where_no_server_is_set_operators_read_letters_and_are_noted(
    new_server: Callable[..., Server], database_url: str
) -> None:
    server = new_server(database_url).start()
    operator = Owner.sign_up(server.url)
    operator.browser.post(f"{MAIL}/test").raise_for_status()
    wait_until(lambda: _listed(operator)["state"] == "filed", "the letter to be filed")
    content = answered(operator.browser.get(f"{MAIL}/{_listed(operator)['id']}"))
    assert content["link"] == f"{server.url}/console/installation/mail"
    assert content["link"] in content["text"]
    again = operator.browser.post(f"{MAIL}/{_listed(operator)['id']}/again")
    assert (again.status_code, again.json()["code"]) == (409, "letter_is_over")
    other = Owner.sign_up(server.url)
    assert [other.browser.get(path).status_code for path in (MAIL, f"{MAIL}/{_listed(operator)['id']}")] == [404, 404]
    assert [other.browser.post(f"{MAIL}/test").status_code] == [404]


def test_a_failed_letter_is_shown_with_why_and_sent_again_when_asked(
    new_server: Callable[..., Server], smtp: SmtpServer
) -> None:
    server = new_server(smtp_url=smtp.url, mail_from=FROM).start()
    operator = Owner.sign_up(server.url)
    smtp.box.refusing = {operator.email: "550 No such user"}
    operator.browser.post(f"{MAIL}/test").raise_for_status()
    wait_until(lambda: _listed(operator)["state"] == "failed", "the letter to fail")
    assert _listed(operator)["problem"] == "550 No such user"
    assert answered(operator.browser.get(f"{MAIL}/{_listed(operator)['id']}"))["link"] is None
    smtp.box.refusing = {}
    operator.browser.post(f"{MAIL}/{_listed(operator)['id']}/again").raise_for_status()
    wait_until(lambda: len(_tests(smtp)) == 1, "the letter to arrive")


def test_a_letter_survives_the_death_of_its_server_and_arrives_once(
    new_server: Callable[..., Server], database_url: str, smtp: SmtpServer, tmp_path: Path
) -> None:
    server = new_server(database_url, smtp_url=smtp.url, mail_from=FROM).start()
    operator = Owner.sign_up(server.url)
    # Whoever signs up is asked to confirm their address; that letter is not the one that is cut off.
    wait_until(lambda: len(smtp.box.messages) == 1, "the first letter to arrive")
    smtp.box.read.clear()
    smtp.box.answering.clear()
    operator.browser.post(f"{MAIL}/test").raise_for_status()
    assert smtp.box.read.wait(10)
    server.kill()
    # It had read the letter and not said yes. Whether it keeps it now, SMTP leaves open; this one does not.
    assert smtp.box.cut_off.wait(10)
    smtp.box.answering.set()

    def later() -> int:
        return system_clock() + LEASE_MS

    heir = Database(database_url, clock=later)
    settings = Settings(data=str(tmp_path), smtp_url=smtp.url, mail_from=FROM)
    room = MailRoom(heir, settings, clock=later, node="heir")
    for _ in range(3):
        asyncio.run(room.send_due())
    assert len(_tests(smtp)) == 1
    assert all(row.sent_at for row in rows(heir, select(letter)))
    heir.close()


def _tests(smtp: SmtpServer) -> list[EmailMessage]:
    return [message for message in smtp.box.messages if message["Subject"] == "Mail from Deskbell arrives"]


def _listed(operator: Owner) -> dict[str, Any]:
    items = answered(operator.browser.get(MAIL, params={"to": operator.email}))["items"]
    return next(one for one in items if one["kind"] == "test")
