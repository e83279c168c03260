"""A real SMTP server for tests, that can be told to refuse, to hang, to be away, to want a password or encryption."""

import asyncio
import datetime as dt
import ssl
import threading
from collections.abc import Generator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as SmtpSession

from tests.serving import free_port

if TYPE_CHECKING:
    from email.message import EmailMessage


class Mailbox:
    """What the server took, in order, and how it answers."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[str] = []
        # The answer to RCPT for some addresses, and to the message of any.
        self.refusing: dict[str, str] = {}
        self.answer = "250 taken"
        # While it is not set, a message is read and the answer held back.
        self.answering = threading.Event()
        self.answering.set()
        self.read = threading.Event()
        self.cut_off = threading.Event()
        self.encrypted: list[bool] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name for it
        self, _server: object, session: SmtpSession, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.encrypted.append(session.ssl is not None)
        if address in self.refusing:
            return self.refusing[address]
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, _server: object, _session: SmtpSession, envelope: Envelope) -> str:  # noqa: N802 - as above
        self.read.set()
        try:
            await asyncio.to_thread(self.answering.wait, 20)
        except asyncio.CancelledError:
            self.cut_off.set()
            raise
        if self.answer.startswith("250"):
            self.messages.append(message_from_bytes(envelope.content or b"", policy=default))  # pyright: ignore[reportArgumentType] - bytes, unless decode_data is set
            self.recipients += envelope.rcpt_tos
        return self.answer


class SmtpServer:
    """The server at a port that stays the same while it is away."""

    def __init__(self, host: str = "127.0.0.1", **options: Any) -> None:
        self.box = Mailbox()
        self.host = host
        self.port = free_port()
        self._options = options
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        return f"smtp://{self.host}:{self.port}"

    def start(self) -> None:
        assert self._controller is None
        self._controller = Controller(self.box, hostname=self.host, port=self.port, **self._options)
        self._controller.start()

    def stop(self) -> None:
        controller, self._controller = self._controller, None
        if controller is not None:
            self.box.answering.set()
            controller.stop()


@contextmanager
def smtp_server(host: str = "127.0.0.1", **options: Any) -> Generator[SmtpServer]:
    server = SmtpServer(host, **options)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def one_password(user: str, password: str) -> dict[str, Any]:
    """Options for a server that lets in whoever knows this, once the connection is encrypted."""

    def check(_server: object, _session: object, _envelope: object, _mechanism: str, given: object) -> AuthResult:
        right = LoginPassword(user.encode(), password.encode())
        return AuthResult(success=given == right, handled=False)

    return {"authenticator": check, "auth_required": True}


def encryption(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's TLS with a certificate for 127.0.0.2, and the file to trust it by."""
    from ipaddress import ip_address  # noqa: PLC0415 - only here

    from cryptography import x509  # noqa: PLC0415 - slow to load
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 - slow to load
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - slow to load
    from cryptography.x509.oid import NameOID  # noqa: PLC0415 - slow to load

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.2"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    trusted, private = folder / "certificate.pem", folder / "key.pem"
    trusted.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(trusted, private)
    return context, trusted
