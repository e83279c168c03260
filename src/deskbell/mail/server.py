"""The SMTP server and the sender that the settings name."""

from dataclasses import dataclass, field
from email.utils import parseaddr
from ipaddress import IPv4Address, ip_address
from typing import Literal, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from deskbell.kit.errors import BadInput
from deskbell.kit.texts import readable_email, short
from deskbell.mail.rules import with_ascii_domain
from deskbell.settings import Settings

_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class SmtpServer:
    """Where letters go. `tls`: from the first byte, by STARTTLS, or not at all."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: Literal["at_once", "starttls", "off"]


class Sender(NamedTuple):
    """Whom letters come from."""

    name: str
    email: str

    @property
    def domain(self) -> str:
        """What the letters' ids end with."""
        return self.email.rpartition("@")[2]


def smtp_server(settings: Settings) -> SmtpServer | None:
    """The server, or None: letters are filed. Raises `BadInput` for an address that cannot be used.

    A server that does not offer STARTTLS is refused, because letters let people in: `?tls=off` says that the way there
    is safe by itself. On this machine it always is.
    """
    if not settings.smtp_url:
        return None
    try:
        parts = urlsplit(settings.smtp_url)
        options = parse_qs(parts.query, strict_parsing=bool(parts.query))
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise BadInput("bad_settings", reason="smtp_url: smtp://user:password@host:587 or smtps://…") from error
    if not host or parts.path not in {"", "/"} or options not in ({}, {"tls": ["off"]}):
        raise BadInput("bad_settings", reason="smtp_url: after the host only a port and ?tls=off may stand")
    if not settings.mail_from:
        raise BadInput("bad_settings", reason="mail_from: letters need a sender once smtp_url is set")
    sender_of(settings)
    unencrypted = bool(options) or host in {"localhost", "127.0.0.1", "::1"}
    tls = "at_once" if parts.scheme == "smtps" else "off" if unencrypted else "starttls"
    return SmtpServer(host, port, unquote(parts.username or ""), unquote(parts.password or ""), tls)


def sender_of(settings: Settings) -> Sender:
    """The sender: the one given, or a stand-in for letters that nobody sends."""
    name, email = parseaddr(settings.mail_from or "Deskbell <deskbell@localhost.invalid>")
    try:
        email = readable_email(email if settings.mail_from.isprintable() else "")
    except BadInput as bad:
        raise BadInput("bad_settings", reason="mail_from: Name <address@example.com>") from bad
    return Sender(short(name, 80) or "Deskbell", with_ascii_domain(email))


def own_name(settings: Settings) -> str:
    """What we call ourselves to the other server."""
    host = urlsplit(settings.address).hostname or "localhost"
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return f"[{address}]" if isinstance(address, IPv4Address) else f"[IPv6:{address}]"


def destination(settings: Settings) -> tuple[str | None, str]:
    """Where letters go and from whom, for operators to read: `host:port`, or None where they are filed."""
    server, sender = smtp_server(settings), sender_of(settings)
    return (f"{server.host}:{server.port}" if server else None), f"{sender.name} <{sender.email}>"
