"""Reading letters, having one sent again, and trying whether mail arrives at all."""

from deskbell.accounts import Account, Operator
from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.mail import (
    Letter,
    LetterContent,
    LetterPage,
    LetterState,
    destination,
    letter_content,
    letter_lines,
    letters_open,
    post_letter,
    send_again,
)
from deskbell.settings import Settings


def letter_page(
    tx: Tx, *, settings: Settings, language: str, state: LetterState | None, to: str, after: str | None, limit: int
) -> LetterPage:
    """A page of letters, newest first, named in the reader's language."""
    items, following = letter_lines(tx, language=language, state=state, to=to, after=after, limit=limit)
    waiting, failed = letters_open(tx)
    server, sender = destination(settings)
    return LetterPage(items, following, server, sender, waiting, failed)


def read_letter(tx: Tx, operator: Operator, *, letter_id: str, language: str, address: str) -> LetterContent:
    """One letter. Its link lets somebody else in, so whoever saw it is noted."""
    content = letter_content(tx, letter_id=letter_id, language=language, address=address)
    if content.link is not None:
        note(tx, operator.by, "letter.read", target=content.letter.to)
    return content


def repeat_letter(tx: Tx, operator: Operator, *, letter_id: str) -> None:
    """Have a letter tried again now."""
    note(tx, operator.by, "letter.retried", target=send_again(tx, letter_id=letter_id))


def try_mail(tx: Tx, account: Account) -> None:
    """Send an operator a letter, to see whether it arrives."""
    link = "/console/installation/mail"
    post_letter(tx, Letter(account.email, account.language, kind="test", link=link, params={"name": account.name}))
