"""Sending over SMTP: one connection for some letters."""

# The client leaves parts of its own types unknown.
# pyright: reportUnknownMemberType=false

import asyncio
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from email.message import EmailMessage
from typing import NamedTuple

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from deskbell.mail.rules import with_ascii_domain
from deskbell.mail.server import SmtpServer
from deskbell.mail.taking import NotTaken

_CONNECT_S = 15.0
_SEND_S = 25.0
_PERMANENT = 500
_REFUSED = (SMTPRecipientRefused, SMTPSenderRefused, SMTPDataError)


class Post(NamedTuple):
    """An open connection."""

    client: SMTP
    sender: str

    async def take(self, letter_id: str, to: str, message: EmailMessage) -> None:
        """Hand one letter over; it is the other server's when this returns. Raises `NotTaken`."""
        del letter_id
        try:
            async with asyncio.timeout(_SEND_S):
                await self.client.send_message(message, sender=self.sender, recipients=[with_ascii_domain(to)])
        except SMTPRecipientsRefused as refused:
            raise _refusal(refused.recipients[0]) from refused
        except _REFUSED as refused:
            raise _refusal(refused) from refused
        except SMTPNotSupported as unsupported:
            raise NotTaken(_said(unsupported), final=True) from unsupported
        except (SMTPException, OSError) as error:  # a timeout is an OSError too
            raise NotTaken(_said(error), connection=True) from error


@asynccontextmanager
async def connected(server: SmtpServer, *, own_name: str, sender: str) -> AsyncGenerator[Post]:
    """A connection, encrypted and signed in as the settings say. Raises `NotTaken` when there is none to be had."""
    client = SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user or None,
        password=server.password or None,
        # Never asked of the system: that may take many seconds, and tell the internal name.
        local_hostname=own_name,
        timeout=_CONNECT_S,
        use_tls=server.tls == "at_once",
        start_tls=server.tls == "starttls",
        tls_context=None if server.tls == "off" else ssl.create_default_context(),
    )
    try:
        await client.connect()
    except (SMTPException, OSError) as error:
        client.close()
        raise NotTaken(_said(error), connection=True) from error
    try:
        yield Post(client, sender)
    finally:
        with suppress(SMTPException, OSError):
            async with asyncio.timeout(1):
                await client.quit()
        client.close()


def _refusal(refused: SMTPResponseException) -> NotTaken:
    return NotTaken(_said(refused), final=refused.code >= _PERMANENT)


def _said(error: Exception) -> str:
    if isinstance(error, SMTPResponseException):
        return f"{error.code} {error.message}"
    return str(error) or type(error).__name__
