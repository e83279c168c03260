"""What a letter's head looks like when a mail program reads it."""

from email import message_from_bytes
from email.policy import default

import pytest

from deskbell.mail.rules import Words
from deskbell.mail.server import Sender
from deskbell.mail.writing import Written, message_of


@pytest.mark.parametrize(
    "subject",
    [
        "Take over a project",
        "Anna Berg wants to transfer the project “Mine, typed” to you",
        'Invoice INV-000001 for <img src=x onerror=alert(1)> & "Lamps" of the north is paid',
        "<b>Olga</b> lädt Sie ein, Inhaberin des Projekts „Lampen, Schirme & mehr“ zu werden",
        "安娜邀请您共同拥有项目“北方之光的灯具与灯罩和更多的东西还有一些别的东西”",
        "=?utf-8?q?not_ours?= and plain words",
        "a\nBcc: everybody@example.com",
    ],
)
def test_a_subject_arrives_word_for_word(subject: str) -> None:
    letter = Written("en", Words(subject, "heading", "body", "", ""), "", "", "footer")
    message = message_of(letter, letter_id="one", to="ada@example.com", sender=Sender("Deskbell", "a@b.example"), now=0)
    sent = message.as_bytes()
    head = sent.partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert max(map(len, head)) <= 78
    read = message_from_bytes(sent, policy=default)
    assert read["Bcc"] is None
    assert read["Subject"].replace("\n", " ") == subject.replace("\n", " ")
