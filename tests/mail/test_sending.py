import asyncio
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import psutil
import pytest
from sqlalchemy import select

from deskbell.kit.clock import DAY, HOUR, MINUTE, SECOND
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput
from deskbell.mail import MailRoom
from deskbell.mail.claiming import LEASE_MS, Postman, claim_letters, next_due
from deskbell.mail.server import SmtpServer as SmtpAddress
from deskbell.mail.server import smtp_server as read_smtp_server
from deskbell.mail.tables import letter
from deskbell.mail.writing import written
from deskbell.settings import Settings
from tests.letters import post
from tests.rooms import Clock, rows, together
from tests.services import PATIENCE
from tests.smtp import SmtpServer, encryption, one_password, smtp_server

FROM = "Deskbell <desk@example.com>"
ADDRESS = "https://desk.example"


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def _room(db: Database, clock: Clock, data: Path, url: str, *, node: str = "one") -> MailRoom:
    settings = Settings(data=str(data), smtp_url=url, mail_from=FROM, public_url=ADDRESS)
    return MailRoom(db, settings, clock=clock, node=node)


def _send(db: Database, clock: Clock, data: Path, url: str) -> None:
    asyncio.run(_until_hung_up(_room(db, clock, data, url), urlsplit(url).port or 0))


async def _until_hung_up(room: MailRoom, port: int) -> None:
    """Send, and stay until our end of every connection is closed: an encrypted one says goodbye first."""
    await room.send_due()
    async with asyncio.timeout(PATIENCE):
        while any(one.raddr and one.raddr.port == port for one in psutil.Process().net_connections("tcp")):  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.01)


def _row(db: Database) -> Any:
    (row,) = rows(db, select(letter))
    return row


def test_a_letter_says_the_same_as_text_and_as_html(db: Database, clock: Clock, data: Path, smtp: SmtpServer) -> None:
    post(db, link="/console/reset#a&b", params={"name": "Ada <b>Byron</b>"})
    _send(db, clock, data, smtp.url)
    (message,) = smtp.box.messages
    assert (message["From"], message["To"], message["Subject"]) == (FROM, "ada@example.com", "Hello Ada <b>Byron</b>")
    assert message["Message-ID"] == f"<{_row(db).id}@example.com>"
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "en")
    text, html = (part.get_content() for part in message.iter_parts())  # pyright: ignore[reportAttributeAccessIssue] - parts of such a message are such messages
    text = text.replace("\r\n", "\n")
    assert text.splitlines()[0] == "Hello <you>"
    assert "Come in\nhttps://desk.example/console/reset#a&b" in text
    assert "Ada &lt;b&gt;Byron&lt;/b&gt;" in html
    assert html.count('href="https://desk.example/console/reset#a&amp;b"') == 2
    assert "<b>" not in html
    for words in ("come in &amp; sit down.", "You get this because", "desk.example"):
        assert words in html
    assert "$" not in html


def test_behind_a_sent_letter_no_link_is_kept(db: Database, clock: Clock, data: Path, smtp: SmtpServer) -> None:
    post(db, link="/console/reset#secret")
    _send(db, clock, data, smtp.url)
    row = _row(db)
    assert (row.sent_at, row.due_at, row.attempts, row.problem) == (clock.now, None, 1, "")
    assert (row.link, row.params, row.emptied_at) == ("", "{}", clock.now)
    _send(db, clock, data, smtp.url)
    assert len(smtp.box.messages) == 1


def test_right_to_left_is_said_and_the_link_stays_readable() -> None:
    english = written("greeting", "en", {"name": "ليلى"}, link="/console/reset#t", address=ADDRESS)
    assert '<html lang="en" dir="ltr">' in english.html
    html = english._replace(language="ar").html
    assert '<html lang="ar" dir="rtl">' in html
    assert 'dir="ltr">https://desk.example' in html
    assert "left" not in html


def test_what_was_posted_while_the_server_was_away_is_sent_once_when_it_is_back(
    db: Database, clock: Clock, data: Path, smtp: SmtpServer
) -> None:
    smtp.stop()
    for number in range(3):
        post(db, key=f"reminder:{number}")
    room = _room(db, clock, data, smtp.url)
    for _ in range(4):
        asyncio.run(room.send_due())
        clock.now += 2 * HOUR
    assert all(row.attempts == 4 and row.problem and not row.failed_at for row in rows(db, select(letter)))
    smtp.start()
    for _ in range(3):
        asyncio.run(room.send_due())
    assert len(smtp.box.messages) == 3
    assert len({message["Message-ID"] for message in smtp.box.messages}) == 3


