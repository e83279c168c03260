"""Text from outside: cleaned and measured before anything else sees it."""

import re
import unicodedata

from deskbell.kit.errors import BadInput

MAX_NAME = 80
MAX_REASON = 200
MAX_EMAIL = 254
MAX_MESSAGE_BYTES = 16 * 1024

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_BIDI_CONTROL = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_EMAIL = re.compile(r"[^@\s,;<>()\[\]\\\"]{1,64}@[^@\s,;<>()\[\]\\\"]{1,190}\.[^@\s.,;<>()\[\]\\\"]{2,63}")
_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def cleaned(text: str, *, field: str) -> str:
    """Without control characters, every line end a line feed, trimmed.

    Half a surrogate pair is refused: it is not text.
    """
    if _LONE_SURROGATE.search(text):
        raise BadInput("bad_text", field=field)
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def readable_message(text: str, *, may_be_blank: bool = False) -> str:
    """A message's text as it will be stored: not blank unless it carries files, at most 16 KB of UTF-8."""
    text = cleaned(text, field="text")
    if not text and not may_be_blank:
        raise BadInput("blank_message", field="text")
    if len(text) * 4 > MAX_MESSAGE_BYTES and len(text.encode()) > MAX_MESSAGE_BYTES:
        raise BadInput("message_too_long", field="text", max_kb=MAX_MESSAGE_BYTES // 1024)
    return text


def readable_name(text: str, *, field: str = "name") -> str:
    """A name of 1-80 characters on one line. Direction overrides go: a name must not turn its neighbours around."""
    name = " ".join(_BIDI_CONTROL.sub("", cleaned(text, field=field)).split())
    if not name or not any(unicodedata.category(char)[0] in "LNPS" for char in name):
        raise BadInput("blank_name", field=field)
    if len(name) > MAX_NAME:
        raise BadInput("name_too_long", field=field, max=MAX_NAME)
    return name


def readable_reason(text: str, *, field: str = "reason") -> str:
    """Why somebody did something, in their own words: one line of at most 200 characters, which may be empty."""
    reason = " ".join(_BIDI_CONTROL.sub("", cleaned(text, field=field)).split())
    if len(reason) > MAX_REASON:
        raise BadInput("reason_too_long", field=field, max=MAX_REASON)
    return reason


def readable_line(text: str, *, field: str, limit: int) -> str:
    """One line of at most `limit` characters, which may be empty."""
    line = " ".join(_BIDI_CONTROL.sub("", cleaned(text, field=field)).split())
    if len(line) > limit:
        raise BadInput("text_too_long", field=field, max=limit)
    return line


def readable_words(text: str) -> str:
    """What somebody searches for: one line, possibly empty. What no text of ours can hold is found nowhere."""
    return short(cleaned(text, field="search"), 200)


def readable_email(text: str, *, field: str = "email") -> str:
    """An e-mail address as typed, without surrounding space. Only confirmation by mail proves more than its shape."""
    email = cleaned(text, field=field)
    # Some characters stand for many in the key, which is indexed: it is bounded too.
    if len(email) > MAX_EMAIL or not _EMAIL.fullmatch(email) or len(email_key(email)) > MAX_EMAIL:
        raise BadInput("bad_email", field=field)
    return email


def shown_email(text: str) -> str:
    """What was given as an address, when it looks like one; nothing else: people type passwords there by mistake."""
    line = short(text, MAX_EMAIL)
    return line if _EMAIL.fullmatch(line) else ""


def email_key(email: str) -> str:
    """What makes two addresses the same one to us."""
    return unicodedata.normalize("NFKC", email.strip()).casefold()


def readable_client_id(text: str) -> str:
    """A client's own name for one attempt: 8-64 of [A-Za-z0-9_-]."""
    if not _CLIENT_ID.fullmatch(text):
        raise BadInput("bad_client_id", field="client_id")
    return text


def short(text: str, limit: int) -> str:
    """At most `limit` characters on one line, for snippets and headers such as a user agent."""
    line = " ".join(_CONTROL.sub(" ", _LONE_SURROGATE.sub("", text)).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
