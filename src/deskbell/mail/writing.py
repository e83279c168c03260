"""Writing a letter out: one layout for all kinds, as text and as HTML that says the same."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from importlib import resources
from string import Template
from typing import NamedTuple

from deskbell.kit.catalogue import sentence
from deskbell.mail.rules import Words, with_ascii_domain, worded
from deskbell.mail.server import Sender

_TEMPLATE = Template(resources.files("deskbell.mail").joinpath("letter.html").read_text("utf-8"))
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_LINE = 76
_SUBJECT = _LINE - len("Subject: ")
_PARAGRAPHS = re.compile(r"\n{2,}")
_TEXT = '<p class="text" style="margin: 0 0 16px; color: #1f1d1a;">{}</p>'
_SOFT = '<p class="soft" style="margin: 24px 0 0; font-size: 14px; color: #55514a;">{}</p>'
_BUTTON = (
    '<p style="margin: 24px 0;"><a href="{}" style="display: inline-block; padding: 12px 22px; background: #0d5c7d;'
    ' color: #ffffff; font-weight: 600; text-decoration: none; border-radius: 8px;">{}</a></p>'
)
_PLAIN_LINK = (
    '<p class="soft" style="margin: 0; font-size: 13px; color: #6a665e;">{}<br>'
    '<a class="plain" href="{}" style="word-break: break-all;" dir="ltr">{}</a></p>'
)


class Written(NamedTuple):
    """A letter's words with the full address of its link, or none."""

    language: str
    words: Words
    link: str
    link_words: str
    footer: str

    @property
    def text(self) -> str:
        """All of it as plain text."""
        parts = [self.words.heading, self.words.body]
        if self.link:
            parts.append(f"{self.words.button or self.link_words}\n{self.link}")
        parts += [self.words.note, f"-- \n{self.footer}"]
        return "\n\n".join(filter(None, parts)) + "\n"

    @property
    def html(self) -> str:
        """All of it as a page that mail programs can show."""
        action = ""
        if self.link:
            link = escape(self.link)
            plain = _PLAIN_LINK.format(escape(self.link_words), link, link)
            action = (_BUTTON.format(link, escape(self.words.button)) if self.words.button else "") + plain
        return _TEMPLATE.substitute(
            language=self.language,
            direction="rtl" if self.language.split("-")[0] in _RIGHT_TO_LEFT else "ltr",
            subject=escape(self.words.subject),
            heading=escape(self.words.heading),
            body="\n".join(_TEXT.format(_lines(part)) for part in _PARAGRAPHS.split(self.words.body)),
            action=action,
            note="\n".join(_SOFT.format(_lines(part)) for part in _PARAGRAPHS.split(self.words.note) if part),
            footer=escape(self.footer),
        )


def written(kind: str, language: str, params: Mapping[str, str | int], *, link: str, address: str) -> Written:
    """A letter written out. `address` is where people reach this server; the link is a path of it."""
    words = worded(kind, language, params)
    footer = sentence("letter_footer", language, {"host": address.partition("://")[2]})
    return Written(language, words, address + link if link else "", sentence("letter_link", language), footer)


def message_of(letter: Written, *, letter_id: str, to: str, sender: Sender, now: int) -> EmailMessage:
    """The message as SMTP carries it. Its id is the letter's own: the same however often it is sent."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(sender.name, addr_spec=sender.email)
    message["To"] = Address(addr_spec=with_ascii_domain(to))
    message.set_raw("Subject", _subject(letter.words.subject))
    message["Date"] = format_datetime(datetime.fromtimestamp(now / 1_000, UTC))
    message["Message-ID"] = f"<{letter_id}@{sender.domain}>"
    # Nobody's holiday notice shall answer.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    message["Content-Language"] = letter.language
    return message


def _subject(words: str) -> str:
    """As it goes over the wire: `EmailMessage` folds long ones so that blanks between words are lost or doubled."""
    if words.isascii() and words.isprintable() and len(words) <= _SUBJECT and "=?" not in words:
        return words
    return Header(words, "utf-8", header_name="Subject", maxlinelen=_LINE).encode(linesep="\r\n")


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