def test_a_pause_grows_and_after_a_day_the_letter_has_failed(
    db: Database, clock: Clock, data: Path, smtp: SmtpServer
) -> None:
    smtp.stop()
    post(db, link="/console/reset#secret")
    pauses: list[int] = []
    room = _room(db, clock, data, smtp.url)
    while _row(db).due_at is not None:
        clock.now = _row(db).due_at
        asyncio.run(room.send_due())
        pauses.append((_row(db).due_at or clock.now) - clock.now)
    assert pauses[0] < 30 * SECOND
    assert max(pauses) < 2 * HOUR
    assert 20 < len(pauses) < 50
    row = _row(db)
    assert row.failed_at - row.created_at >= DAY
    # An operator may have it sent again for some days.
    assert row.link == "/console/reset#secret"


def test_what_is_refused_for_good_is_not_tried_again(db: Database, clock: Clock, data: Path, smtp: SmtpServer) -> None:
    smtp.box.refusing = {"nobody@example.com": "550 No such user", "later@example.com": "451 Try later"}
    for name in ("nobody", "later", "ada"):
        post(db, to=f"{name}@example.com")
    _send(db, clock, data, smtp.url)
    assert smtp.box.recipients == ["ada@example.com"]
    nobody, later, ada = rows(db, select(letter).order_by(letter.c.id))
    assert (nobody.failed_at, nobody.due_at, nobody.problem) == (clock.now, None, "550 No such user")
    assert (later.failed_at, later.problem, later.attempts) == (None, "451 Try later", 1)
    assert later.due_at > clock.now
    assert ada.sent_at == clock.now
    smtp.box.refusing = {}
    clock.now += HOUR
    _send(db, clock, data, smtp.url)
    assert smtp.box.recipients == ["ada@example.com", "later@example.com"]


def test_of_two_nodes_one_sends_each_letter(
    db: Database, other_node: Database, clock: Clock, data: Path, smtp: SmtpServer
) -> None:
    for number in range(30):
        post(db, key=f"reminder:{number}")
    nodes = [_room(db, clock, data, smtp.url, node="one"), _room(other_node, clock, data, smtp.url, node="two")]
    together([node.send_due for node in nodes for _ in range(2)])
    assert len(smtp.box.messages) == 30
    assert len({message["Message-ID"] for message in smtp.box.messages}) == 30


def test_a_node_that_died_with_a_letter_in_hand_is_replaced(
    db: Database, clock: Clock, data: Path, smtp: SmtpServer
) -> None:
    post(db)
    assert len(db.write_now(claim_letters, Postman("dead"))) == 1
    _send(db, clock, data, smtp.url)
    assert smtp.box.messages == []
    assert db.read_now(next_due) == clock.now + LEASE_MS
    clock.now += LEASE_MS
    _send(db, clock, data, smtp.url)
    assert len(smtp.box.messages) == 1


def test_stopping_finishes_the_letter_at_hand_and_gives_the_others_back(
    db: Database, clock: Clock, data: Path, smtp: SmtpServer
) -> None:
    for number in range(3):
        post(db, key=f"reminder:{number}")
    smtp.box.answering.clear()
    room = _room(db, clock, data, smtp.url)

    async def stop_in_the_middle() -> None:
        running = asyncio.create_task(room.run())
        await asyncio.to_thread(smtp.box.read.wait, 10)
        stopping = asyncio.create_task(room.stop())
        await asyncio.sleep(0)
        smtp.box.answering.set()
        await stopping
        await running

    asyncio.run(stop_in_the_middle())
    assert len(smtp.box.messages) == 1
    waiting = rows(db, select(letter).where(letter.c.due_at == clock.now))
    assert [(row.attempts, row.leased_by) for row in waiting] == [(0, None), (0, None)]


