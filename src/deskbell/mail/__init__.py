"""Mail: letters that commands post and a follower sends, each at most as often as SMTP lets one promise.

A letter is posted in the transaction of what it is about and sent after the commit; where no SMTP server is set, it is
kept as a file and operators read it in the Console. Its words are `mail.<kind>.…` in the catalogue.
"""

from deskbell.mail.follow import TIDY_EVERY_S, MailRoom
from deskbell.mail.posting import post_letter
from deskbell.mail.reading import (
    LetterContent,
    LetterPage,
    letter_content,
    letter_lines,
    letters_open,
    send_again,
)
from deskbell.mail.rules import LetterState
from deskbell.mail.server import destination
from deskbell.mail.tables import Letter

__all__ = [
    "TIDY_EVERY_S",
    "Letter",
    "LetterContent",
    "LetterPage",
    "LetterState",
    "MailRoom",
    "destination",
    "letter_content",
    "letter_lines",
    "letters_open",
    "post_letter",
    "send_again",
]