def test_a_letter_that_cannot_be_written_does_not_stop_the_others(
    db: Database, clock: Clock, data: Path, smtp: SmtpServer
) -> None:
    post(db, to="a..b@example.com")
    post(db, to="ada@bücher.example")
    _send(db, clock, data, smtp.url)
    bad, good = rows(db, select(letter).order_by(letter.c.id))
    assert bad.failed_at == clock.now
    assert good.sent_at == clock.now
    assert smtp.box.recipients == ["ada@xn--bcher-kva.example"]


def test_a_password_is_only_told_over_an_encrypted_connection(
    db: Database, clock: Clock, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, trusted = encryption(tmp_path)
    post(db)
    with smtp_server("127.0.0.2", **one_password("desk", "p@ss"), tls_context=context) as server:
        url = server.url.replace("//", "//desk:p%40ss@")
        _send(db, clock, data, url)
        assert server.box.messages == []
        assert "certificate" in _row(db).problem.lower()
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        clock.now += HOUR
        _send(db, clock, data, url.replace("p%40ss", "wrong"))
        assert _row(db).problem.startswith("535")
        assert _row(db).failed_at is None
        clock.now += HOUR
        _send(db, clock, data, url)
        assert server.box.encrypted == [True]
        assert len(server.box.messages) == 1


def test_a_server_without_encryption_gets_nothing_unless_that_is_said(db: Database, clock: Clock, data: Path) -> None:
    post(db)
    with smtp_server("127.0.0.2") as server:
        _send(db, clock, data, server.url)
        assert server.box.messages == []
        clock.now += HOUR
        _send(db, clock, data, f"{server.url}?tls=off")
        assert len(server.box.messages) == 1


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("mail.example.com", FROM),
        ("http://mail.example.com", FROM),
        ("smtp://", FROM),
        ("smtp://mail.example.com:99999", FROM),
        ("smtp://mail.example.com/inbox", FROM),
        ("smtp://mail.example.com?verify=no", FROM),
        ("smtp://mail.example.com", ""),
        ("smtp://mail.example.com", "nobody"),
        ("smtp://mail.example.com", "Desk <desk@example.com>\r\nBcc: all@example.com"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_in_words(url: str, sender: str) -> None:
    with pytest.raises(BadInput, match="bad_settings"):
        read_smtp_server(Settings(smtp_url=url, mail_from=sender))


def test_the_password_is_read_from_the_address() -> None:
    server = read_smtp_server(Settings(smtp_url="smtps://a%40b.example:p%3Aw@mail.example.com", mail_from=FROM))
    assert server == SmtpAddress("mail.example.com", 465, "a@b.example", "p:w", "at_once")


def test_without_a_server_letters_are_filed_for_us_alone(db: Database, clock: Clock, data: Path) -> None:
    post(db, link="/console/reset#secret")
    _send(db, clock, data, "")
    row = _row(db)
    assert (row.filed_at, row.due_at, row.link) == (clock.now, None, "/console/reset#secret")
    (file,) = (data / "mail").iterdir()
    assert file.name == f"{row.id}.eml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert b"https://desk.example/console/reset#secret" in file.read_bytes()


def test_a_folder_that_cannot_be_written_is_tried_again(db: Database, clock: Clock, data: Path) -> None:
    data.mkdir()
    (data / "mail").write_text("in the way")
    post(db)
    _send(db, clock, data, "")
    assert (_row(db).filed_at, _row(db).failed_at) == (None, None)
    (data / "mail").unlink()
    clock.now += MINUTE
    _send(db, clock, data, "")
    assert _row(db).filed_at == clock.now


def test_links_go_after_a_week_and_letters_after_a_month(db: Database, clock: Clock, data: Path) -> None:
    post(db, link="/console/reset#secret")
    room = _room(db, clock, data, "")
    asyncio.run(room.send_due())
    (file,) = (data / "mail").iterdir()
    clock.now += 8 * DAY
    asyncio.run(room.tidy())
    assert (_row(db).link, _row(db).emptied_at) == ("", clock.now)
    assert not file.exists()
    clock.now += 30 * DAY
    asyncio.run(room.tidy())
    assert rows(db, select(letter)) == []


def test_secrets_of_the_address_stay_out_of_sight() -> None:
    settings = msgspec.structs.replace(Settings(), smtp_url="smtp://desk:geheim@mail.example.com", mail_from=FROM)
    assert "geheim" not in repr(read_smtp_server(settings))
